/** Looks at files in a process of its own and says what came of each, and how much memory it took: `node look.ts FILE…` */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '../../refusal.ts';
import { inspect, submissionTypes } from '../inspect/inspect.ts';

const verdictOn = (path: string): Promise<string> =>
  inspect(path, { name: basename(path), allowed: submissionTypes }).then(
    ({ mediaType }) => mediaType,
    (error: unknown) => (error instanceof Refusal ? error.code : `a bug: ${error}`),
  );

/** The most memory this program has ever had, in kB; `resourceUsage` counts that of the program it was started by. */
const highest = (): number => Number(/VmHWM:\s*(\d+)/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);

const [first = '', ...hostile] = process.argv.slice(2);
// What is loaded with the first file of all is not what a file costs.
for (let i = 0; i < 20; i += 1) await verdictOn(first);
const before = highest();
const verdicts: string[] = [];
for (const path of hostile) verdicts.push(await verdictOn(path));
const megabytes = Math.round((highest() - before) / 1024);
process.stdout.write(JSON.stringify({ verdicts, megabytes }));
