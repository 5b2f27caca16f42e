/**
 * Writes src/kernel/calendar/years/ and src/kernel/calendar/festivals.json from the development dependency
 * `chinese-days`, together with the notices each version rests on. Run once per new package release:
 * `node scripts/calendar-years.ts`; the test beside the data compares every day again.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chineseDays from 'chinese-days';

type Entry = { day: string; name: string };
type Notice = { number?: string; issuedOn: string; url?: string };
type Amendment = {
  year: number;
  from: string;
  source: string;
  url?: string;
  days: readonly string[];
  before?: Entry[];
};

/** Numbers and dates as printed on the notices; before 2008 no number is known and the first day of the year stands in. */
const notices: Record<number, Notice> = {
  2008: { number: '国办发明电〔2007〕52号', issuedOn: '2007-12-15' },
  2009: { number: '国办发明电〔2008〕42号', issuedOn: '2008-12-04' },
  2010: { number: '国办发明电〔2009〕27号', issuedOn: '2009-12-08' },
  2011: { number: '国办发明电〔2010〕40号', issuedOn: '2010-12-10' },
  2012: { number: '国办发明电〔2011〕45号', issuedOn: '2011-12-06' },
  2013: { number: '国办发明电〔2012〕33号', issuedOn: '2012-12-08' },
  2014: { number: '国办发明电〔2013〕28号', issuedOn: '2013-12-11' },
  2015: { number: '国办发明电〔2014〕28号', issuedOn: '2014-12-16' },
  2016: { number: '国办发明电〔2015〕18号', issuedOn: '2015-12-10' },
  2017: { number: '国办发明电〔2016〕17号', issuedOn: '2016-12-01' },
  2018: { number: '国办发明电〔2017〕12号', issuedOn: '2017-11-30' },
  2019: { number: '国办发明电〔2018〕15号', issuedOn: '2018-12-04' },
  2020: { number: '国办发明电〔2019〕16号', issuedOn: '2019-11-21' },
  2021: { number: '国办发明电〔2020〕27号', issuedOn: '2020-11-25' },
  2022: { number: '国办发明电〔2021〕11号', issuedOn: '2021-10-25' },
  2023: { number: '国办发明电〔2022〕16号', issuedOn: '2022-12-08' },
  2024: { number: '国办发明电〔2023〕7号', issuedOn: '2023-10-25' },
  2025: { number: '国办发明电〔2024〕12号', issuedOn: '2024-11-12' },
  2026: {
    number: '国办发明电〔2025〕7号',
    issuedOn: '2025-11-04',
    url: 'https://www.gov.cn/zhengce/content/202511/content_7047090.htm',
  },
};

const sourceOf = (year: number) => {
  const number = notices[year]?.number;
  return `国务院办公厅关于${year}年部分节假日安排的通知${number === undefined ? '' : `（${number}）`}`;
};

/** Later notices that changed days of a year already announced; `days` are the days they speak of, `before` what stood there. */
const amendments: readonly Amendment[] = [
  { year: 2006, from: '2006-12-18', source: sourceOf(2007), days: ['2006-12-30', '2006-12-31'] },
  { year: 2007, from: '2007-12-15', source: sourceOf(2008), days: ['2007-12-29', '2007-12-30', '2007-12-31'] },
  { year: 2011, from: '2011-12-06', source: sourceOf(2012), days: ['2011-12-31'] },
  {
    year: 2015,
    from: '2015-05-13',
    source: '国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知（国发明电〔2015〕1号）',
    days: ['2015-09-03', '2015-09-04', '2015-09-05', '2015-09-06'],
  },
  { year: 2018, from: '2018-12-04', source: sourceOf(2019), days: ['2018-12-29', '2018-12-30', '2018-12-31'] },
  {
    year: 2019,
    from: '2019-03-22',
    source: '国务院办公厅关于调整2019年劳动节假期安排的通知（国办发明电〔2019〕3号）',
    days: ['2019-04-28', '2019-05-02', '2019-05-03', '2019-05-04', '2019-05-05'],
  },
  {
    year: 2020,
    from: '2020-01-27',
    source: '国务院办公厅关于延长2020年春节假期的通知（国办发明电〔2020〕1号）',
    days: ['2020-01-31', '2020-02-01', '2020-02-02'],
    before: [{ day: '2020-02-01', name: '春节调休上班' }],
  },
  { year: 2022, from: '2022-12-08', source: sourceOf(2023), days: ['2022-12-31'] },
];

