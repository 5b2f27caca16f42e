import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detect } from '../rules/detect.ts';
import { type Hit, KINDS, type Kind } from '../rules/kinds.ts';

/** A text in which everything that should be found is marked. */
export type Labelled = { readonly name: string; readonly text: string; readonly hits: readonly Hit[] };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** Areas that are never issued, so that no number is anybody's. */
const AREAS = ['110000', '440000', '650000', '370000', '320000', '810000', '510000'];

/** Figures that are the same in every run. */
function chance(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

type Chance = (below: number) => number;
const digits = (next: Chance, count: number): string => Array.from({ length: count }, () => next(10)).join('');
const pick = <T>(next: Chance, all: readonly T[]): T => {
  const found = all[next(all.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};
const two = (value: number): string => String(value).padStart(2, '0');

function residentId(next: Chance, wantsX: boolean): string {
  for (;;) {
    const body = `${pick(next, AREAS)}${1940 + next(70)}${two(1 + next(12))}${two(1 + next(28))}${digits(next, 3)}`;
    const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (WEIGHTS[i] ?? 0), 0);
    const id = body + ('10X98765432'[sum % 11] ?? '');
    if (id.endsWith('X') === wantsX) return id;
  }
}

function card(next: Chance, length: number): string {
  const body = `62${digits(next, length - 3)}`;
  const sum = [...body].toReversed().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

const mobile = (next: Chance): string => `1${pick(next, ['3', '5', '7', '8', '9'])}${digits(next, 9)}`;
const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文毕翁虞',
  '欧阳',
  '司马',
  '诸葛',
];
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞刚玲桂兰英华玉秀珍凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤贞莉建国志明海波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘涵轩梓萱曦若怡欣雨诺宇睿琪瑶彤悦妍嫣蕊菲薇霖沐翊',
];
const givenName = (next: Chance): string =>
  pick(
    next,
    GIVEN.filter((c) => !'子有和先会之以若时时行家言心河江全'.includes(c)),
  );
const ROADS = ['和平路', '建设大街', '解放南路', '文化西路', '幸福路'];
const ESTATES = ['幸福小区', '阳光花园', '锦绣家园', '桃园新村', '翠竹苑', '滨河公寓'];
const VILLAGES = ['石桥村', '柳河村', '王家庄村', '大李屯'];

const values: Readonly<Record<string, (next: Chance) => string>> = {
  id: (next) => residentId(next, false),
  idx: (next) => residentId(next, true),
  id15: (next) =>
    `${pick(next, ['110000', '370000', '440000'])}${40 + next(50)}${two(1 + next(12))}${two(1 + next(28))}${digits(next, 3)}`,
  wide: (next) => residentId(next, false).replace(/\d/gu, (d) => String.fromCharCode(0xff10 + Number(d))),
  spaced: (next) => residentId(next, false).replace(/^(.{6})(.{8})(.{4})$/u, '$1 $2 $3'),
  hyph: (next) => residentId(next, false).replace(/^(.{6})(.{8})(.{4})$/u, '$1-$2-$3'),
  mobile,
  mobiles: (next) => mobile(next).replace(/^(.{3})(.{4})/u, '$1 $2 '),
  mobilep: (next) => mobile(next).replace(/^(.{3})(.{4})/u, '$1-$2-'),
  mobile86: (next) => `+86${mobile(next)}`,
  land: (next) => `0531-8${digits(next, 7)}`,
  landp: (next) => `（0531）8${digits(next, 7)}`,
  office: (next) => `0531-8${digits(next, 7)}`,
  card: (next) => card(next, 19),
  card16: (next) => card(next, 16),
  card4: (next) => card(next, 19).replace(/(\d{4})(?=\d)/gu, '$1 '),
  passport: (next) => `E${pick(next, [...'ABCDEFGH'])}${digits(next, 7)}`,
  hk: (next) => `${pick(next, ['H', 'M'])}${digits(next, 8)}`,
  out: (next) => `C${digits(next, 8)}`,
  tw: (next) => `0${digits(next, 7)}`,
  plate: (next) => `鲁${pick(next, [...'ABCDEF'])}${digits(next, 4)}${pick(next, [...'ABCKLM8'])}`,
  plated: (next) => `京A·${digits(next, 5)}`,
  nev: (next) => `鲁AD${digits(next, 5)}`,
  mail: (next) =>
    `${pick(next, ['zhang', 'liwei', 'wx', 'happy'])}${digits(next, 4)}@${pick(next, ['163.com', 'qq.com', '126.com', 'sina.com'])}`,
  dotted: (next) => mobile(next).replace(/^(.{3})(.{4})/u, '$1.$2.'),
  ocr: (next) => [...residentId(next, false)].join(' '),
  parts5: (next) => residentId(next, false).replace(/^(.{6})(.{4})(.{2})(.{2})(.{4})$/u, '$1 $2 $3 $4 $5'),
  low: (next) => residentId(next, true).toLowerCase(),
  // What fails its check is nobody's number.
  wrong: (next) => residentId(next, false).replace(/\d$/u, (d) => String((Number(d) + 1) % 10)),
  wrongcard: (next) => card(next, 19).replace(/\d$/u, (d) => String((Number(d) + 1) % 10)),
  foreigner: (next) => `USA${digits(next, 12)}`,
  twold: (next) => `${digits(next, 10)}（B）`,
  hk10: (next) => `H${digits(next, 10)}`,
  pass2: (next) => `G${digits(next, 8)}`,
  trailer: (next) => `鲁${pick(next, [...'ABCDEF'])}${digits(next, 4)}挂`,
  gmail: (next) => `wang_${digits(next, 3)}@gmail.com`,
  officemail: () => 'mt_zwgk@163.com',
  room: (next) => `${pick(next, ROADS)}${1 + next(90)}号院${1 + next(9)}栋${1 + next(20)}0${1 + next(6)}`,
  farm: (next) => `高城县石桥镇${pick(next, VILLAGES)}大桥自然村${1 + next(90)}号`,
  name: (next) => pick(next, SURNAMES) + givenName(next),
  name3: (next) => pick(next, SURNAMES) + givenName(next) + givenName(next),
  home: (next) =>
    `明堂市高城区${pick(next, ROADS)}${1 + next(200)}号${pick(next, ESTATES)}${1 + next(30)}号楼${1 + next(5)}单元${1 + next(18)}0${1 + next(4)}室`,
  flat: (next) => `${pick(next, ESTATES)}${1 + next(30)}栋${1 + next(5)}单元${1 + next(18)}0${1 + next(4)}室`,
  village: (next) => `高城镇${pick(next, VILLAGES)}${1 + next(9)}组${1 + next(90)}号`,
  uscc: () => '91440000MA0000007P',
};

/** The texts of the folder `corpus` with invented figures put in; a seed gives other figures. */
export function corpus(seeds: number): readonly Labelled[] {
  const folder = join(import.meta.dirname, 'corpus');
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n===\n')
      .flatMap((template, number) =>
        Array.from({ length: seeds }, (_, seed) =>
          rendered(`${file}:${number + 1}`, template, chance(number * 1000 + seed + 7)),
        ),
      ),
  );
}

