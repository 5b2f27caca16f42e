import { parseArgs } from 'node:util';
import { type Calendar, weekdayOf } from '../calendar/index.ts';
import { Refusal, refuse } from '../refusal.ts';
import { answerBatch, openBatch } from './cli-batch.ts';
import { answerOf, checkQuery, deriveQuery, shown } from './cli-query.ts';
import { answerText, errorObject, helpText, messageOf } from './cli-text.ts';
import type { Derivation } from './derive.ts';

/** What a command prints and how it ends; a batch prints block by block. */
export type CommandResult = {
  readonly exitCode: 0 | 2;
  readonly stdout: string | AsyncIterable<string>;
  readonly stderr: string;
};

const MANY = { type: 'string', multiple: true } as const;
const FLAG = { type: 'boolean' } as const;
const OPTIONS = {
  from: MANY,
  days: MANY,
  unit: MANY,
  exclude: MANY,
  batch: MANY,
  explain: FLAG,
  provisional: FLAG,
  json: FLAG,
  help: { ...FLAG, short: 'h' },
} as const;

/**
 * `mingtang clock due`: computes a due date and says how. Refusals end with 2 and, with `--json`, one error object.
 *
 * @param argv what follows `clock due` on the command line
 */
export function clockDueCommand(calendar: Calendar, argv: readonly string[]): CommandResult {
  try {
    return run(calendar, argv);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, details } = error;
    if (argv.includes('--json')) return { exitCode: 2, stdout: line(errorObject(code, details)), stderr: '' };
    return { exitCode: 2, stdout: '', stderr: `${messageOf(code, details)}\n` };
  }
}

const line = (value: object) => `${JSON.stringify(value)}\n`;

function run(calendar: Calendar, argv: readonly string[]): CommandResult {
  const { values } = parse(argv);
  if (values.help === true) return { exitCode: 0, stdout: helpText, stderr: '' };
  const { explain = false, provisional = false, json = false } = values;
  const used = provisional ? calendar.provisional() : calendar;
  const batch = once('batch', values.batch);
  if (batch !== undefined) {
    for (const option of ['from', 'days', 'unit', 'exclude'] as const)
      if (values[option] !== undefined) throw refuse('clock/batch-alone', { option });
    return { exitCode: 0, stdout: answerBatch(used, openBatch(batch), explain), stderr: '' };
  }
  const query = checkQuery({
    from: once('from', values.from),
    days: wholeNumber(once('days', values.days)),
    unit: once('unit', values.unit),
    exclude: (values.exclude ?? []).map(interval),
  });
  const derivation = deriveQuery(used, query);
  const stdout = json ? line(answerOf(derivation, explain)) : sentences(derivation, explain);
  return { exitCode: 0, stdout, stderr: '' };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const named = /'([^']*)'/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw refuse('clock/unknown-option', { option: shown(named) });
    if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
      throw refuse('clock/unexpected-argument', { value: shown(named) });
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw refuse('clock/bad-option', { option: shown(named) });
    throw error;
  }
}

function once(option: string, values: readonly string[] | undefined): string | undefined {
  if (values !== undefined && values.length > 1) throw refuse('clock/repeated-option', { option });
  return values?.[0];
}

/** The number a text writes, or the text itself, which is then refused as a number of days. */
const wholeNumber = (text: string | undefined): number | string | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : text;

/** The two ends of `S..E`; anything else is passed on to be refused. */
const interval = (text: string): readonly string[] | string => {
  const ends = text.split('..');
  return ends.length === 2 ? ends : text;
};

function sentences({ dueOn, provisional, calendarVersion, steps }: Derivation, explain: boolean): string {
  const due = dueOn ?? '';
  const say = provisional ? answerText.provisionalDue : answerText.due;
  const lines = [say(due, dueOn === null ? '' : weekdayOf(dueOn))];
  if (explain) {
    for (const { day, counted, why, law } of steps)
      lines.push(
        `${day}  ${counted ? answerText.counted : answerText.skipped}  ${why}${law === null ? '' : `〔${law}〕`}`,
      );
    lines.push(answerText.calendar(calendarVersion));
  }
  return `${lines.join('\n')}\n`;
}
