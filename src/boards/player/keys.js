// Keys on the screen: a kiosk has no keyboard, and the one of the browser remembers words.
import { el } from './dom.js';

const text = { clear: '清除', delete: '删除' };

/** @param signs one key for each @param changed told after each key */
export function keysFor(input, signs, changed = () => undefined) {
  const set = (value) => {
    input.value = value;
    changed();
  };
  return el(
    'div',
    { class: 'keys' },
    [...signs].map((sign) => el('button', { type: 'button', onclick: () => set(input.value + sign) }, sign)),
    el('button', { type: 'button', class: 'wide', onclick: () => set(input.value.slice(0, -1)) }, text.delete),
    el('button', { type: 'button', class: 'wide', onclick: () => set('') }, text.clear),
  );
}
