import type { Cell } from '../checks.ts';
import { plain } from './blocks.ts';

/** What people write where there is nothing. */
const NOTHING = /^[\p{Pd}─━−_/／\\|.。·]+$/u;
const GROUPED = /^[-−–]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u;
const NUMBER = /^[-−–]?\d+(?:\.\d+)?$/u;
const UNIT = /(?<=\d)(?:件|份|个|次|条)$/u;
/** Words for nothing. */
const NONE = /^(?:无|暂无|没有|未发生|不适用|空|n\/?a|nil|null|none)$/iu;
/** What is said about a figure behind it: a mark of a footnote, a remark in brackets. It changes nothing of the figure. */
const REMARK =
  /(?<=[\d件])(?:[*＊※#]+|[①-⑳]|[[〔【]\d+[\]〕】]|\(?注[\d一二三四五①-⑳]*\)?|\([^()]*\p{Script=Han}[^()]*\))$/u;

/** No figure is longer. */
const LONGEST = 200;

/** Reads what stands in a cell; generous with signs, blanks, units and thousands separators. */
export function cellOf(text: string): Cell {
  if (text.length > LONGEST) return { kind: 'text', text: text.slice(0, LONGEST) };
  const words = plain(text);
  const compact = words
    .replace(/\s/gu, '')
    .replace(REMARK, '')
    .replace(UNIT, '')
    // A full stop behind a figure is no decimal point.
    .replace(/(?<=^\d+)[.。]$/u, '')
    .replace(/^['‘’`+]/u, '');
  if (compact === '') return { kind: 'blank' };
  if (NOTHING.test(compact) || NONE.test(compact)) return { kind: 'blank', isSaid: true };
  if (/^[零〇]$/u.test(compact)) return { kind: 'number', value: 0 };
  const digits = GROUPED.test(compact) ? compact.replaceAll(',', '') : compact;
  if (!NUMBER.test(digits)) return { kind: 'text', text: words };
  return { kind: 'number', value: Number(digits.replace(/^[−–]/u, '-')) };
}

/** Whether a cell can hold a figure: a number, or what people write where there is none. */
export const isFigure = (text: string): boolean => cellOf(text).kind !== 'text';
