import { addDays, type Day, isDay, weekday } from '../../../kernel/day.ts';
import { type Found, found } from './finding.ts';

const DATE =
  /(?<!\d)(\d{4})\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})(?!\d)(?:\s*[日号])?(?:\s*[（(]?\s*(?:星期|周|礼拜)([一二三四五六日天])\s*[）)]?)?/gu;
const MONTH_DAY = /(?<![\d年])(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/gu;
const CUT = /(?<!\d)(?:\d{2}|'\d{2})年\d{1,2}月/gu;
const WEEKDAYS = '日一二三四五六';
const LAST_DAY = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Dates that no calendar has, weekdays that another day has, years cut short. */
export function dateFindings(text: string): readonly Found[] {
  const findings: Found[] = [];
  for (const match of text.matchAll(DATE)) {
    const [words, year = '', month = '', day = '', said] = match;
    const at = { index: match.index, words };
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (!isDay(date)) {
      // 2017.13.40 may be a version or a section: only what is written as a date is wrong as one.
      if (/年|-/u.test(words)) findings.push(found('date-impossible', 'wrong', at));
      continue;
    }
    if (said === undefined) continue;
    const real = WEEKDAYS.charAt(weekdayOf(date));
    if ((said === '天' ? '日' : said) !== real)
      findings.push(found('date-weekday', 'wrong', at, { details: { date, said, real } }));
  }
  for (const match of text.matchAll(MONTH_DAY)) {
    const month = Number(match[1]);
    const last = LAST_DAY[month - 1];
    if (last === undefined || Number(match[2]) > last || Number(match[2]) === 0)
      findings.push(found('date-impossible', 'wrong', { index: match.index, words: match[0] }));
  }
  for (const match of text.matchAll(CUT))
    findings.push(found('date-year-cut', 'doubtful', { index: match.index, words: match[0] }));
  return findings;
}

/** 0: Sunday. */
const weekdayOf = (date: Day): number => weekday(addDays(date, 0)) % 7;
