import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillFolder } from '../journeys/support/program.ts';
import { broken } from './support/audit.ts';
import { startCity, until } from './support/city.ts';
import { startVisitors } from './support/visitors.ts';

/** Whether a small disk of our own can be had: it takes root, and a system that lets root mount. */
export function smallDisk(megabytes: number): { readonly path: string; readonly remove: () => void } | null {
  const path = mkdtempSync(join(tmpdir(), 'mt-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true, force: true });
    return null;
  }
  chmodSync(path, 0o711);
  return {
    path,
    remove: () => {
      execFileSync('umount', ['-l', path], { stdio: 'ignore' });
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Takes every byte that is left; answers what gives them back. */
function fill(folder: string): () => void {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  for (let block = Buffer.alloc(2 ** 20, 1); block.length > 0; ) {
    try {
      writeSync(file, block);
    } catch {
      block = block.subarray(0, block.length >> 1);
    }
  }
  closeSync(file);
  return () => rmSync(path, { force: true });
}

/**
 * The disk runs full under load and is freed again: people are told that nothing was done, nothing that was
 * acknowledged is lost, and work goes on by itself. Answers what was not so; null where no small disk can be had.
 */
export async function fullDisk(
  fullMs: number,
): Promise<{ readonly broken: readonly string[]; readonly said: readonly string[]; readonly refused: number } | null> {
  const disk = smallDisk(600);
  if (!disk) return null;
  try {
    const dataDir = join(disk.path, 'data');
    await mkdir(dataDir, { mode: 0o711 });
    fillFolder(dataDir);
    const city = await startCity(dataDir);
    try {
      const visitors = await startVisitors(city.origin, { clients: 4, account: 'chuangkou' });
      await until('the first questions are answered', () => visitors.acknowledged.length > 20);
      const free = fill(disk.path);
      const refusedBefore = sum(visitors.others.values());
      await until('somebody is refused', () => sum(visitors.others.values()) > refusedBefore);
      await new Promise((resolve) => setTimeout(resolve, fullMs));
      free();
      const before = visitors.acknowledged.length;
      await until('work goes on once there is space', () => visitors.acknowledged.length > before + 20);
      await visitors.stop();
      return {
        broken: await broken(await city.databaseUrl(), city.dataDir, { acts: [], numbers: visitors.acknowledged }),
        said: [...visitors.said],
        refused: sum(visitors.others.values()),
      };
    } catch (error) {
      process.stderr.write(city.output());
      throw error;
    } finally {
      await city.end();
    }
  } finally {
    disk.remove();
  }
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((all, count) => all + count, 0);
