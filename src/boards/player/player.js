// Shows what the city has published, on a kiosk, a panel or an LED screen; with the network or without.
import { el, partsOf } from './dom.js';
import { startKiosk } from './kiosk.js';
import { enrol, forget, itself, kept, note, now, Refused, refresh, tellAll } from './link.js';
import { ledPages, nextSlot } from './schedule.js';

const text = {
  enrol: '启用这台终端',
  enrolHint: '请输入工作台上显示的启用码，二十四小时内有效。',
  code: '启用码',
  start: '启用',
  wrong: '启用码不对或者已经过期，请在工作台重新生成。',
  away: '连不上服务器，请检查网络。',
  insecure: '终端要通过 https 打开，才能保存自己的钥匙。',
  revoked: '这台终端已经停用或者更换了钥匙。',
  waiting: '正在取播放内容……',
  nothing: '现在没有要播放的内容。',
  finished: '最近办结',
  urgent: '紧急通知',
};

const root = document.querySelector('main');
const LED_PAGE_MS = 4000;
let manifest = null;
let kiosk = null;

if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/player/worker.js', { scope: '/player/' });

function enrolForm(message) {
  const input = el('input', { name: 'code', autocomplete: 'off', maxlength: '20', required: '', autofocus: '' });
  const wrong = el('p', { class: 'wrong', role: 'alert' }, message ?? '');
  const send = async (event) => {
    event.preventDefault();
    try {
      await enrol(input.value.trim());
      await begin();
    } catch (error) {
      wrong.textContent = error instanceof Refused ? text.wrong : text.away;
    }
  };
  root.replaceChildren(
    el(
      'form',
      { class: 'enrol', onsubmit: (event) => void send(event) },
      el('h1', {}, text.enrol),
      el('p', {}, text.enrolHint),
      el('label', {}, text.code, input),
      el('button', { class: 'big', type: 'submit' }, text.start),
      wrong,
    ),
  );
}

/** One turn with the server. Whatever fails is tried again; what is shown does not wait for it. */
async function turn() {
  try {
    await tellAll();
    itself.visible = document.visibilityState === 'visible' && root.textContent.trim() !== '';
    const next = await refresh();
    if (next) {
      manifest = next;
      kiosk?.refresh();
      urgent();
    }
    document.documentElement.dataset.link = 'there';
  } catch (error) {
    document.documentElement.dataset.link = 'away';
    if (error instanceof Refused && error.status === 401 && error.code !== 'boards/clock-off') {
      await forget();
      manifest = null;
      location.reload();
    }
  }
}

function urgent() {
  document.querySelector('.urgent')?.remove();
  const said = manifest?.interruption;
  if (said && Date.parse(said.until) > now().getTime())
    document.body.prepend(el('div', { class: 'urgent', role: 'alert' }, el('strong', {}, text.urgent), said.words));
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function ledSlot(article, seconds) {
  const pages = ledPages(article.title, article.parts, manifest.columns, manifest.lines);
  const began = performance.now();
  for (let page = 0; performance.now() - began < seconds * 1000; page = (page + 1) % pages.length) {
    root.replaceChildren(el('pre', { class: 'led' }, pages[page].join('\n')));
    await wait(Math.min(LED_PAGE_MS, Math.max(200, seconds * 1000 - (performance.now() - began))));
  }
}

async function displaySlot(article, seconds) {
  const body = el('div', { class: 'scrolling' }, partsOf(article.parts));
  root.replaceChildren(
    el(
      'section',
      { class: 'slide' },
      el('h1', {}, article.title),
      el('p', { class: 'origin' }, `${article.agency}　${article.on}`),
      body,
    ),
  );
  // A text that is longer than the screen moves past once in its time.
  const steps = Math.max(1, Math.round(seconds * 20));
  for (let step = 0; step < steps; step += 1) {
    const share = Math.min(1, Math.max(0, (step / steps - 0.15) / 0.7));
    body.scrollTop = share * (body.scrollHeight - body.clientHeight);
    await wait((seconds * 1000) / steps);
  }
}

const finishedArticle = () => ({
  ref: 'finished',
  title: text.finished,
  agency: manifest.name,
  on: '',
  parts: [
    {
      kind: 'table',
      caption: '',
      head: ['编号', '事项', '办结日期'],
      rows: manifest.finished.map(({ number, title, on }) => [number, title, on]),
    },
  ],
});

/** Shows one slot after the other for ever, and notes each that was shown. */
async function play() {
  let place = -1;
  itself.played = 0;
  for (;;) {
    urgent();
    const next = nextSlot(manifest.slots, place, now());
    const slot = next === null ? null : manifest.slots[next];
    const article =
      slot && (slot.ref === 'finished' ? finishedArticle() : manifest.articles.find(({ ref }) => ref === slot.ref));
    if (!article) {
      root.replaceChildren(el('p', { class: 'empty' }, text.nothing));
      await wait(5000);
      place = next ?? -1;
      continue;
    }
    const began = now();
    await (manifest.kind === 'led' ? ledSlot : displaySlot)(article, slot.seconds);
    itself.played += 1;
    await note('play', slot.ref, (now().getTime() - began.getTime()) / 1000, began);
    place = next;
  }
}

async function begin() {
  root.replaceChildren(el('p', { class: 'empty' }, text.waiting));
  manifest = (await kept('manifest')) ?? null;
  const first = turn();
  while (!manifest) {
    await Promise.race([first, wait(2000)]);
    if (!manifest) await turn();
    if (!manifest) await wait(2000);
  }
  document.documentElement.dataset.kind = manifest.kind;
  document.title = manifest.name;
  if (manifest.kind === 'kiosk') kiosk = startKiosk(root, () => manifest);
  else void play();
  urgent();
  for (;;) {
    await wait(manifest.heartbeatSeconds * 1000);
    await turn();
  }
}

if (!globalThis.crypto?.subtle) root.replaceChildren(el('p', { class: 'wrong' }, text.insecure));
else if (await kept('key')) void begin();
else enrolForm();
addEventListener('online', () => void turn());
