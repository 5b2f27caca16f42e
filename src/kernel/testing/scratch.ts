import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const SHM = '/dev/shm';
const SHM_BYTES = 2 ** 31;

/** Where databases of tests lie: in memory where there is enough, so that nobody waits for a disk; else beside the rest. */
export function scratchFolder(): string {
  try {
    accessSync(SHM, constants.W_OK);
    const { bavail, bsize } = statfsSync(SHM);
    return bavail * bsize >= SHM_BYTES ? SHM : tmpdir();
  } catch {
    return tmpdir();
  }
}
