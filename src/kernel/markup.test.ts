import { expect, test } from 'vitest';
import { escapeForXml, escapeMarkup } from './markup.ts';

test('nothing that was text is markup afterwards, between tags or in an attribute', () => {
  expect(escapeMarkup('<a href="x">&amp;</a>')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;');
});

test('what XML cannot hold is left out, and nothing else', () => {
  expect(escapeForXml('甲\u0000\u000B乙\uFFFF\uD800丙 <\t\n𠮷>')).toBe('甲乙丙 &lt;\t\n𠮷&gt;');
});
