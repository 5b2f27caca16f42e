import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { smallDisk } from './full-disk.ts';
import { broken } from './support/audit.ts';
import { startCity, until } from './support/city.ts';
import { startVisitors } from './support/visitors.ts';

/**
 * The disk comes up read-only, as after a fault of its own: the program says so and ends, touches nothing, and starts
 * as if nothing had been once the disk can be written again. Null where no small disk can be had.
 */
export async function readOnlyDisk(): Promise<{ readonly broken: readonly string[]; readonly said: string } | null> {
  const disk = smallDisk(600);
  if (!disk) return null;
  const dataDir = join(disk.path, 'data');
  try {
    const city = await startCity(dataDir);
    const visitors = await startVisitors(city.origin, { clients: 2, account: 'chuangkou' });
    await until('the first questions are answered', () => visitors.acknowledged.length > 20);
    await visitors.stop();
    await city.stop();
    execFileSync('mount', ['-o', 'remount,ro', disk.path]);
    const said = await startCity(dataDir).then(
      async (started) => {
        await started.stop();
        return 'it started';
      },
      (error: unknown) => String(error),
    );
    execFileSync('mount', ['-o', 'remount,rw', disk.path]);
    await city.start();
    try {
      return {
        broken: await broken(await city.databaseUrl(), dataDir, { acts: [], numbers: visitors.acknowledged }),
        said,
      };
    } finally {
      await city.end();
    }
  } finally {
    disk.remove();
  }
}
