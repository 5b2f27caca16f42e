import { type Kernel, refuse } from '../kernel/index.ts';
import type { ReportedFigure } from './figures.ts';
import { type ReplayOptions, type ReplayResult, replay } from './replay.ts';
import { text } from './text.ts';

/** With fewer matters the counts of the report can no longer be told apart. */
const MOST_SCALE = 100;

/** @throws Refusal replay/unknown-option, replay/bad-year, replay/bad-scale (422) */
export function optionsIn(argv: readonly string[]): ReplayOptions {
  let options: ReplayOptions = { year: 2025, scale: 1 };
  const words = argv.flatMap((word) => (word.startsWith('--') ? word.split('=') : [word]));
  for (let i = 0; i < words.length; i += 1) {
    const option = words[i] ?? '';
    if (option === '--leave-open') options = { ...options, leaveOpen: true };
    else if (option === '--year') options = { ...options, year: numberFrom(words[++i], 'replay/bad-year') };
    else if (option === '--scale') options = { ...options, scale: numberFrom(words[++i], 'replay/bad-scale') };
    else throw refuse('replay/unknown-option', { option }, 422);
  }
  if (options.scale < 1 || options.scale > MOST_SCALE) throw refuse('replay/bad-scale', {}, 422);
  return options;
}

function numberFrom(word: string | undefined, code: string): number {
  if (word === undefined || !/^\d{1,4}$/u.test(word)) throw refuse(code, {}, 422);
  return Number(word);
}

/** `mingtang replay [--year N] [--scale N] [--leave-open]`: ends with 1 when a figure of the full report is not what was printed. */
export async function replayCommand(
  kernel: Kernel,
  argv: readonly string[],
  report: (line: string) => void,
): Promise<{ readonly human: string; readonly json: ReplayResult; readonly exitCode: number }> {
  const result = await replay(kernel, optionsIn(argv), report);
  return { human: tableOf(result), json: result, exitCode: result.scale === 1 && !isRight(result) ? 1 : 0 };
}

const isRight = ({ figures, vectors }: ReplayResult): boolean =>
  figures.every(({ agrees }) => agrees !== false) && vectors.every(({ ok }) => ok);

function tableOf({ county, period, figures, vectors }: ReplayResult): string {
  const right = vectors.filter(({ ok }) => ok).length;
  return [
    text.heading(county.name, period.from, period.to),
    ...figures.map(lineOf),
    text.vectors(right, vectors.length),
  ].join('\n');
}

function lineOf({ id, title, value, unit, numerator, denominator, reported, agrees }: ReportedFigure): string {
  const fraction = denominator === null ? numerator : `${numerator} ÷ ${denominator}`;
  const printed = reported === null ? '' : text.printed(reported, agrees);
  return `${id.padEnd(20)} ${title}  ${value ?? '—'} ${unit}  （${fraction}）${printed}`;
}
