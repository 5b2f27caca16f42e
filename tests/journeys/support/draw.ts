import type { Page } from 'playwright-core';
import { text } from '../../../src/workbench/text.ts';

/**
 * What runs in the page, as text: it is the browser's, not ours. `draw` goes to an address without loading the page anew,
 * waits until nothing is fetched or loading, and says what went wrong; `press` presses one button after the other, so that
 * what stands behind them is drawn, too. The tools of an editor are the browser's, and have a journey of their own.
 */
const SCRIPT = `
  const faults = [];
  let asked = 0;
  const ask = window.fetch.bind(window);
  window.fetch = async (to, init) => {
    // What is pressed changes nothing: the next screen shows the same city.
    if ((init?.method ?? 'GET') !== 'GET') {
      return new Response(JSON.stringify({ title: 'refused', code: 'x/refused' }), { status: 409 });
    }
    asked += 1;
    try { return await ask(to, init); } finally { asked -= 1; }
  };
  window.print = () => undefined;
  window.open = () => null;
  addEventListener('error', (event) => faults.push(String(event.message)));
  addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)));
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const settled = async () => {
    for (let calm = 0, turns = 0; calm < 3 && turns < 2000; turns += 1) {
      await sleep(10);
      calm = asked === 0 && !document.querySelector('.loading') && document.querySelector('main') ? calm + 1 : 0;
    }
  };
  const seen = (sentences) => {
    const said = document.body.innerText;
    const found = sentences.filter((sentence) => said.includes(sentence));
    if (document.querySelector('main .alone, main.alone')) found.push('crashed');
    return [...faults.splice(0), ...found];
  };
  window.draw = async (path, sentences) => {
    history.pushState(null, '', '/workbench' + path);
    dispatchEvent(new PopStateEvent('popstate'));
    await settled();
    return seen(sentences);
  };
  const buttons = () => [...document.querySelectorAll('main button[type=button], main summary')].filter(
    (each) => !each.disabled && each.offsetParent !== null && !each.closest('dialog, [role=toolbar]'));
  const shut = () => {
    for (const dialog of document.querySelectorAll('dialog[open]')) {
      dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    }
  };
  window.press = async (path, sentences) => {
    const found = [];
    const pressed = new Set();
    for (let turn = 0; turn < 40; turn += 1) {
      const next = buttons().find((each) => !pressed.has(each.innerText));
      if (!next) break;
      const name = next.innerText;
      pressed.add(name);
      next.click();
      await sleep(30);
      const wrong = seen(sentences);
      if (wrong.length > 0) found.push(...wrong.map((each) => name + ': ' + each));
      shut();
      const moved = location.pathname + location.search !== '/workbench' + path;
      if (moved || wrong.includes('crashed')) await window.draw(path, sentences);
    }
    return found;
  };
`;

const SENTENCES = [text.problems.crashed, text.problems.otherVersion, text.problems.unexpected, text.notFound];

/** Prepares a page for `faultsOf`; before it opens anything. */
export const prepareDrawing = (page: Page): Promise<unknown> => page.addInitScript(SCRIPT);

/** What goes wrong when a screen is drawn and its buttons are pressed, one line each. */
export async function faultsOf(page: Page, path: string): Promise<readonly string[]> {
  const args = `${JSON.stringify(path)}, ${JSON.stringify(SENTENCES)}`;
  const drawn: unknown = await page.evaluate(`window.draw(${args})`);
  const wrong = strings(drawn);
  // All that a screen which broke offers is to load it again.
  return wrong.length > 0 ? wrong : strings(await page.evaluate(`window.press(${args})`));
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : ['no answer']);
