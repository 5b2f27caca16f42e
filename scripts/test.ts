/**
 * Every check and test: `node scripts/test.ts`. The last line is `N passed, N failed` alone; a check counts as one, a
 * test as one. Leaves with 1 when anything failed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'test-output');
const SLOWEST = 5;

type Outcome = { readonly passed: number; readonly failed: number; readonly skipped: number };
type Check = readonly [name: string, command: string, ...args: string[]];
type Ended = { readonly code: number; readonly text: string };

const bin = (name: string) => join(root, 'node_modules/.bin', name);
const typeConfigs = readdirSync(root).filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name));

/** Checks that each say yes or no; they share nothing. */
const checks: readonly Check[] = [
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
];

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

// Two ways go side by side and take about as long. A journey waits for its program and its pages most of the time; what
// keeps a processor busy fills that in. The log goes one file after the other, on a server of its own. Both ways need the
// built program: the journeys run it, and the web server that tests ask serves its workbench.
const outcomes: Outcome[] = [await runCheck(['build', process.execPath, 'scripts/build.ts'])];
await Promise.all([
  inTurn(
    ...checks.map((check) => () => runCheck(check)),
    () => runTests('src'),
    () => runTests('gates'),
  ),
  inTurn(runJourneys, () => runTests('log')),
]);

async function inTurn(...parts: readonly (() => Promise<Outcome>)[]): Promise<void> {
  for (const part of parts) outcomes.push(await part());
}

const total = (of: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
const failed = total((outcome) => outcome.failed);
const skipped = total((outcome) => outcome.skipped);
if (skipped > 0) console.log(`${skipped} skipped: they need rights or a system that is not here`);
console.log(`${total((outcome) => outcome.passed)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function runCheck([name, command, ...args]: Check): Promise<Outcome> {
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
