import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../../src/kernel/testing/scratch.ts';
import { broken } from './support/audit.ts';
import { startCity, until } from './support/city.ts';
import { startAgain, startDatabase } from './support/database.ts';
import { startVisitors } from './support/visitors.ts';

/**
 * The database of somebody else is away under load and comes back: the program stays, says so, and goes on by itself.
 * Answers what was not so.
 */
export async function databaseAway(awayMs: number): Promise<{
  readonly broken: readonly string[];
  readonly said: readonly string[];
  readonly statuses: readonly number[];
}> {
  const folder = await mkdtemp(join(scratchFolder(), 'mt-away-'));
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  let server = await startDatabase(dataDir);
  try {
    const url = server.url('mingtang');
    const city = await startCity(dataDir, { DATABASE_URL: url });
    try {
      const visitors = await startVisitors(city.origin, { clients: 4, account: 'chuangkou' });
      await until('the first questions are answered', () => visitors.acknowledged.length > 20);
      await server.stop();
      await new Promise((resolve) => setTimeout(resolve, awayMs));
      const health = await fetch(`${city.origin()}/healthz`);
      server = await startAgain(dataDir);
      const before = visitors.acknowledged.length;
      await until('work goes on once the database is back', () => visitors.acknowledged.length > before + 20);
      await visitors.stop();
      const faults = await broken(
        url,
        city.dataDir,
        { acts: [], numbers: visitors.acknowledged },
        { DATABASE_URL: url },
      );
      return {
        broken: health.status === 503 ? faults : [...faults, `health was ${health.status} while the database was away`],
        said: [...visitors.said],
        statuses: [...visitors.others.keys()],
      };
    } finally {
      await city.end();
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