function rendered(name: string, template: string, next: Chance): Labelled {
  const hits: Hit[] = [];
  let text = '';
  let at = 0;
  for (const found of template.matchAll(/\{\{([a-z_-]+):([^}]+)\}\}/gu)) {
    text += template.slice(at, found.index);
    const [all, kind = '', value = ''] = found;
    const words = values[value]?.(next) ?? value;
    if (kind !== '-')
      hits.push({ kind: kind as Kind, start: text.length, end: text.length + words.length, text: words });
    text += words;
    at = found.index + all.length;
  }
  return { name, text: text + template.slice(at), hits };
}

type Score = { readonly kind: Kind; readonly labelled: number; readonly found: number; readonly right: number };

/** A find is right when it lies on a label of its kind by at least four fifths of both. */
const isSame = (a: Hit, b: Hit): boolean => {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return a.kind === b.kind && common >= 0.8 * Math.max(a.end - a.start, b.end - b.start);
};

/** How a detection does on labelled texts, for each kind. */
export function scores(texts: readonly Labelled[]): readonly Score[] {
  const all = new Map(KINDS.map((kind) => [kind, { kind, labelled: 0, found: 0, right: 0 }]));
  for (const { text, hits } of texts) {
    const found = detect(text);
    for (const { kind } of found) count(all, kind, 'found');
    for (const hit of hits) {
      count(all, hit.kind, 'labelled');
      if (found.some((one) => isSame(one, hit))) count(all, hit.kind, 'right');
    }
  }
  return [...all.values()];
}

function count(
  all: Map<Kind, { labelled: number; found: number; right: number }>,
  kind: Kind,
  what: 'labelled' | 'found' | 'right',
): void {
  const score = all.get(kind);
  if (score) score[what] += 1;
}
