import type pg from 'pg';
import { canonical } from '../ledger/canonical.ts';
import type { Process } from './define.ts';
import { digest } from './faults.ts';

/** Definitions in use. They never change once stored, so they are read once and kept. */
export type Processes = {
  readonly byId: (id: number) => Promise<Process>;
  /** The id of a definition, storing it the first time it is seen. */
  readonly idOf: (process: Process) => Promise<number>;
  /** `digest`, computed once for each definition. */
  readonly digestOf: (process: Process) => string;
};

export function processesIn(pool: pg.Pool): Processes {
  const byId = new Map<number, Process>();
  const ids = new WeakMap<Process, number>();
  const idsByDigest = new Map<string, number>();
  const digests = new WeakMap<Process, string>();
  const digestOf = (process: Process): string => {
    const known = digests.get(process) ?? digest(process);
    digests.set(process, known);
    return known;
  };
  return {
    digestOf,
    byId: async (id) => {
      const known = byId.get(id);
      if (known) return known;
      const { rows } = await pool.query<{ definition: Process }>(
        'select definition from kernel.process where id = $1',
        [id],
      );
      const row = rows[0];
      if (!row) throw new Error(`no process ${id}`);
      byId.set(id, row.definition);
      return row.definition;
    },
    idOf: async (process) => {
      const known = ids.get(process);
      if (known !== undefined) return known;
      const text = canonical(process);
      const key = digestOf(process);
      const id = idsByDigest.get(key) ?? (await store(pool, process.kind, key, text));
      idsByDigest.set(key, id);
      ids.set(process, id);
      byId.set(id, process);
      return id;
    },
  };
}

async function store(pool: pg.Pool, kind: string, digestOf: string, text: string): Promise<number> {
  const find = async (): Promise<number | undefined> =>
    (
      await pool.query<{ id: number }>('select id from kernel.process where kind = $1 and digest = $2', [
        kind,
        digestOf,
      ])
    ).rows[0]?.id;
  const known = await find();
  if (known !== undefined) return known;
  await pool.query(
    'insert into kernel.process (kind, digest, definition) values ($1, $2, $3) on conflict (kind, digest) do nothing',
    [kind, digestOf, text],
  );
  const id = await find();
  if (id === undefined) throw new Error(`process ${kind} was not stored`);
  return id;
}
