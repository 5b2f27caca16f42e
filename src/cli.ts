import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { adminCreate, adminReset } from './admin.ts';
import { simulateCommand } from './boards/index.ts';
import { backupCommands, yieldToOthers } from './cli-backup.ts';
import { helpOf, cliText as text } from './cli-text.ts';
import { type Config, readConfig } from './config.ts';
import { databaseFolder, openConfiguredDatabase } from './database.ts';
import { seedFirstStart } from './demo.ts';
import { importSiteCommand } from './disclosure/index.ts';
import { diagnose } from './doctor/index.ts';
import { annualReportCommand, reportCheckCommand } from './information-requests/index.ts';
import { calendarOf, shippedYears } from './kernel/calendar/index.ts';
import { clockDueCommand } from './kernel/clock/cli.ts';
import {
  calendarSources,
  type Kernel,
  loadCalendar,
  openLog,
  Refusal,
  refuse,
  sentencesOf,
  verifyFiles,
  verifyLedger,
} from './kernel/index.ts';
import {
  logCliText,
  logCosign,
  logPublish,
  logRebuild,
  logReset,
  logVerified,
  verifyPublishedLog,
} from './kernel/log/cli.ts';
import { keysMakeCommand, keysRetireCommand, keysRotateCommand, keysStatusCommand } from './keys-commands.ts';
import { modules, proactiveSources } from './modules.ts';
import { assembleKernel, startWork } from './program.ts';
import { receiptCommand } from './proof/index.ts';
import { replayCommand, replaySentences } from './replay/index.ts';
import { retentionDueCommand, retentionRuleCommand, retentionRunCommand } from './retention-commands.ts';
import { piiScanCommand } from './screening/index.ts';

/** What a command answers: a sentence for a person, an object for a machine, and how it ends. */
type Answer = { readonly human: string; readonly json: object; readonly exitCode?: number };
type Command = (argv: readonly string[], config: Config, log: (line: string) => void) => Promise<Answer>;

const toStderr = (line: string): void => void process.stderr.write(`${line}\n`);

const commands: Readonly<Record<string, Command>> = {
  'calendar load': calendarLoad,
  'files verify': filesVerify,
  'ledger verify': ledgerVerify,
  ...backupCommands,
  'log publish': (_argv, config) => withKernel(config, logPublish),
  'log cosign': (argv, config) => withKernel(config, (kernel) => logCosign(kernel, argv)),
  'log rebuild': (_argv, config) => withKernel(config, logRebuild),
  'log reset': (argv, config) => withKernel(config, (kernel) => logReset(kernel, argv)),
  'retention due': async (_argv, config) => withKernel(config, retentionDueCommand),
  'retention rule': async ([file], config) => {
    if (file === undefined) throw refuse('cli/no-file', {}, 422);
    const input = await readJson(file);
    return withKernel(config, (kernel) => retentionRuleCommand(kernel, input));
  },
  'retention run': async (argv, config) => withKernel(config, (kernel) => retentionRunCommand(kernel, argv)),
  'keys status': async (_argv, config) => withKernel(config, keysStatusCommand),
  'keys rotate': async (argv, config) => withKernel(config, (kernel) => keysRotateCommand(kernel, argv, toStderr)),
  'keys retire': async (argv, config) => withKernel(config, (kernel) => keysRetireCommand(kernel, argv)),
  'keys make': async (argv, config) => keysMakeCommand(config.keys.suite, argv),
  'report requests-annual': (argv, config) =>
    withKernel(config, (kernel) => annualReportCommand(kernel, argv, proactiveSources)),
  'report check': (argv) => reportCheckCommand(argv),
  seed: async (_argv, config) =>
    withKernel(config, async (kernel) => {
      const seeded = await seedFirstStart(kernel, toStderr, config.publicUrl);
      return { human: seeded ? text.seeded : text.seededBefore, json: { seeded: seeded !== null } };
    }),
  'import-site': (argv, config) => withKernel(config, (kernel) => importSiteCommand(kernel, argv, toStderr)),
  replay: (argv, config) =>
    withKernel(config, async (kernel) => {
      await seedFirstStart(kernel, toStderr);
      return replayCommand(kernel, argv, toStderr);
    }),
  'admin create': (argv, config) => withKernel(config, (kernel) => adminCreate(kernel, argv)),
  'admin reset': (argv, config) => withKernel(config, (kernel) => adminReset(kernel, argv)),
  'terminal simulate': (argv) => simulateCommand(argv, toStderr),
  doctor: async (_argv, config) => {
    const findings = await diagnose(config);
    const bad = findings.filter((finding) => finding.level !== 'ok');
    return {
      human: findings
        .map(
          (finding) =>
            `${text.levels[finding.level]} ${finding.what}${finding.mend === null ? '' : `\n      ${finding.mend} [${finding.code}]`}`,
        )
        .join('\n'),
      json: { ok: bad.length === 0, findings },
      exitCode: findings.some((finding) => finding.level === 'wrong') ? 1 : 0,
    };
  },
};

