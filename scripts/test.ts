/**
 * Every check and test: `node scripts/test.ts`. The last line is `N passed, N failed` alone; a check counts as one, a
 * test as one. Leaves with 1 when anything failed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'test-output');
const SLOWEST = 5;

type Outcome = { readonly passed: number; readonly failed: number; readonly skipped: number };
type Ended = { readonly code: number; readonly text: string };

const bin = (name: string) => join(root, 'node_modules/.bin', name);
const typeConfigs = readdirSync(root).filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name));

/** Checks that each say yes or no; they share nothing, so as many run at once as there are processors. */
const checks: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format and lint', bin('biome'), 'ci', '--error-on-warnings', '--max-diagnostics=200', '.'],
  ...typeConfigs.map((config) => [`types of ${config}`, bin('tsc'), '-p', config] as const),
  [
    'promises are awaited',
    bin('oxlint'),
    '--type-aware',
    '--deny-warnings',
    '-c',
    '.oxlintrc.json',
    'src',
    'scripts',
    'tests',
    'bench',
  ],
  ['boundaries', bin('depcruise'), '--config', 'dependency-cruiser.config.mjs', 'src'],
  ['nothing unused', bin('knip')],
  ['build', process.execPath, 'scripts/build.ts'],
];

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

const outcomes: Outcome[] = [];
const waiting = [...checks];
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      outcomes.push(await runCheck(check));
  }),
);
outcomes.push(await runTests('src'));
// The log goes one file after the other, on a server of its own, and leaves a processor to who asks everything of everybody.
outcomes.push(...(await Promise.all(['log', 'gates'].map((project) => runTests(project)))));
outcomes.push(await runJourneys());

const total = (of: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
const failed = total((outcome) => outcome.failed);
const skipped = total((outcome) => outcome.skipped);
if (skipped > 0) console.log(`${skipped} skipped: they need rights or a system that is not here`);
console.log(`${total((outcome) => outcome.passed)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function runCheck([name, command, ...args]: (typeof checks)[number]): Promise<Outcome> {
  const startedAt = performance.now();
  const { code, text } = await run(command, args);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const isGood = code === 0;
  if (!isGood) console.log(text.trimEnd());
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

async function runJourneys(): Promise<Outcome> {
  try {
    return await runTests('journeys', { CHROMIUM_PATH: ensureChromium() });
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    console.log('FAILED journeys');
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number;
      readonly failureMessages: readonly string[];
    }[];
  }[];
};

async function runTests(project: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const startedAt = performance.now();
  const file = join(output, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=json', '--reporter=default', `--outputFile.json=${file}`];
  const { code, text } = await run(bin('vitest'), args, env);
  const outcome = existsSync(file)
    ? countTests(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  // A run can fail without a failed test: nothing found, an error outside of any test, a setup that broke.
  const failed = outcome.failed === 0 && code !== 0 ? 1 : outcome.failed;
  if (failed > 0) console.log(text.trimEnd());
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${project}: ${outcome.passed} passed, ${failed} failed (${seconds} s)`,
  );
  return { ...outcome, failed };
}

function countTests({ testResults }: Report): Outcome {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const withStatus = (...states: readonly string[]) => tests.filter(({ status }) => states.includes(status)).length;
  // A file that could not be loaded has no tests, and is one failure.
  const broken = testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  }).length;
  const slow = tests
    .filter(({ duration = 0 }) => duration > 5000)
    .toSorted((a, b) => (b.duration ?? 0) - (a.duration ?? 0));
  for (const { fullName, duration = 0 } of slow.slice(0, SLOWEST))
    console.log(`slow   ${fullName} (${(duration / 1000).toFixed(1)} s)`);
  return {
    passed: withStatus('passed'),
    failed: withStatus('failed') + broken,
    skipped: withStatus('skipped', 'pending', 'disabled'),
  };
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((settle) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.on('error', (error) => settle({ code: 1, text: String(error) }));
    child.on('close', (code) => settle({ code: code ?? 1, text: Buffer.concat(parts).toString() }));
  });
}
