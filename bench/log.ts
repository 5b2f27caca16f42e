/**
 * `npm run bench -- log`: what publishing the log costs acts. The same load with and without a publisher beside it, in
 * alternating rounds; the publisher works twice as often as by default. Processor time says the same with less
 * noise: what publishing uses of all that is used.
 */
import { publishLog } from '../src/kernel/log/index.ts';
import { acting, openMatters } from './support/acting.ts';
import { notedKind } from './support/noted.ts';
import { processorSeconds } from './support/processor.ts';
import { type BenchServer, report, withServer } from './support/server.ts';

const LIMIT = 0.05;
const ROUNDS = 4;
const SECONDS = 20;
const EVERY_MS = 5000;

await withServer([{ name: 'bench', kinds: [notedKind] }], async (server) => {
  const ids = await openMatters(server);
  await acting(server, ids, 2);
  await publishLog(server.kernel);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const pair = { alone: 0, beside: 0 };
    let published = 0;
    // Every other pair begins with the other, so that what drifts weighs on both.
    for (const kind of round % 2 === 0 ? (['alone', 'beside'] as const) : (['beside', 'alone'] as const)) {
      const publisher = kind === 'beside' ? startPublisher(server) : null;
      pair[kind] = (await acting(server, ids, SECONDS)).perSecond;
      published += (await publisher?.stop()) ?? 0;
      // What was not published meanwhile is not left to the next.
      await publishLog(server.kernel);
    }
    ratios.push(pair.beside / pair.alone);
    process.stdout.write(
      `round ${round + 1}: alone ${Math.round(pair.alone)}/s, beside the publisher ${Math.round(pair.beside)}/s, ${published.toLocaleString('en')} entries published\n`,
    );
  }
  await share(server, ids);
  ratios.sort((a, b) => a - b);
  const median = ((ratios[ROUNDS / 2 - 1] ?? 0) + (ratios[ROUNDS / 2] ?? 0)) / 2;
  report('acts lost to publishing, median', Math.max(0, 1 - median), LIMIT, '', true);
});

function startPublisher({ kernel }: BenchServer): { readonly stop: () => Promise<number> } {
  let total = 0;
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(async () => {
      total += (await publishLog(kernel))?.added ?? 0;
    });
  }, EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      return total;
    },
  };
}

/** Processor time of acts, then of publishing them, on the same entries. */
async function share(server: BenchServer, ids: readonly number[]): Promise<void> {
  const { owner, kernel } = server;
  const before = await processorSeconds(owner);
  const { perSecond, processorSeconds: clients } = await acting(server, ids, SECONDS);
  const acted = (await processorSeconds(owner)) - before + clients;
  const start = await processorSeconds(owner);
  const entries = (await publishLog(kernel))?.added ?? 0;
  const spent = (await processorSeconds(owner)) - start;
  process.stdout.write(
    `processor time: ${((acted / (perSecond * SECONDS)) * 1e6).toFixed(0)} µs for an act, ${((spent / entries) * 1e6).toFixed(0)} µs to publish its entry: ${((spent / acted) * 100).toFixed(1)} %\n`,
  );
}