async function calendarLoad(argv: readonly string[], config: Config): Promise<Answer> {
  const [file] = argv;
  if (file === undefined) throw refuse('cli/no-file', {}, 422);
  const input = await readJson(file);
  return withKernel(config, async (kernel) => {
    const loaded = await loadCalendar(kernel, input, null, kernel.now());
    const worker = startWork({ ...kernel, setWake: () => undefined }, openLog({ write: toStderr }));
    await worker.drain();
    await worker.stop();
    return { human: text.calendarLoaded(loaded.key, loaded.source), json: loaded };
  });
}

async function ledgerVerify(argv: readonly string[], config: Config): Promise<Answer> {
  if (argv.includes('--receipt')) return receiptCommand(argv, config.dataDir);
  if (argv.includes('--log')) return verifyPublishedLog(argv);
  return withKernel(config, async (kernel) => {
    const { matters, entries, faults } = await verifyLedger(kernel);
    const lines = faults.map((fault) => text.fault(fault.matter, fault.seq, fault.fault));
    const log = await logVerified(kernel);
    const isGood = faults.length === 0 && log.exitCode === 0;
    return {
      human: [text.verified(matters, entries, faults.length), ...lines, log.human].join('\n'),
      json: { ok: isGood, matters, entries, faults, log: log.json },
      exitCode: isGood ? 0 : 1,
    };
  });
}

async function filesVerify(_argv: readonly string[], config: Config): Promise<Answer> {
  return withKernel(config, async (kernel) => {
    const { files, bytes, faults } = await verifyFiles(kernel);
    const lines = faults.flatMap((fault) =>
      fault.files.map(({ id, matter }) => text.fileFault(id, matter, fault.fault)),
    );
    return {
      human: [text.filesVerified(files, bytes, lines.length), ...lines].join('\n'),
      json: { ok: faults.length === 0, files, bytes, faults },
      exitCode: faults.length === 0 ? 0 : 1,
    };
  });
}

async function readJson(file: string): Promise<unknown> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw refuse('cli/unreadable-file', { file }, 422);
  });
  try {
    return JSON.parse(content) as unknown;
  } catch {
    throw refuse('cli/not-json', { file }, 422);
  }
}

async function withKernel(config: Config, work: (kernel: Kernel) => Promise<Answer>): Promise<Answer> {
  const database = await openConfiguredDatabase(config, toStderr, { attach: true });
  try {
    const kernel = await assembleKernel(database, config);
    const unwatch = kernel.keys.watch();
    try {
      return await work(kernel);
    } finally {
      await unwatch().catch(() => undefined);
    }
  } finally {
    await database.stop();
  }
}

/** The calendar that a due date is computed with: what was shipped, and what this installation has loaded since. */
async function commandCalendar(config: Config) {
  const isInstalled = config.databaseUrl !== null || existsSync(databaseFolder(config));
  if (!isInstalled) return calendarOf({ years: shippedYears() });
  const database = await openConfiguredDatabase(config, () => undefined, { attach: true, max: 1 });
  try {
    return calendarOf({ years: (await calendarSources(database.pool)).years });
  } finally {
    await database.stop();
  }
}

async function clockDue(argv: readonly string[], config: Config): Promise<number> {
  const isHelp = argv.includes('--help') || argv.includes('-h');
  const result = clockDueCommand(isHelp ? calendarOf({ years: shippedYears() }) : await commandCalendar(config), argv);
  process.stderr.write(result.stderr);
  if (typeof result.stdout === 'string') process.stdout.write(result.stdout);
  else await pipeline(Readable.from(result.stdout), process.stdout, { end: false });
  return result.exitCode;
}

/** Runs a command line. Refusals end with 2, as an object when `--json` was asked for. */
async function run(argv: readonly string[]): Promise<number> {
  const [first = '', second = ''] = argv;
  const pair = `${first} ${second}`;
  if (pair === 'clock due') return clockDue(argv.slice(2), readConfig(process.env));
  // One line for each finding, as it is found: no answer that waits for the end.
  if (pair === 'pii scan') return piiScanCommand(argv.slice(2), process.stdout);
  const name = pair in commands ? pair : first;
  const command = commands[name];
  const rest = argv.slice(name.split(' ').length);
  if (!command || rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${helpOf(command ? name : null)}\n`);
    return command || first === '' || first === '--help' || first === 'help' ? 0 : 2;
  }
  if (first === 'backup' || first === 'export') yieldToOthers();
  const wantsJson = rest.includes('--json');
  try {
    const answer = await command(
      rest.filter((word) => word !== '--json'),
      readConfig(process.env),
      toStderr,
    );
    process.stdout.write(`${wantsJson ? JSON.stringify(answer.json) : answer.human}\n`);
    return answer.exitCode ?? 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const message = sentence(error.code, error.details);
    if (wantsJson) process.stdout.write(`${JSON.stringify({ error: { code: error.code, message } })}\n`);
    else process.stderr.write(`${message}\n`);
    return 2;
  }
}

const sentence = sentencesOf([
  ...modules,
  { name: 'replay', sentences: replaySentences },
  { name: 'cli', sentences: { ...text.sentences, ...logCliText.sentences } },
]);

run(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    toStderr(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  },
);
