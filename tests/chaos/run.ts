/** `npm run chaos [-- storm 100000 | full-disk | read-only-disk | database-away | clock-jump]`: the long form of what `make test` does in short. */
import { clockJump } from './clock-jump.ts';
import { databaseAway } from './database-away.ts';
import { fullDisk } from './full-disk.ts';
import { storm } from './kill.ts';
import { readOnlyDisk } from './read-only-disk.ts';

const [what = 'storm', size = '100000'] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const scenarios: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  storm: async () => {
    const result = await storm(Number(size), { say, pauseMs: 3000 });
    say(JSON.stringify(result));
    return result.broken;
  },
  'full-disk': async () => {
    const result = await fullDisk(60_000);
    if (result === null) return ['a small disk takes root and the right to mount'];
    say(JSON.stringify(result));
    return result.broken;
  },
  'read-only-disk': async () => {
    const result = await readOnlyDisk();
    if (result === null) return ['a small disk takes root and the right to mount'];
    say(JSON.stringify(result));
    return result.broken;
  },
  'clock-jump': async () => {
    const result = await clockJump(2_000);
    if (result === null) {
      say('skipped: the package faketime is not installed');
      return [];
    }
    say(JSON.stringify(result));
    return result.broken;
  },
  'database-away': async () => {
    const result = await databaseAway(60_000);
    say(JSON.stringify(result));
    return result.broken;
  },
};

const scenario = scenarios[what];
if (!scenario) throw new Error(`no scenario ${what}; there are ${Object.keys(scenarios).join(', ')}`);
const faults = await scenario();
say(faults.length === 0 ? 'every promise was kept' : faults.join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;
