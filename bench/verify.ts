/**
 * `npm run bench -- verify`: verification of 1,000,000 entries with their payloads, clocks and public log. The figure is
 * processor time, of the verifier and of its database together: what one core with nothing else to do takes. The time
 * that passed on this machine stands beside it.
 */
import { verifyLedger } from '../src/kernel/index.ts';
import { publishLog, verifyLog } from '../src/kernel/log/index.ts';
import { fillLedger } from './support/ledger.ts';
import { processorSeconds } from './support/processor.ts';
import { report, withServer } from './support/server.ts';

const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const LIMIT_SECONDS = 60;

await withServer([], async ({ kernel, owner }) => {
  const began = performance.now();
  const entries = await fillLedger(kernel, owner, ENTRIES);
  await owner.query('vacuum analyze');
  const filled = performance.now();
  const published = await publishLog(kernel);
  const logged = performance.now();
  process.stdout.write(
    `${entries.toLocaleString('en')} entries written in ${seconds(filled - began)} s, ${published?.size.toLocaleString('en')} published in ${seconds(logged - filled)} s\n`,
  );
  const before = await processorSeconds(owner);
  const ledger = await verifyLedger(kernel);
  const between = await processorSeconds(owner);
  const checked = performance.now();
  const log = await verifyLog(kernel);
  const done = performance.now();
  const after = await processorSeconds(owner);
  if (ledger.faults.length + log.faults.length > 0) throw new Error(JSON.stringify([ledger.faults[0], log.faults[0]]));
  process.stdout.write(
    `passed: ledger ${seconds(checked - logged)} s, log ${seconds(done - checked)} s; used: ledger ${(between - before).toFixed(1)} s, log ${(after - between).toFixed(1)} s; memory ${Math.round(process.memoryUsage().rss / 1_048_576)} MB\n`,
  );
  const scaled = (after - before) * (1_000_000 / ledger.entries);
  report('verification of 1,000,000 entries, one core', scaled, LIMIT_SECONDS, 's', true);
});

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
