import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { LinkButton, publicAssets, renderPage } from '../index.ts';
import { samples } from './samples.ts';
import { ordinary, type Words } from './scene.tsx';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)>' onmouseover='x' &lt; 𠮷👵🏽`;
const hostile: Words = { say: () => HOSTILE };
const endless: Words = { say: (text) => `${text} ${'长'.repeat(3000)}𠮷` };
const blank: Words = { say: () => '' };

const tags = (html: string): readonly string[] => html.match(/<[a-z!/][^>]*>/gi) ?? [];

/** The skeleton of a page: its elements without attributes and text. */
const skeleton = (html: string): string =>
  tags(html)
    .map((tag) => tag.replace(/\s.*>$/s, '>'))
    .join('');

describe.each(samples)('$path', ({ path, page }) => {
  const html = renderPage(page(ordinary));

  test('is a whole document under 50 KB, without inline script, style or event', () => {
    expect(html).toMatch(/^<!doctype html><html lang="zh-CN"/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(Buffer.byteLength(html)).toBeLessThan(50_000);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect(html.match(/<script[^>]*>/g)).toEqual([`<script type="module" src="${publicAssets().js.href}">`]);
  });

  test('every id is there once, and every reference has its id', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...html.matchAll(/\s(?:for|aria-describedby|aria-labelledby|href)="(#?[^"]*)"/g)].flatMap(
      ([whole, value = '']) =>
        whole.includes('href') ? (value.startsWith('#') ? [value.slice(1)] : []) : value.split(' '),
    );
    expect(references.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('hostile text stays text: the elements of the page do not change', () => {
    const attacked = renderPage(page(hostile));
    expect(attacked).not.toContain('<script>alert');
    expect(attacked).not.toMatch(/<img|onerror=alert\(2\)>/);
    expect(tags(attacked).filter((tag) => /\son\w+=/.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
    if (path !== '/form-wrong' && path !== '/rows-wrong') expect(skeleton(attacked)).toBe(skeleton(html));
  });

  test('empty and very long text do no harm', () => {
    expect(renderPage(page(blank))).toContain('</html>');
    expect(renderPage(page(endless))).toContain('𠮷');
  });
});

test('an address that runs script never reaches a page', () => {
  expect(renderToStaticMarkup(<LinkButton href={['javascript', 'alert(1)'].join(':')}>x</LinkButton>)).not.toContain(
    'alert(1)',
  );
});

test('style sheet and script stay small', () => {
  const { css, js } = publicAssets();
  expect(css.body.length).toBeLessThan(25_000);
  expect(js.body.length).toBeLessThan(5_000);
});
