import { signs } from './signs.ts';
import { NAME_COLUMN } from './words.ts';

/** Part of a line between two separators, without the blanks around it. */
export type Cell = { readonly start: number; readonly end: number; readonly text: string };

export type Line = { readonly start: number; readonly end: number };

/** A text as it is laid out: lines, and tables drawn with tabs, bars, commas or wide blanks. */
export type Page = {
  readonly text: string;
  readonly lineAt: (position: number) => Line;
  readonly cellsOf: (line: Line) => readonly Cell[];
  /** The cells of the row that names the columns of the table a line stands in; null where there is none. */
  readonly headerOf: (line: Line) => readonly Cell[] | null;
  readonly isHeader: (line: Line) => boolean;
  /** What heads the column a position stands in; empty where nothing does. */
  readonly columnAt: (position: number) => string;
  /** The text of the same line before a position, at most so many characters. */
  readonly before: (position: number, length: number) => string;
};

const HEADING =
  /姓\s*名|户主|身份证|证件|证号|等级|电话|手机|联系方式|地址|住址|序号|单位|金额|卡号|账号|备注|性别|邮箱|编号|户籍|住所|银行|机构|职务|部门|名称|申请人|岗位|类别|年龄|^(?:所在|行政|自然)?村(?:名|组|别|庄)?$|面积|车牌|号牌|护照|车辆|所有人|时间|地点|日期|类型|学历|院校|专业|原因|标准|成绩|签名|关系|宅电|邮编|订单|运单|单号|编码|流水号|型号|供应商/u;
const MOST_LINES = 400;

const SHORT = 8;

export function layOut(text: string, isCommaSeparated: boolean): Page {
  const separator = isCommaSeparated ? /[,\t]/gu : /\t|[|｜]|[ \u3000\u00a0]{2,}/gu;
  let last: Line & { readonly through: number } = { start: 0, end: -1, through: -1 };
  // Lines may be as long as the text, so the one that was looked for is not looked for again.
  const lineAt = (position: number): Line => {
    if (position >= last.start && position <= last.through) return last;
    const start = position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
    const found = text.indexOf('\n', position);
    const through = found === -1 ? text.length : found;
    last = { start, through, end: through > start && text[through - 1] === '\r' ? through - 1 : through };
    return last;
  };
  let cellsLine = -1;
  let lastCells: readonly Cell[] = [];
  const cellsOf = (line: Line): readonly Cell[] => {
    if (cellsLine !== line.start) {
      lastCells = split(text, line, separator, isCommaSeparated);
      cellsLine = line.start;
    }
    return lastCells;
  };
  const isHeader = (line: Line): boolean => {
    if (line.end - line.start > 400) return false;
    const cells = cellsOf(line);
    if (cells.length < 2) return false;
    // A form has a label and a value in each of its rows; the value may hold the same words.
    if (cells.length === 2 && cells.some((cell) => cell.text.length > SHORT)) return false;
    const headings = cells.filter((cell) => HEADING.test(cell.text) && cell.text.length <= 20).length;
    return (
      headings >= 2 && !/\d{5}/u.test(text.slice(line.start, line.end)) && cells.every((cell) => cell.text.length <= 30)
    );
  };
  let memo: { start: number; header: readonly Cell[] | null } = { start: -1, header: null };
  const headerOf = (line: Line): readonly Cell[] | null => {
    let header: readonly Cell[] | null = null;
    let at = line;
    for (let i = 0; i < MOST_LINES && at.start > 0; i += 1) {
      if (at.start === memo.start) {
        header = memo.header;
        break;
      }
      const above = lineAt(at.start - 1);
      const cells = cellsOf(above);
      if (cells.length < 2) break;
      if (isHeader(above)) {
        header = cells;
        break;
      }
      at = above;
    }
    memo = { start: line.start, header };
    return header;
  };
  const columnAt = (position: number): string => {
    const line = lineAt(position);
    const cells = cellsOf(line);
    if (cells.length < 2) return '';
    const place = placeOf(cells, position);
    const header = headerOf(line);
    return header && place !== -1 ? (headingOver(header, cells, place)?.text ?? '') : '';
  };
  const before = (position: number, length: number): string => {
    const from = Math.max(0, position - length);
    const part = text.slice(from, position);
    return part.slice(part.lastIndexOf('\n') + 1);
  };
  return { text, lineAt, cellsOf, headerOf, isHeader, columnAt, before };
}

/** Which cell a position stands in; -1 between two. A row may have as many cells as a text has characters. */
function placeOf(cells: readonly Cell[], position: number): number {
  let [low, high] = [0, cells.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle]?.end ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return position >= (cells[low]?.start ?? Number.POSITIVE_INFINITY) ? low : -1;
}

/** Rows with fewer cells than the header are read from the front; wide blanks hide an empty cell. */
export const headingOver = (header: readonly Cell[], cells: readonly Cell[], place: number): Cell | undefined =>
  cells.length <= header.length + 1 ? header[place] : undefined;

const NO_CELLS: readonly Cell[] = [];
const BARS = signs('\t|｜');
const BLANKS = signs(' \u3000\u00a0');

/** Whether a line has more than one cell at all: most have not, and nothing is made of them. */
function isDivided(text: string, { start, end }: Line): boolean {
  let wasBlank = false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (BARS[code] === 1) return true;
    const isBlank = BLANKS[code] === 1;
    if (isBlank && wasBlank) return true;
    wasBlank = isBlank;
  }
  return false;
}

function split(text: string, line: Line, separator: RegExp, isCommaSeparated: boolean): readonly Cell[] {
  if (!isCommaSeparated && !isDivided(text, line)) return NO_CELLS;
  const cells: Cell[] = [];
  const row = text.slice(line.start, line.end);
  const put = (from: number, to: number): void => {
    let [start, end] = [from, to];
    while (start < end && /[\s"|]/u.test(row[start] ?? '')) start += 1;
    while (end > start && /[\s"|]/u.test(row[end - 1] ?? '')) end -= 1;
    cells.push({ start: line.start + start, end: line.start + end, text: row.slice(start, end) });
  };
  let at = 0;
  separator.lastIndex = 0;
  for (let found = separator.exec(row); found; found = separator.exec(row)) {
    put(at, found.index);
    at = found.index + found[0].length;
  }
  if (cells.length === 0) return cells;
  put(at, row.length);
  // A row that is drawn with bars begins and ends with one.
  const isBarred = /^\s*[|｜]/u.test(row);
  return isBarred ? cells.slice(1, /[|｜]\s*$/u.test(row) ? -1 : undefined) : cells;
}

/** Whether the table under a header is of persons or of organs. */
export function ownerUnder(header: readonly Cell[]): 'person' | 'organ' | null {
  const words = header.map(({ text }) => text).join(' ');
  if (/身份证|公民身份|户主|家庭|住址|性别|出生|申请人|年龄|户籍|被征收人|权利人|来电人|诉求/u.test(words))
    return 'person';
  if (/单位|机构|部门|企业|公司|办公|窗口|地点|网点|职务|职位|科室|分管|值班|服务时间|营业时间|站点|场所/u.test(words))
    return 'organ';
  return NAME_COLUMN.test(words) ? 'person' : null;
}
