import { readConfig } from './config.ts';
import { demoGreeting, seedFirstStart } from './demo.ts';
import { type Log, openLog, Refusal, sentencesOf } from './kernel/index.ts';
import { modules } from './modules.ts';
import { type Program, startProgram } from './program.ts';
import { programVersion } from './version.ts';

/** Whether the operator has asked for the end; what breaks off then is no fault. */
let signalled = false;

let log: Log = openLog({ write: toStderr });

async function main(): Promise<void> {
  const config = readConfig(process.env);
  log = openLog({
    write: toStderr,
    of: { role: config.role, pid: process.pid },
    plain: process.stderr.isTTY === true,
  });
  log('info', 'starting', { version: await programVersion() });
  let program: Program | undefined;
  let signals = 0;
  const hurry = new AbortController();
  const end = (drainMs: number): void => {
    program?.stop({ drainMs, hurry: hurry.signal }).then(
      () => {
        log('info', 'stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log('error', 'stop-failed', { error });
        process.exit(1);
      },
    );
  };
  const stop = (signal: 'SIGINT' | 'SIGTERM'): void => {
    log('info', 'stopping', { signal });
    signals += 1;
    signalled = true;
    // Whoever sits at the terminal waits for nobody; a machine that is to be taken out of service says so first.
    // While the start is under way it is finished first: half a start is harder to end than a whole one.
    if (signals === 1) end(signal === 'SIGTERM' ? config.drainSeconds * 1000 : 0);
    else if (signals === 2) hurry.abort();
    // Whoever asks a third time means it; what is left behind is cleared by the next start.
    else process.exit(1);
  };
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGTERM', () => stop('SIGTERM'));
  const started = await startProgram({ config, log });
  program = started;
  if (signalled) return end(0);
  const fill = () => seedFirstStart(started.kernel, (message) => log('info', 'seed', { message }), config.publicUrl);
  const seeded = config.seedDemo ? await fill().catch((error: unknown) => leave(started, error)) : null;
  log('info', 'ready', { address: started.address });
  if (started.address !== null) process.stdout.write(demoGreeting(config.publicUrl, seeded));
}

/** A city that could not be filled ends with its database, which would run on without anybody. */
async function leave(started: Program, error: unknown): Promise<never> {
  await started.stop({ hurry: AbortSignal.abort() });
  throw error;
}

process.on('uncaughtExceptionMonitor', (error) => log('fatal', 'crashed', { error }));

main().catch((error: unknown) => {
  if (signalled) return;
  if (error instanceof Refusal) {
    const message = sentencesOf(modules)(error.code, error.details);
    log('fatal', 'start-failed', { code: error.code, message });
  } else log('fatal', 'start-failed', { error });
  process.exit(1);
});

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