type Table = Record<string, string>;
const packaged = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'), 'utf8'),
) as { holidays: Table; workdays: Table; inLieuDays: Table };
const nameOf = (label: string) => (label.split(',')[1] ?? '').replace(/^(清明|端午|中秋)$/, '$1节');
const folder = new URL('../src/kernel/calendar/years/', import.meta.url);

function entries(year: number): { off: Entry[]; on: Entry[] } {
  const of = (table: Table) =>
    Object.keys(table)
      .filter((d) => d.startsWith(`${year}-`))
      .sort();
  const off = of(packaged.holidays).map((d) => {
    const extended = d >= '2020-01-31' && d <= '2020-02-02';
    const name = nameOf(packaged.holidays[d] ?? '');
    return { day: d, name: extended ? '春节假期延长' : d in packaged.inLieuDays ? `${name}调休` : name };
  });
  const on = of(packaged.workdays).map((d) => ({ day: d, name: `${nameOf(packaged.workdays[d] ?? '')}调休上班` }));
  return { off, on };
}

const lines = (list: readonly Entry[]) =>
  list.length === 0
    ? '[]'
    : `[\n${list.map(({ day, name }) => `    { "day": "${day}", "name": "${name}" }`).join(',\n')}\n  ]`;

function write(file: string, head: Record<string, unknown>, off: readonly Entry[], on: readonly Entry[]): void {
  const fields = Object.entries(head)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  writeFileSync(new URL(file, folder), `{\n${fields.join(',\n')},\n  "off": ${lines(off)},\n  "on": ${lines(on)}\n}\n`);
}

const files: string[] = [];
for (let year = 2004; year <= 2026; year++) {
  const { off, on } = entries(year);
  const change = amendments.find((a) => a.year === year);
  const keep = (e: Entry) => change === undefined || !change.days.includes(e.day);
  const head = {
    year,
    version: 1,
    effectiveFrom: notices[year]?.issuedOn ?? `${year}-01-01`,
    source: sourceOf(year),
    url: notices[year]?.url,
  };
  const onBefore = [...on.filter(keep), ...(change?.before ?? [])].sort((a, b) => (a.day < b.day ? -1 : 1));
  write(`${year}.1.json`, head, off.filter(keep), onBefore);
  files.push(`${year}.1`);
  if (change === undefined) continue;
  const source = `${sourceOf(year)}；${change.source}`;
  write(`${year}.2.json`, { ...head, version: 2, effectiveFrom: change.from, source, url: change.url }, off, on);
  files.push(`${year}.2`);
}

const imports = files.map((f) => `import y${f.replace('.', 'v')} from './${f}.json' with { type: 'json' };`);
const names = files.map((f) => `  y${f.replace('.', 'v')},`);
writeFileSync(
  new URL('index.ts', folder),
  `// Written by scripts/calendar-years.ts.\n${imports.join('\n')}\n\n/** Every arrangement that ships with the program, unchecked; {@link shippedYears} checks them. */\nexport const arrangements: readonly unknown[] = [\n${names.join('\n')}\n];\n`,
);

const festivals = [];
for (let year = 2004; year <= 2060; year++) {
  const lunar = (monthDay: string) => chineseDays.getSolarDateFromLunar(`${year}-${monthDay}`).date;
  festivals.push([
    lunar('01-01'),
    chineseDays.getSolarTermDate(year, 4, 'pure_brightness'),
    lunar('05-05'),
    lunar('08-15'),
  ]);
}
writeFileSync(
  new URL('../festivals.json', folder),
  `{\n  "source": "GB/T 33661-2017 农历的编算和颁行; computed by chinese-days 1.5.7, compared with ICU's Chinese calendar",\n  "columns": ["正月初一", "清明", "五月初五", "八月十五"],\n  "from": 2004,\n  "rows": [\n${festivals.map((row) => `    [${row.map((d) => `"${d}"`).join(', ')}]`).join(',\n')}\n  ]\n}\n`,
);
