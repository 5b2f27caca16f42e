import { readConfig } from './config.ts';
import { demoGreeting, seedFirstStart } from './demo.ts';
import { Refusal, sentencesOf } from './kernel/index.ts';
import { modules } from './modules.ts';
import { type Program, startProgram } from './program.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** Whether the operator has asked for the end; what breaks off then is no fault. */
let signalled = false;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  let program: Program | undefined;
  const stop = (signal: string): void => {
    log(signal);
    signalled = true;
    // While the start is under way it is finished first: half a start is harder to end than a whole one.
    program?.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log(String(error));
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', () => stop('SIGINT'));
  process.once('SIGTERM', () => stop('SIGTERM'));
  program = await startProgram({ config, log });
  if (signalled) return stop('stop');
  const seeded = config.seedDemo ? await seedFirstStart(program.kernel, log) : null;
  if (program.address !== null) process.stdout.write(demoGreeting(config.publicUrl, seeded));
}

main().catch((error: unknown) => {
  if (signalled) return;
  if (error instanceof Refusal) log(sentencesOf(modules)(error.code, error.details));
  else log(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
