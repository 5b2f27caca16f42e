import { isDocumentNumber } from '../../rules/document-number.ts';
import { type Found, found } from './finding.ts';

const OPEN = '〔\\[［【（(﹝〖';
const CLOSE = '〕\\]］】）)﹞〗';
/** Letters of an agency, a year in brackets of any kind, a serial: 明政办发[2026]012号. */
const CANDIDATE = new RegExp(
  `([\\u4e00-\\u9fa5]{1,12}?)\\s*([${OPEN}])\\s*([12][0-9Xx×*]{3})\\s*([${CLOSE}])\\s*(第?)\\s*(\\d{1,5})\\s*号`,
  'gu',
);
/** The year without brackets, as copies lose them: 皖政办〔201718号. */
const LOST = new RegExp(
  `[\\u4e00-\\u9fa5]{2,12}[${OPEN}]?(\\d{4})(?:[${CLOSE}]|(?=\\d))?\\d{1,5}号(?![楼院门宿])`,
  'gu',
);
/** Words that may stand before the letters: they are none of them. */
const BEFORE = /.*(?:依据|根据|按照|印发|转发|通知|文件|执行|落实|和|与|及|以|的|见|由|对)/u;

/**
 * Document numbers in running words: other brackets than 〔〕, zeros before the serial, 第, years that cannot be, numbers
 * whose brackets were lost.
 *
 * @law GB/T 9704-2012 7.2.5
 */
export function documentNumberFindings(text: string, thisYear: number): readonly Found[] {
  const written = [...text.matchAll(CANDIDATE)];
  const lost = [...text.matchAll(LOST)].filter(
    ({ index, 0: words }) =>
      !written.some((other) => index < other.index + other[0].length && index + words.length > other.index),
  );
  return [
    ...written.flatMap((match) => numberFinding(match, thisYear) ?? []),
    ...lost
      .filter(([, year]) => Number(year) >= 1978 && Number(year) <= thisYear)
      .map((match) => found('number-no-year', 'doubtful', { index: match.index, words: match[0] })),
  ];
}

function numberFinding(match: RegExpExecArray, thisYear: number): Found | null {
  const [whole, letters = '', open = '', year = '', close = '', ordinal = '', serial = ''] = match;
  // 201X年: the year was made unreadable on purpose.
  if (/[Xx×*]/u.test(year)) return null;
  const skip = BEFORE.exec(letters)?.[0].length ?? 0;
  const words = whole.slice(skip);
  const at = { index: match.index + skip, words };
  const instead = `${letters.slice(skip)}〔${year}〕${Number(serial)}号`;
  if (Number(year) > thisYear || Number(year) < 1949) return found('number-year', 'wrong', at, { details: { year } });
  if (Number(serial) === 0) return found('number-shape', 'wrong', at);
  if (`${open}${close}` !== '〔〕')
    return letters.length > skip ? found('number-brackets', 'wrong', at, { instead }) : null;
  if (serial.startsWith('0') || ordinal !== '') return found('number-zero', 'wrong', at, { instead });
  return words !== instead && isDocumentNumber(instead) ? found('number-shape', 'wrong', at, { instead }) : null;
}

/** The number of the document itself, in its own field. */
export function ownNumberFindings(number: string, thisYear: number): readonly Found[] {
  if (number === '') return [];
  const [first] = documentNumberFindings(number, thisYear);
  if (first !== undefined) return [first];
  return isDocumentNumber(number) ? [] : [found('number-shape', 'wrong', { index: 0, words: number })];
}
