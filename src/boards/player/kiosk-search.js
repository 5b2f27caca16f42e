// 查找 on a kiosk: what it keeps, at once and without the network; with it, all that the city has published.
import { el, readable } from './dom.js';
import { findArticles, wordsWithHits } from './find.js';
import { keysFor } from './keys.js';
import { kept, note } from './link.js';

const PAGE = 5;
const MOST_WORDS = 8;
const MOST_FROM_CITY = 10;
const PAUSE_MS = 600;
const WORDS = [
  ...['社保', '医保', '低保', '养老', '公积金', '教育', '住房', '招聘', '许可', '登记', '食品', '预算', '采购', '处罚'],
  ...['补贴', '优待', '土地', '规划', '公告', '办法', '通知'],
];
const text = {
  title: '查找',
  typed: '要找什么',
  hint: '点按字母，输入标题的拼音首字母，例如“食品经营许可”输入 SPJY；也可以点按下面的常用词。',
  words: '常用词',
  none: '没有查到。请少输几个字母，或者换一个词。',
  here: (count) => `本机内容：查到 ${count} 篇`,
  city: '全市已公开的其他内容',
  asking: '正在查找全市公开内容……',
  away: (count, at) =>
    `网络暂时不通，查的是本机${at === '' ? '' : `在 ${at} `}存下的 ${count} 篇内容，可能不是最新的。`,
  gone: '网络暂时不通，这一篇要等网络恢复后才能查看。',
  loading: '正在打开……',
  previous: '上一页',
  next: '下一页',
};
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890';
const moment = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' });

/** Characters can be asked for everywhere; first letters only here. */
const isForCity = (typed) => /\p{Script=Han}/u.test(typed) && typed.trim().length >= 2;

async function askCity(typed, signal) {
  const response = await fetch(`/search?${new URLSearchParams({ q: typed })}`, { cache: 'no-store', signal });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return [...page.querySelectorAll('main .hit a[href^="/content/"]')].slice(0, MOST_FROM_CITY).map((link) => ({
    path: link.getAttribute('href'),
    title: link.textContent.trim(),
    note: link.closest('.hit')?.querySelector('.note')?.textContent.trim() ?? '',
  }));
}

/**
 * The screen on which something is looked for.
 *
 * @param show puts content on the screen @param bar its head @param open shows an article that is kept
 * @param before what was typed, when somebody comes back from an article
 */
export function searchScreen({ show, bar, open, manifestOf }, before = { typed: '', page: 0 }) {
  const { articles } = manifestOf();
  const input = el('input', {
    name: 'q',
    ...{ autocomplete: 'off', spellcheck: 'false', inputmode: 'none', maxlength: '40', 'aria-label': text.typed },
  });
  input.value = before.typed;
  const notice = el('p', { class: 'offline', role: 'status' });
  const found = el('div', { class: 'found', 'aria-live': 'polite' });
  const fromCity = el('div', { class: 'found' });
  let asking = null;
  let timer = 0;

  const again = (page) => () => searchScreen({ show, bar, open, manifestOf }, { typed: input.value, page });
  const row = (title, under, go) =>
    el('button', { class: 'row', onclick: go }, el('strong', {}, title), el('span', {}, under));

  async function away() {
    const at = await kept('heardAt');
    notice.textContent = text.away(articles.length, at ? moment.format(new Date(at)) : '');
    document.documentElement.dataset.link = 'away';
  }

  function here(page) {
    const hits = findArticles(articles, input.value);
    const pages = Math.max(1, Math.ceil(hits.length / PAGE));
    const turn = (label, to) =>
      el(
        'button',
        { class: 'big', type: 'button', ...(to < 0 || to >= pages ? { disabled: '' } : {}), onclick: () => here(to) },
        label,
      );
    if (input.value.trim() === '') return found.replaceChildren();
    found.replaceChildren(
      el('p', { class: 'count' }, hits.length === 0 ? text.none : text.here(hits.length)),
      el(
        'div',
        { class: 'rows' },
        hits
          .slice(page * PAGE, (page + 1) * PAGE)
          .map((article) =>
            row(article.title, `${article.agency}　${article.on}`, () => void open(article, again(page))),
          ),
      ),
      ...(pages > 1
        ? [
            el(
              'footer',
              { class: 'turn' },
              turn(text.previous, page - 1),
              el('span', {}, `${page + 1} / ${pages}`),
              turn(text.next, page + 1),
            ),
          ]
        : []),
    );
    return undefined;
  }

  async function elsewhere() {
    asking?.abort();
    fromCity.replaceChildren();
    if (!isForCity(input.value)) return;
    asking = new AbortController();
    const { signal } = asking;
    fromCity.replaceChildren(el('p', { class: 'count' }, text.asking));
    try {
      const shown = new Set(articles.map(({ title }) => title));
      const hits = (await askCity(input.value, signal)).filter(({ title }) => !shown.has(title));
      notice.textContent = '';
      fromCity.replaceChildren(
        ...(hits.length === 0
          ? []
          : [
              el('p', { class: 'count' }, text.city),
              el(
                'div',
                { class: 'rows' },
                hits.map((hit) => row(hit.title, hit.note, () => void openFromCity(hit))),
              ),
            ]),
      );
    } catch {
      if (signal.aborted) return;
      fromCity.replaceChildren();
      await away();
    }
  }

  async function openFromCity({ path, title }) {
    const back = again(0);
    const body = el('article', {}, el('p', {}, text.loading));
    show(bar(title, back), body);
    try {
      const response = await fetch(path, { cache: 'no-store' });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const said = page.querySelector('main article') ?? page.querySelector('main');
      if (!response.ok || !said) throw new Error(String(response.status));
      body.replaceChildren(...readable(said));
      await note('open', path.split('/').at(-1).replace('.html', '').slice(0, 80));
    } catch {
      body.replaceChildren(el('p', { class: 'wrong' }, text.gone));
    }
  }

  const changed = (page = 0) => {
    here(page);
    clearTimeout(timer);
    timer = setTimeout(() => void elsewhere(), PAUSE_MS);
  };
  const choose = (word) => {
    input.value = word;
    changed();
  };
  input.addEventListener('input', () => changed());
  show(
    bar(text.title),
    el(
      'section',
      { class: 'ask find' },
      el('label', {}, text.typed, input),
      el('p', { class: 'hint' }, text.hint),
      el(
        'div',
        { class: 'words', role: 'group', 'aria-label': text.words },
        wordsWithHits(WORDS, articles, MOST_WORDS).map((word) =>
          el('button', { type: 'button', class: 'big', onclick: () => choose(word) }, word),
        ),
      ),
      keysFor(input, SIGNS, () => changed()),
    ),
    notice,
    found,
    fromCity,
  );
  if (document.documentElement.dataset.link === 'away' || !navigator.onLine) void away();
  if (input.value !== '') changed(before.page);
  input.focus();
}
