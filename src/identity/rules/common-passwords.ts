/** Words that people build passwords from, as leaked lists show them; letters only, small print. */
const WORDS =
  `password passwd pass admin administrator root user guest login welcome hello letmein master super manager system
  server oracle mysql postgres changeme default secret private public access temp test testing demo abc abcd qwe
  qwer qwert qwerty qwertyuiop asd asdf asdfg asdfgh asdfghjkl zxc zxcv zxcvbn zxcvbnm qaz qazwsx qazwsxedc wsx edc
  iloveyou loveyou iloveu love lover baby angel sunshine princess dragon monkey shadow football baseball basketball
  superman batman michael jordan charlie freedom whatever computer internet windows android iphone apple google
  woaini woaiwojia woshishui wodemima mima nihao nihaoma zhongguo beijing shanghai guangzhou shenzhen china chinese
  aini aiwo laopo laogong baobao baobei xiaoming zhang wang liu chen yang zhao huang zhou zhangsan lisi wangwu
  zhengfu zhengwu zhengwugongkai zhengwufuwu dating chuangkou gongkai fuwu mingtang mingtangshi gongwuyuan
  government service office company qq weixin taobao alibaba baidu tencent huawei xiaomi`
    .split(/\s+/)
    .filter((word) => word !== '');

const COMMON: ReadonlySet<string> = new Set(WORDS);
const LEET: Readonly<Record<string, string>> = {
  '@': 'a',
  4: 'a',
  3: 'e',
  0: 'o',
  $: 's',
  5: 's',
  7: 't',
  '!': 'i',
  1: 'i',
};
/** Runs of the keyboard and the alphabet, forward; the backward ones are made from them. */
const RUNS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
  '!@#$%^&*()',
];
const ALL_RUNS = RUNS.flatMap((run) => [run, [...run].reverse().join('')]);

const unleet = (text: string, one: string): string =>
  [...text].map((c) => (c === '1' || c === '!' ? one : (LEET[c] ?? c))).join('');

/** The letters that remain when digits and signs before and behind are cut off. */
const core = (text: string): string => text.replace(/^[^a-z]+|[^a-z]+$/g, '');

const isWordOrDoubled = (word: string): boolean => {
  if (COMMON.has(word)) return true;
  const half = word.slice(0, word.length / 2);
  return word.length % 2 === 0 && half + half === word && COMMON.has(half);
};

/** How many characters at most stand between two repetitions that make a password trivial. */
const isPeriodic = (text: string): boolean => /^(.{1,4}?)\1{2,}.{0,3}$/u.test(text);

/** What is left when every run of four or more keys in a row is taken out. */
const withoutRuns = (text: string): string => {
  let rest = '';
  for (let i = 0; i < text.length; ) {
    let n = 0;
    for (let take = 4; i + take <= text.length; take += 1) {
      if (ALL_RUNS.some((run) => run.includes(text.slice(i, i + take)))) n = take;
    }
    rest += n === 0 ? text.charAt(i) : '';
    i += Math.max(n, 1);
  }
  return rest;
};

/**
 * Whether a password is one that a guesser tries first: a common word (in leet spelling too) dressed up with digits and
 * signs, a keyboard run, or a short pattern repeated. Some 170 words stand for hundreds of thousands of variants, so
 * nothing has to be looked up outside.
 */
export function isCommonPassword(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  if (isPeriodic(text) || withoutRuns(text).length < 4) return true;
  const spellings = [core(text), core(unleet(core(text), 'i')), core(unleet(core(text), 'l')), core(unleet(text, 'i'))];
  const trailing = text.replace(/[\d\W_]+$/u, '');
  return [...spellings, core(unleet(trailing, 'i')), core(unleet(trailing, 'l'))].some(isWordOrDoubled);
}
