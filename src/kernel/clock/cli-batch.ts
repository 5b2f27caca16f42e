import { createReadStream, fstatSync, openSync } from 'node:fs';
import type { Calendar } from '../calendar/index.ts';
import { Refusal, refuse } from '../refusal.ts';
import { answerOf, checkQuery, deriveQuery } from './cli-query.ts';
import { errorObject } from './cli-text.ts';

/** No question is longer; a file without line ends must not fill the memory. */
const MAX_LINE = 65_536;
const STDIN = 0;

/** Opens a file of questions, `-` being standard input. @throws Refusal `clock/unreadable-file` */
export function openBatch(file: string): AsyncIterable<string> {
  try {
    const fd = file === '-' ? STDIN : openSync(file, 'r');
    if (fstatSync(fd).isDirectory()) throw new Error('a folder');
    return createReadStream(file, { fd, encoding: 'utf8', highWaterMark: MAX_LINE });
  } catch {
    throw refuse('clock/unreadable-file', { file });
  }
}

/** One answer or error per line of input, in order, in blocks; memory does not grow with the file. */
export async function* answerBatch(
  calendar: Calendar,
  chunks: AsyncIterable<string>,
  explain: boolean,
): AsyncGenerator<string> {
  for await (const lines of linesOf(chunks)) {
    let block = '';
    for (const line of lines) block += `${JSON.stringify(answerLine(calendar, line, explain))}\n`;
    if (block !== '') yield block;
  }
}

function answerLine(calendar: Calendar, line: string, explain: boolean): object {
  try {
    if (line.length > MAX_LINE) throw refuse('clock/line-too-long', { most: MAX_LINE });
    return answerOf(deriveQuery(calendar, checkQuery(parse(line))), explain);
  } catch (error) {
    if (error instanceof Refusal) return errorObject(error.code, error.details);
    throw error;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw refuse('clock/bad-line');
  }
}

/** The whole lines of each chunk; an over-long line is cut just above the limit, so that it is still seen to be one. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let rest = '';
  let first = true;
  for await (const chunk of chunks) {
    const text = first ? chunk.replace(/^\uFEFF/, '') : chunk;
    first = false;
    const lines = text.split('\n');
    lines[0] = rest + (lines[0] ?? '');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE + 1);
    yield lines;
  }
  if (rest !== '') yield [rest];
}
