/**
 * `npm run bench -- act`: acting on a matter, durable, 16 clients in two processes, the read included, against
 * `pgbench -N` (one update of an account, one select of it, one insert into the history, in a transaction) with as many
 * clients in two threads on the same server, one after the other, in alternating rounds.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { acting, openMatters } from './support/acting.ts';
import { notedKind } from './support/noted.ts';
import { type BenchServer, CLIENTS, load, report, withServer } from './support/server.ts';

const LIMIT = 0.6;
const ROUNDS = 3;
const SECONDS = 8;
const ACCOUNTS = 100_000;

await withServer([{ name: 'bench', kinds: [notedKind] }], async (server) => {
  await prepare(server);
  const ids = await openMatters(server);
  await acting(server, ids, 2);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const base = await pgbench(server);
    const { perSecond, p95 } = await acting(server, ids, SECONDS);
    ratios.push(perSecond / base.perSecond);
    process.stdout.write(
      `round ${round + 1}: act ${Math.round(perSecond)}/s (p95 ${p95.toFixed(1)} ms), ${base.name} ${Math.round(base.perSecond)}/s, ratio ${(perSecond / base.perSecond).toFixed(2)}\n`,
    );
  }
  ratios.sort((a, b) => a - b);
  report('act ÷ pgbench -N, median', ratios[Math.floor(ratios.length / 2)] ?? 0, LIMIT, '');
});

/** The tables of pgbench, scale 1, made here so that its own program is not needed. */
async function prepare({ owner }: BenchServer): Promise<void> {
  await owner.query(
    'create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100)',
  );
  await owner.query(`insert into pgbench_accounts select n, 1, 0, '' from generate_series(1, ${ACCOUNTS}) n`);
  await owner.query(
    'create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))',
  );
  await owner.query('create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84))');
  await owner.query('create table pgbench_branches (bid int primary key, bbalance int, filler char(88))');
  await owner.query(`insert into pgbench_branches values (1, 0, '')`);
  await owner.query(`insert into pgbench_tellers select n, 1, 0, '' from generate_series(1, 10) n`);
  await owner.query('vacuum analyze');
}

/** pgbench itself where Debian's postgresql-contrib is installed, else the same statements from this process. */
async function pgbench(server: BenchServer): Promise<{ readonly name: string; readonly perSecond: number }> {
  const program = ['/usr/bin/pgbench', '/usr/local/bin/pgbench'].find((path) => existsSync(path));
  if (program) return { name: 'pgbench -N', perSecond: await runPgbench(program, server.url) };
  const { perSecond } = await load(SECONDS, async (client, round) => {
    const aid = 1 + ((client * 7919 + round * 104_729) % ACCOUNTS);
    const connection = await server.owner.connect();
    try {
      await connection.query('begin');
      await connection.query({
        name: 'b1',
        text: 'update pgbench_accounts set abalance = abalance + $1 where aid = $2',
        values: [round % 5000, aid],
      });
      await connection.query({
        name: 'b2',
        text: 'select abalance from pgbench_accounts where aid = $1',
        values: [aid],
      });
      await connection.query({
        name: 'b3',
        text: 'insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, 1, $2, $3, current_timestamp)',
        values: [1 + (client % 10), aid, round % 5000],
      });
      await connection.query('end');
    } finally {
      connection.release();
    }
  });
  return { name: 'statements of pgbench -N', perSecond };
}

function runPgbench(program: string, url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      program,
      ['-n', '-N', '-s', '1', '-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS), '-M', 'prepared', url],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.on('close', () => {
      const tps = /tps = ([\d.]+)/u.exec(printed)?.[1];
      if (tps === undefined) reject(new Error(printed));
      else resolve(Number(tps));
    });
  });
}
