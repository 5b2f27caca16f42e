/** What a page says to whoever reads it, where it has no tags: old sites have none. */
export type Inferred = { readonly title: string; readonly date: string; readonly source: string };

const SCRIPTS = /<(script|style|noscript)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)/giu;
const DATE =
  '(\\d{4}\\s*[-./年]\\s*\\d{1,2}\\s*[-./月]\\s*\\d{1,2}\\s*日?(?:\\s*\\d{1,2}[:：]\\d{1,2}(?:[:：]\\d{1,2})?)?|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)';
/** 发布时间：2019-3-5. An older label counts less: 更新时间 comes after 发布时间 wherever it stands. */
const LABELLED = ['(?:发布|发表|发文|公开|公布|上传)', '(?:录入|添加|加入|更新|成文|创建)?'].map(
  (word) => new RegExp(`${word}(?:时间|日期|于)\\s*[：:]?\\s*[\\[（(【]?\\s*${DATE}`, 'u'),
);
/** 2019-3-5　来源：市政府办　点击：120: in the line under the title, whatever stands there besides. */
const BESIDE = new RegExp(
  `${DATE}[^。\\n]{0,40}?(?:来源|作者|编辑|点击|浏览|阅读|字号|字体|打印)|(?:来源|作者|编辑|点击|浏览|阅读|字号|字体)[^。\\n]{0,60}?${DATE}`,
  'u',
);
const SOURCE = /(?:信息|文章|稿件)?(?:来源|出处)\s*[：:]\s*([^\s|｜【[<（(：:，。]{2,40})/u;
const HEADING = [
  /<h1\b[^>]*>([\s\S]{1,2000}?)<\/h1\s*>/giu,
  /<(?:div|td|p|span|h2|h3|font|strong|b)\b[^>]{0,400}?\b(?:id|class)\s*=\s*["']?[\w -]{0,40}?(?:title|biaoti|tit|bt)\w{0,20}["'\s>][^>]{0,400}>([\s\S]{1,2000}?)<\/(?:div|td|p|span|h2|h3|font|strong|b)\s*>/giu,
  /<h2\b[^>]*>([\s\S]{1,2000}?)<\/h2\s*>/giu,
];
const TITLE = /<title\b[^>]*>([\s\S]{0,2000}?)<\/title\s*>/iu;
/** What stands in place of a page that is gone, with the answer that all is well. */
const GONE =
  /^(?:4\d\d|50\d)\b|not\s+found|(?:页面|网页|信息|文章|内容|栏目).{0,6}(?:不存在|没有找到|未找到|找不到|已删除|已被删除|走丢)|^(?:出错|错误|提示|系统提示|error)/iu;

const wordsOf = (html: string): string =>
  html
    .replace(/<br\b[^>]*>|<\/(?:p|div|tr|td|li|h\d)\s*>/giu, '\n')
    .replace(/<[^>]*>/gu, '')
    .replace(/&(?:nbsp|ensp|emsp|#160|#12288);?|[\u00a0\u3000\t ]/giu, ' ')
    .replace(/&amp;/giu, '&')
    .replace(/&(?:lt|gt|quot);/giu, '')
    .replace(/ {2,}/gu, ' ');

const line = (html: string): string => wordsOf(html).replace(/\s+/gu, ' ').trim();

/** What is printed over a text stands near its beginning. */
const MOST_LOOKED_AT = 200_000;

/** Title, date and source as they are printed; null where no date of publication is. */
export function inferred(html: string): Inferred | null {
  const page = html.slice(0, MOST_LOOKED_AT).replace(SCRIPTS, ' ');
  const words = wordsOf(page.replace(TITLE, ' '));
  const date = LABELLED.map((label) => label.exec(words)?.[1]).find((one) => one !== undefined) ?? besideOf(words);
  const title = titleOf(page);
  if (GONE.test(title)) return { title, date: date ?? '', source: '' };
  if (date === undefined || title === '') return null;
  return { title, date, source: SOURCE.exec(words)?.[1] ?? '' };
}

/** Whether a title says that there is nothing. */
export const isGone = (title: string): boolean => GONE.test(title);

function besideOf(words: string): string | undefined {
  const found = BESIDE.exec(words);
  return found?.[1] ?? found?.[2];
}

/** The heading that the title of the window begins with, else the title without the name of the site, else the first heading. */
function titleOf(page: string): string {
  const full = line(TITLE.exec(page)?.[1] ?? '');
  const headings = HEADING.flatMap((pattern) =>
    [...page.matchAll(pattern)].map(([, inside = '']) => line(inside)),
  ).filter((one) => one.length >= 4 && one.length <= 200);
  const alike = headings.find((one) => full.includes(one));
  if (alike !== undefined) return alike;
  const parts = full.split(/\s*[-_|｜—–]{1,3}\s*|>>/u).filter((part) => part !== '');
  const own = parts.filter((part) => !/(?:网|网站|门户|首页|人民政府|信息公开|局|委员会)$/u.test(part));
  if (parts.length > 1 && own[0] !== undefined && own[0].length >= 4) return own[0];
  return headings[0] ?? own[0] ?? '';
}

type Element = { readonly tag: string; readonly from: number; text: number; linked: number };

const TAG = /<(\/?)(td|th|div|article|section|a|table|tr|tbody)\b[^>]*>|<[^>]*>/giu;
const LEAST_WORDS = 60;
const MOST_LINKED = 0.4;
const MOST_DEEP = 1000;
const PASSED_ON = 0.7;

type Place = { readonly from: number; readonly to: number; readonly score: number };

/**
 * The element of a page that holds most of its words, and few of them as links: navigation is all links.
 *
 * @returns its inside; null where nothing on the page is a text
 */
export function largestText(html: string): string | null {
  const page = html.replace(SCRIPTS, (all) => ' '.repeat(all.length));
  const open: Element[] = [];
  let best: Place = { from: 0, to: 0, score: 0 };
  let isLinked = false;
  let at = 0;
  const closeTo = (place: number, to: number): void => {
    while (open.length > place) best = closed(open, to, best);
  };
  TAG.lastIndex = 0;
  for (let found = TAG.exec(page); found; found = TAG.exec(page)) {
    count(open.at(-1), page.slice(at, found.index), isLinked);
    at = found.index + found[0].length;
    const tag = found[2]?.toLowerCase();
    const isEnd = found[1] === '/';
    if (tag === 'a') isLinked = !isEnd;
    else if (tag !== undefined && !isEnd && open.length < MOST_DEEP) open.push({ tag, from: at, text: 0, linked: 0 });
    else if (tag !== undefined && isEnd) {
      // Elements that nobody closed end with the one around them.
      const place = open.findLastIndex((element) => element.tag === tag);
      if (place !== -1) closeTo(place, found.index);
    }
  }
  closeTo(0, page.length);
  return best.score === 0 ? null : html.slice(best.from, best.to);
}

function count(within: Element | undefined, words: string, isLinked: boolean): void {
  if (!within) return;
  const { length } = words.replace(/&[a-z]+;|\s+/giu, '');
  within.text += length;
  if (isLinked) within.linked += length;
}

/** The last of the open elements ends; the better of it and the best so far. */
function closed(open: Element[], to: number, best: Place): Place {
  const element = open.pop();
  if (!element) return best;
  const parent = open.at(-1);
  if (parent) {
    // What lies in a cell of a table of figures is of the text around it, a little less than what stands there itself.
    parent.text += element.text * PASSED_ON;
    parent.linked += element.linked * PASSED_ON;
  }
  const score = element.text - element.linked * 2;
  const isText = element.text >= LEAST_WORDS && element.linked <= element.text * MOST_LINKED;
  return isText && score > best.score ? { from: element.from, to, score } : best;
}

const FEW_LINKS = 5;

/**
 * Whether most of what a piece of a page says are links to other pages: then it is a list, not an article. A text that is
 * nothing but its attachments is none; a page that says it is an article may have a few.
 */
export function isList(html: string, isTagged: boolean): boolean {
  const all = line(html.replace(SCRIPTS, ' ')).length;
  const links = [...html.matchAll(/<a\b([^>]{0,3000})>([\s\S]*?)<\/a\s*>/giu)].filter(
    ([, attributes = '']) => !/\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z)\b/iu.test(attributes),
  );
  const linked = links.reduce((sum, [, , inside = '']) => sum + line(inside).length, 0);
  return linked > all / 2 && (!isTagged || links.length >= FEW_LINKS);
}
