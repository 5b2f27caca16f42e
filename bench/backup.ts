/**
 * `npm run bench -- backup [--gigabytes 10] [--mbps 20]`: acting while the database is backed up, against acting
 * without, 16 clients in two processes. The backup is stopped and let go on by turns, so both sides of a ratio are
 * seconds apart, whatever else the machine does.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { acting, openMatters } from './support/acting.ts';
import { notedKind } from './support/noted.ts';
import { type BenchServer, report, withServer } from './support/server.ts';

const LIMIT = 0.8;
const SECONDS = 8;
const MATTERS = 2000;
const BATCH = 20_000;
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { gigabytes: { type: 'string', default: '1' }, mbps: { type: 'string', default: '20' } },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await withServer([{ name: 'bench', kinds: [notedKind] }], async (server) => {
  const ids = await openMatters(server, MATTERS);
  await fill(server, Number(values.gigabytes) * 1e9);
  await acting(server, ids, 2);
  const { pairs, seconds, bytes } = await whileBackingUp(server, ids);
  const ratios = pairs.map(([during, without]) => during / without).toSorted((a, b) => a - b);
  const total = (side: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  say(`backup took ${seconds.toFixed(0)} s of its own time and ${(bytes / 1e9).toFixed(2)} GB`);
  say(`act ${Math.round(total(1))}/s without, ${Math.round(total(0))}/s during, over ${pairs.length} pairs`);
  report('act during a backup ÷ act without, median', ratios[Math.floor(ratios.length / 2)] ?? 0, LIMIT, '');
  report('act during a backup ÷ act without, in all', total(0) / total(1), LIMIT, '');
});

/** Rows as a city has them: six entries for a matter, one with a sealed part. */
async function fill({ owner }: BenchServer, bytes: number): Promise<void> {
  const size = async (): Promise<number> =>
    Number((await owner.query('select pg_database_size(current_database())::text as size')).rows[0].size);
  for (let from = 0; (await size()) < bytes; from += BATCH) {
    await owner.query(
      `with opened as (
         insert into kernel.matter (kind, process_id, number, title, region, agency_id, subject_id, state, holder_role,
           opened_at, acted_at, seq, head)
         select 'bench', (select min(id) from kernel.process), 'BG-590922-2026-' || n, '食品经营许可 ' || n, '590922', 7, n,
           'open', 'clerk', now(), now(), 6, sha256(n::text::bytea)
           from generate_series($1::int, $1::int + ${BATCH - 1}) n returning id
       ), sealed as (
         insert into kernel.payload (matter_id, seq, salt, content)
         select id, 1, decode(md5(id::text), 'hex'), sha256(id::text::bytea) || sha256(('a' || id)::bytea) ||
           sha256(('b' || id)::bytea) || sha256(('c' || id)::bytea) from opened
       )
       insert into kernel.entry (matter_id, seq, at, act, actor_id, agency_id, from_state, to_state, body, hash)
       select id, seq, '2026-01-02'::timestamptz + random() * interval '320 days', 'note', 2, 7, 'open', 'open',
         format('{"act":"note","actor":{"agency":7,"person":"%s","role":"clerk"},"at":"2026-11-23T02:00:00.000Z","clocks":[],"facts":{"opinion":"材料齐全，符合条件 %s"},"from":"open","kind":"bench","matter":"BG-590922-2026-%s","payload":null,"prev":"%s%s","seq":%s,"to":"open","v":1}',
           md5(id::text), random(), id, md5(id || 'p' || seq), md5(id || 'q' || seq), seq),
         sha256((id || '/' || seq)::bytea)
         from opened, generate_series(1, 6) seq`,
      [from],
    );
  }
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
  say(`database of ${((await size()) / 1e9).toFixed(2)} GB`);
}

type Pair = readonly [during: number, without: number];

/** Acts by turns while the backup goes on and while it is held, until it is done. */
async function whileBackingUp(server: BenchServer, ids: readonly number[]) {
  const script = join(import.meta.dirname, 'support/backup-once.ts');
  const argv = [server.url, server.dataDir, join(server.dataDir, 'backup'), values.mbps];
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  let isOver = false;
  const over = once(child, 'close').then(() => (isOver = true));
  const pairs: Pair[] = [];
  let ownMs = 0;
  while (!isOver) {
    const began = performance.now();
    const during = await acting(server, ids, SECONDS);
    ownMs += performance.now() - began;
    // A turn in which it ended does not count, unless there is no other.
    if (isOver && pairs.length > 0) break;
    child.kill('SIGSTOP');
    const without = await acting(server, ids, SECONDS);
    child.kill('SIGCONT');
    pairs.push([during.perSecond, without.perSecond]);
    say(
      `pair ${pairs.length}: ${Math.round(during.perSecond)}/s during (p95 ${during.p95.toFixed(1)} ms), ${Math.round(without.perSecond)}/s without (p95 ${without.p95.toFixed(1)} ms)`,
    );
  }
  await over;
  if (child.exitCode !== 0) throw new Error('the backup failed');
  return { pairs, seconds: ownMs / 1000, bytes: (JSON.parse(printed) as { bytes: number }).bytes };
}
