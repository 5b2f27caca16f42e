// 触摸查询机: large targets, everything within reach of a hand, back to the beginning when nobody is there.
import { el, partsOf, readable } from './dom.js';
import { keysFor } from './keys.js';
import { searchScreen } from './kiosk-search.js';
import { kept, note } from './link.js';

const PAGE = 6;
const text = {
  welcome: '请点按您要查询的内容',
  search: '查找',
  searchHint: '按词语或者拼音首字母',
  open: '公开信息',
  openHint: '文件、通告、办事结果',
  guides: '办事指南',
  guidesHint: '材料、时限、收费、流程',
  progress: '查办理进度',
  progressHint: '依申请公开，凭编号和查询码',
  finished: '最近办结',
  finishedHint: '各单位近日办结的件',
  home: '返回首页',
  back: '返回上一页',
  previous: '上一页',
  next: '下一页',
  empty: '暂时没有内容。',
  number: '申请编号',
  code: '查询码',
  ask: '查询',
  wrong: '没有查到，请核对编号和查询码。',
  away: '网络暂时不通，进度查询恢复后再试；其他内容可以照常查看。',
  private: '查询结果只显示在这里，离开后立即清除。',
  leaving: '长时间没有操作，即将返回首页。请点按屏幕继续。',
};

/** Seconds before the end at which somebody who is still there is asked. */
const WARN_SECONDS = 10;

export function startKiosk(root, manifestOf) {
  let timer = 0;
  let warning = 0;
  let isHome = true;

  const show = (...content) => {
    isHome = false;
    // What was here before is taken out of the page, with whatever was typed into it.
    // What is absent is left out: the browser would write the word "null".
    root.replaceChildren(...content.filter((part) => part !== null));
    scrollTo(0, 0);
    awake();
  };

  const reset = async () => {
    if (!isHome) await note('reset', 'idle');
    home();
  };

  const awake = () => {
    clearTimeout(timer);
    clearTimeout(warning);
    document.querySelector('.leaving')?.remove();
    if (isHome) return;
    const seconds = manifestOf().idleSeconds;
    warning = setTimeout(
      () => document.body.append(el('div', { class: 'leaving', role: 'status' }, text.leaving)),
      Math.max(0, seconds - WARN_SECONDS) * 1000,
    );
    timer = setTimeout(() => void reset(), seconds * 1000);
  };
  for (const name of ['pointerdown', 'keydown', 'scroll']) addEventListener(name, awake, { passive: true });

  const bar = (title, back) =>
    el(
      'header',
      { class: 'bar' },
      el('button', { class: 'big', onclick: home }, text.home),
      back ? el('button', { class: 'big', onclick: back }, text.back) : null,
      el('h1', {}, title),
    );

  const tile = (title, hint, go) =>
    el('button', { class: 'tile', onclick: go }, el('strong', {}, title), el('span', {}, hint));

  function home() {
    const { name, articles } = manifestOf();
    const of = (kind) => articles.filter((article) => article.kind === kind);
    show(
      el('header', { class: 'bar home' }, el('h1', {}, name), el('p', {}, text.welcome)),
      el(
        'div',
        { class: 'tiles' },
        tile(text.search, text.searchHint, async () => {
          searchScreen({ show, bar, open, manifestOf });
          await note('ask', 'search');
        }),
        tile(text.open, text.openHint, () => list(text.open, of('publication'), 0)),
        tile(text.guides, text.guidesHint, () => list(text.guides, of('service-item'), 0)),
        tile(text.progress, text.progressHint, progress),
        tile(text.finished, text.finishedHint, finished),
      ),
    );
    isHome = true;
    awake();
  }

  function list(title, articles, page) {
    const pages = Math.max(1, Math.ceil(articles.length / PAGE));
    const turn = (label, to) =>
      el(
        'button',
        { class: 'big', ...(to < 0 || to >= pages ? { disabled: '' } : {}), onclick: () => list(title, articles, to) },
        label,
      );
    show(
      bar(title),
      articles.length === 0 ? el('p', { class: 'empty' }, text.empty) : null,
      el(
        'div',
        { class: 'rows' },
        articles
          .slice(page * PAGE, (page + 1) * PAGE)
          .map((article) =>
            el(
              'button',
              { class: 'row', onclick: () => void open(article, () => list(title, articles, page)) },
              el('strong', {}, article.title),
              el('span', {}, `${article.agency}　${article.on}`),
            ),
          ),
      ),
      pages > 1
        ? el(
            'footer',
            { class: 'turn' },
            turn(text.previous, page - 1),
            el('span', {}, `${page + 1} / ${pages}`),
            turn(text.next, page + 1),
          )
        : null,
    );
  }

  async function open(article, back) {
    show(
      bar(article.title, back),
      el('article', {}, el('p', { class: 'origin' }, `${article.agency}　${article.on}`), partsOf(article.parts)),
    );
    await note('open', article.ref);
  }

  function finished() {
    const rows = manifestOf().finished;
    show(
      bar(text.finished),
      rows.length === 0 ? el('p', { class: 'empty' }, text.empty) : null,
      el(
        'article',
        {},
        partsOf(
          rows.length === 0
            ? []
            : [
                {
                  kind: 'table',
                  caption: '',
                  head: ['编号', '事项', '办结日期'],
                  rows: rows.map(({ number, title, on }) => [number, title, on]),
                },
              ],
        ),
      ),
    );
  }

  const keys = (input) => keysFor(input, '1234567890ABCDEFGHJKLMNPQRSTUVWXYZ-');

  function progress() {
    const field = (name) =>
      el('input', {
        name,
        autocomplete: 'off',
        autocapitalize: 'characters',
        spellcheck: 'false',
        inputmode: 'none',
        maxlength: '60',
      });
    const number = field('number');
    const code = field('code');
    const answer = el('div', { class: 'answer', 'aria-live': 'polite' });
    let pad = keys(number);
    const focus = (input) => () => {
      const next = keys(input);
      pad.replaceWith(next);
      pad = next;
    };
    number.addEventListener('focus', focus(number));
    code.addEventListener('focus', focus(code));
    const ask = async (event) => {
      event.preventDefault();
      answer.replaceChildren();
      const body = new URLSearchParams({ number: number.value.trim(), code: code.value.trim() });
      number.value = '';
      code.value = '';
      await note('ask', 'progress');
      try {
        const response = await fetch('/information-requests/progress', { method: 'POST', body, cache: 'no-store' });
        const page = new DOMParser().parseFromString(await response.text(), 'text/html');
        const main = page.querySelector('main');
        if (!response.ok || !main) answer.replaceChildren(el('p', { class: 'wrong' }, text.wrong));
        else answer.replaceChildren(...readable(main), el('p', { class: 'private' }, text.private));
      } catch {
        answer.replaceChildren(el('p', { class: 'wrong' }, text.away));
      }
    };
    show(
      bar(text.progress),
      el(
        'form',
        { class: 'ask', onsubmit: (event) => void ask(event) },
        el('label', {}, text.number, number),
        el('label', {}, text.code, code),
        el('button', { class: 'big', type: 'submit' }, text.ask),
        pad,
      ),
      answer,
    );
    number.focus();
  }

  home();
  return { refresh: () => isHome && home(), kept };
}
