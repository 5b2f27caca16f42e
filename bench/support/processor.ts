import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** Seconds of processor time that this process and the database server have used up to now (Linux). */
export async function processorSeconds(database: Pick<pg.Pool, 'query'>): Promise<number> {
  const { rows } = await database.query<{ pid: number }>('select pg_backend_pid() as pid');
  const server = fieldsOf(rows[0]?.pid ?? 0)?.parent ?? 0;
  const { user, system } = process.cpuUsage();
  let ticks = fieldsOf(server)?.withChildren ?? 0;
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/u.test(name) ? fieldsOf(Number(name)) : null;
    if (fields?.parent === server) ticks += fields.own;
  }
  return (user + system) / 1_000_000 + ticks / TICKS;
}

const TICKS = 100;

/** From /proc/PID/stat; children that have ended count with their parent. */
function fieldsOf(
  pid: number,
): { readonly parent: number; readonly own: number; readonly withChildren: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold spaces.
    const [, parent = 0, ...rest] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = rest.slice(9);
    return { parent, own: user + system, withChildren: user + system + childUser + childSystem };
  } catch {
    return null;
  }
}
