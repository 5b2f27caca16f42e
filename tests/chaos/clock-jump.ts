import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { broken } from './support/audit.ts';
import { startCity, until } from './support/city.ts';
import { startVisitors } from './support/visitors.ts';

/** Where Debian puts the library of the package `faketime`. */
const LIBRARIES = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`);

const DAY_AHEAD = '+86400s';
/** How the clock moves while the program runs: from the true time, and back to it. */
const JUMPS = ['+3600s', '+0s', '-3600s', '+0s', DAY_AHEAD, '+0s'] as const;

/** What was seen after one jump. */
export type Jump = { readonly to: string; readonly workedAfterMs: number };

/**
 * The clock of the running program jumps by an hour and by a day, forward and back, under load: it sees each jump, goes
 * on serving, and the ledger holds. The database keeps its own time, as one on another machine does. Null where there
 * is no libfaketime.
 */
export async function clockJump(heldMs: number): Promise<{
  readonly broken: readonly string[];
  readonly jumps: readonly Jump[];
  readonly statuses: Readonly<Record<string, number>>;
} | null> {
  const library = LIBRARIES.find((path) => existsSync(path));
  if (library === undefined) return null;
  const folder = await mkdtemp(join(tmpdir(), 'mt-clock-'));
  const file = join(folder, 'clock');
  const setClock = async (offset: string): Promise<void> => {
    await writeFile(`${file}.new`, `${offset}\n`);
    await rename(`${file}.new`, file);
  };
  try {
    await setClock('+0s');
    const city = await startCity(undefined, {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    });
    try {
      const visitors = await startVisitors(city.origin, { clients: 4, account: 'chuangkou' });
      await until('the first questions are answered', () => visitors.acknowledged.length > 20);
      const jumps: Jump[] = [];
      const faults: string[] = [];
      for (const to of JUMPS) {
        await setClock(to);
        const shown = await until(`the clock of the program shows ${to}`, async () =>
          isNear(await timeAt(city.origin()), Date.now() + Number.parseInt(to, 10) * 1000),
        );
        const before = visitors.acknowledged.length;
        const worked = await until(`work goes on at ${to}`, () => visitors.acknowledged.length > before + 20);
        jumps.push({ to, workedAfterMs: Math.round(shown + worked) });
        // It looks once a minute, by what is done by the clock.
        if (to === DAY_AHEAD)
          await until('the program says that its clock jumped', () => city.output().includes('"clock-jumped"'));
        await sleep(heldMs);
      }
      await visitors.stop();
      if (city.output().includes('"fatal"')) faults.push('the program crashed');
      faults.push(
        ...(await broken(await city.databaseUrl(), city.dataDir, { acts: [], numbers: visitors.acknowledged })),
      );
      return { broken: faults, jumps, statuses: Object.fromEntries(visitors.others) };
    } catch (error) {
      process.stderr.write(city.output());
      throw error;
    } finally {
      await city.end();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What time the program has, by the header of its answers. */
async function timeAt(origin: string): Promise<number> {
  const answer = await fetch(`${origin}/healthz`);
  return Date.parse(answer.headers.get('date') ?? '');
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 5_000;
