/** One backup as the command makes it, in a process of its own that yields to others: `URL DATA_DIR FOLDER MBPS`. */
import { setPriority } from 'node:os';
import { takeBackup } from '../../src/kernel/backup/take.ts';

const [ownerUrl = '', dataDir = '', folder = '', speed = '40'] = process.argv.slice(2);
setPriority(10);
const { manifest } = await takeBackup({
  ownerUrl,
  kind: 'physical',
  dataDir,
  folder,
  keys: 'left-out',
  maxMegabytesPerSecond: Number(speed),
  atOnce: true,
  program: 'bench',
  now: () => new Date(),
});
process.stdout.write(JSON.stringify(manifest.parts));
