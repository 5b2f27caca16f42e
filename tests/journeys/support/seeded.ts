import { rm } from 'node:fs/promises';
import { dataFolder, SEEDED, startProgram } from './program.ts';

/**
 * Vitest's global setup: the demo city, filled once. Whoever needs a city begins with a copy of its folder, and does not
 * wait for a first start; what a first start does is the lifecycle's to try.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await dataFolder();
  // Nothing is published in the log yet: its name follows from the address of the copy.
  const program = await startProgram(folder, { LOG_EVERY_SECONDS: '0' });
  await program.stop();
  process.env[SEEDED] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
