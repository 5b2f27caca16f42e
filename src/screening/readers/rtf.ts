/** Groups that hold fonts, colours, styles, pictures: nothing of them is read by anybody. */
const WORDLESS = new Set(
  'fonttbl colortbl stylesheet pict themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl filetbl revtbl pgptbl bkmkstart bkmkend objdata objclass blipuid shppict nonshppict panose falt fontemb fontfile mmathPr wgrffmtfilter pnseclvl listpicture datafield formfield'.split(
    ' ',
  ),
);
/** Marked as one that may be left out, and read all the same: notes, field codes, what was deleted, text boxes. */
const READ = new Set(
  'annotation atnauthor fldinst shpinst shptxt footnote header footer ftnsep docvar userprops title xe tc ud'.split(
    ' ',
  ),
);
const BREAKS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  nestrow: '\n',
  cell: '\t',
  nestcell: '\t',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
};
const CODE_PAGES: Readonly<Record<string, string>> = { 936: 'gb18030', 54936: 'gb18030', 950: 'big5', 65001: 'utf-8' };
const TOKEN = /\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|[\r\n]+|[^\\{}\r\n]+/gu;
const MOST_DEEP = 2000;

/** `isApart`: what it holds stands beside the text, a note or a title. */
type Group = { isRead: boolean; skips: number; isApart: boolean };
type Reading = {
  readonly parts: string[];
  readonly groups: Group[];
  group: Group;
  codePage: string;
  /** Bytes of the code page that are not put together yet: a sign has two. */
  waiting: number[];
  /** How many signs are left that stand in for one that was written by its number. */
  left: number;
  isIgnorable: boolean;
};

/** What a file in Rich Text Format says, notes and field codes in their place; cells end with tabs. */
export function textOfRtf(bytes: Buffer): string {
  const source = bytes.toString('latin1');
  const reading: Reading = {
    parts: [],
    groups: [],
    group: { isRead: true, skips: 1, isApart: false },
    codePage: 'gb18030',
    waiting: [],
    left: 0,
    isIgnorable: false,
  };
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(source); found; found = TOKEN.exec(source)) {
    const [all, name, value, hex, sign, mark] = found;
    if (name === 'bin') TOKEN.lastIndex += Math.max(0, Number(value ?? 0));
    else if (name !== undefined) onWord(reading, name, value);
    else if (mark !== undefined) onBrace(reading, mark);
    else if (hex !== undefined) onByte(reading, Number.parseInt(hex, 16));
    else if (sign !== undefined) onSign(reading, sign);
    else if (!/^[\r\n]+$/u.test(all)) onText(reading, all);
  }
  flush(reading);
  return reading.parts.join('');
}

function flush(reading: Reading): void {
  if (reading.waiting.length > 0)
    reading.parts.push(new TextDecoder(reading.codePage).decode(Uint8Array.from(reading.waiting)));
  reading.waiting = [];
}

function put(reading: Reading, text: string): void {
  flush(reading);
  if (reading.group.isRead) reading.parts.push(text);
}

function onWord(reading: Reading, name: string, value = ''): void {
  const { isIgnorable } = reading;
  reading.isIgnorable = false;
  if (name === 'ansicpg') reading.codePage = CODE_PAGES[value] ?? 'gb18030';
  else if (name === 'uc') reading.group.skips = Math.min(Number(value || 1), 8);
  else if (name === 'u') {
    put(reading, String.fromCharCode((Number(value) + 65_536) % 65_536));
    reading.left = reading.group.skips;
  } else if (WORDLESS.has(name) || (isIgnorable && !READ.has(name))) reading.group.isRead = false;
  else if (READ.has(name)) setApart(reading);
  else if (BREAKS[name] !== undefined) put(reading, BREAKS[name]);
}

function setApart(reading: Reading): void {
  put(reading, '\n');
  reading.group.isApart = true;
}

function onBrace(reading: Reading, mark: string): void {
  flush(reading);
  reading.left = 0;
  if (mark === '}') {
    if (reading.group.isApart) put(reading, '\n');
    reading.group = reading.groups.pop() ?? reading.group;
  } else {
    if (reading.groups.length < MOST_DEEP) reading.groups.push(reading.group);
    reading.group = { ...reading.group, isApart: false };
  }
}

function onByte(reading: Reading, byte: number): void {
  if (reading.left > 0) reading.left -= 1;
  else if (reading.group.isRead) reading.waiting.push(byte);
}

function onSign(reading: Reading, sign: string): void {
  if (sign === '*') reading.isIgnorable = true;
  else if (sign === '~') put(reading, ' ');
  else if (sign === '_') put(reading, '-');
  else if (/[\\{}]/u.test(sign)) put(reading, sign);
}

function onText(reading: Reading, text: string): void {
  const rest = text.slice(reading.left);
  reading.left = Math.max(0, reading.left - text.length);
  // A second byte may be a letter of its own.
  if (reading.waiting.length % 2 === 1 && reading.group.isRead && rest !== '') {
    reading.waiting.push(rest.charCodeAt(0));
    put(reading, rest.slice(1));
  } else put(reading, rest);
}
