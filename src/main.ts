import { readConfig } from './config.ts';
import { demoGreeting, seedFirstStart } from './demo.ts';
import { Refusal } from './kernel/index.ts';
import { startProgram } from './program.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const program = await startProgram({ config, log });
  const stop = (signal: string): void => {
    log(`stopping (${signal})`);
    program.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log(`stopping failed: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', () => stop('SIGINT'));
  process.once('SIGTERM', () => stop('SIGTERM'));
  const seeded = config.seedDemo ? await seedFirstStart(program.kernel, log) : null;
  if (program.address !== null) process.stdout.write(demoGreeting(config.publicUrl, seeded));
}

main().catch((error: unknown) => {
  if (error instanceof Refusal) log(`${error.code} ${JSON.stringify(error.details)}`);
  log(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
