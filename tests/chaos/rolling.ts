/**
 * Restarts two copies behind a proxy again and again under load and counts what failed: `npm run chaos:rolling [ROUNDS]`.
 * With nginx where it is installed, else (or with FRONT=round-robin) with a proxy of the same rules. Ends with 1 unless nothing failed.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../gates/planted.ts';
import { rollingRestart } from './support/rolling-run.ts';

execFileSync(process.execPath, [join(root, 'scripts/build.ts'), 'server'], { stdio: 'inherit' });
const figures = await rollingRestart({
  rounds: Number(process.argv[2] ?? 3),
  getters: 6,
  posters: 6,
  pauseMs: 10,
  drainSeconds: Number(process.env.DRAIN_SECONDS ?? 3),
  ...(process.env.FRONT === 'round-robin' ? { proxy: 'round-robin' as const } : {}),
  say: (line) => console.error(line),
});
console.log(JSON.stringify({ ...figures, failed: figures.failed.length, first: figures.failed.slice(0, 5) }, null, 2));
const isGood =
  figures.failed.length === 0 && figures.acknowledged === figures.inLedger && figures.ledgerFaults.length === 0;
process.exitCode = isGood ? 0 : 1;
