/**
 * `npm run bench -- clock`: due dates a second on one core, without derivation, over a mix of limits, a third of them
 * with suspensions or extensions; and answers a second of `clock due --batch`, with the memory it took.
 */
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { calendarOf, shippedYears } from '../src/kernel/calendar/index.ts';
import {
  type ClockFacts,
  calendarDays,
  clockDueCommand,
  dueOn,
  months,
  workingDays,
} from '../src/kernel/clock/index.ts';
import { addDays, day } from '../src/kernel/day.ts';

const LIMIT_PER_SECOND = 200_000;
const calendar = calendarOf({ years: shippedYears() });

/** A fixed mix, so that two runs compare. */
function mix(size: number): readonly ClockFacts[] {
  const limits = [workingDays(5), workingDays(20), workingDays(45), calendarDays(60), months(1), workingDays(7)];
  return Array.from({ length: size }, (_, i) => {
    const startedOn = addDays(day('2015-01-01'), (i * 7919) % 4000);
    const stop = addDays(startedOn, 3 + (i % 5));
    return {
      limit: limits[i % limits.length] ?? workingDays(20),
      startedOn,
      spans: i % 3 === 0 ? [{ from: stop, to: addDays(stop, 1 + (i % 14)) }] : [],
      extensions: i % 12 === 1 ? [workingDays(10)] : [],
    };
  });
}

function dueDatesPerSecond(): number {
  const facts = mix(100_000);
  let best = 0;
  for (let round = 0; round < 5; round++) {
    let found = 0;
    const began = performance.now();
    for (const f of facts) if (dueOn(calendar, f).dueOn !== null) found += 1;
    const seconds = (performance.now() - began) / 1000;
    if (found !== facts.length) throw new Error('a due date is missing');
    best = Math.max(best, facts.length / seconds);
  }
  return best;
}

async function batchPerSecond(lines: number): Promise<{ perSecond: number; peakMb: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-clock-'));
  const file = join(folder, 'questions.jsonl');
  try {
    const out = createWriteStream(file);
    for (let i = 0; i < lines; i += 1000) {
      let block = '';
      for (let k = i; k < i + 1000; k++)
        block += `{"from":"${addDays(day('2015-01-01'), (k * 7919) % 4000)}","days":${5 + (k % 20)},"unit":"workday","exclude":[]}\n`;
      if (!out.write(block)) await once(out, 'drain');
    }
    await finished(out.end());
    const began = performance.now();
    let [answers, peak] = [0, 0];
    for await (const block of clockDueCommand(calendar, ['--batch', file]).stdout) {
      for (let at = block.indexOf('\n'); at >= 0; at = block.indexOf('\n', at + 1)) answers += 1;
      peak = Math.max(peak, process.memoryUsage.rss());
    }
    if (answers !== lines) throw new Error(`${answers} answers to ${lines} questions`);
    return { perSecond: lines / ((performance.now() - began) / 1000), peakMb: peak / 2 ** 20 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const perSecond = dueDatesPerSecond();
const ratio = perSecond / LIMIT_PER_SECOND;
console.log(`clock: ${Math.round(perSecond)} due dates/s · limit ${LIMIT_PER_SECOND} · ratio ${ratio.toFixed(2)}`);
const lines = Number(process.argv.at(-1)) || 1_000_000;
const batch = await batchPerSecond(lines);
console.log(
  `clock due --batch: ${lines} lines · ${Math.round(batch.perSecond)} lines/s · peak ${Math.round(batch.peakMb)} MB`,
);
process.exitCode = ratio >= 1 ? 0 : 1;
