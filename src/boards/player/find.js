// What a kiosk finds in what it keeps: by words, and by the first letters of 拼音, for it has no keyboard for characters.

/** The first character of each letter in the order of 拼音; I, U and V begin no syllable. */
const FIRST = [
  ['A', '阿'],
  ['B', '八'],
  ['C', '嚓'],
  ['D', '哒'],
  ['E', '妸'],
  ['F', '发'],
  ['G', '旮'],
  ['H', '哈'],
  ['J', '讥'],
  ['K', '咔'],
  ['L', '垃'],
  ['M', '妈'],
  ['N', '拿'],
  ['O', '噢'],
  ['P', '妑'],
  ['Q', '七'],
  ['R', '呥'],
  ['S', '仨'],
  ['T', '他'],
  ['W', '屲'],
  ['X', '夕'],
  ['Y', '丫'],
  ['Z', '帀'],
];
const order = new Intl.Collator('zh-CN-u-co-pinyin');
const known = new Map();

function initialOf(sign) {
  if (/[a-z0-9]/iu.test(sign)) return sign.toUpperCase();
  if (!/\p{Script=Han}/u.test(sign)) return '';
  const before = known.get(sign);
  if (before !== undefined) return before;
  let found = '';
  for (const [letter, first] of FIRST) if (order.compare(sign, first) >= 0) found = letter;
  known.set(sign, found);
  return found;
}

/** 食品经营许可 → SPJYXK. A character with two readings has the one that comes first in the dictionary. */
export const initialsOf = (text) => [...text].map(initialOf).join('');

const wordsOf = (part) => (part.kind === 'table' ? [part.caption, ...part.head, ...part.rows.flat()] : [part.text]);
const plain = (text) => text.normalize('NFKC').toUpperCase();

function scoreOf(article, term) {
  const title = plain(article.title);
  if (title.startsWith(term)) return 10;
  if (title.includes(term)) return 8;
  if (/^[A-Z0-9]{2,}$/u.test(term)) {
    const at = initialsOf(article.title).indexOf(term);
    if (at >= 0) return at === 0 ? 7 : 5;
  }
  if (plain(article.agency).includes(term)) return 3;
  return article.parts.some((part) => wordsOf(part).some((words) => plain(words).includes(term))) ? 1 : 0;
}

/** Articles in which every word is found, the best first, the newer before the older. */
export function findArticles(articles, typed) {
  const terms = plain(typed).trim().split(/\s+/u).filter(Boolean);
  if (terms.length === 0) return [];
  return articles
    .map((article) => ({ article, scores: terms.map((term) => scoreOf(article, term)) }))
    .filter(({ scores }) => scores.every((score) => score > 0))
    .map(({ article, scores }) => ({ article, score: scores.reduce((sum, score) => sum + score, 0) }))
    .sort((a, b) => b.score - a.score || (a.article.on < b.article.on ? 1 : -1))
    .map(({ article }) => article);
}

/** The first of these words that something is found for: one tap each. */
export const wordsWithHits = (words, articles, most) =>
  words.filter((word) => findArticles(articles, word).length > 0).slice(0, most);
