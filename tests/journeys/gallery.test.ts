import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGallery } from '../../src/ui/gallery/browser.ts';
import { samples } from '../../src/ui/gallery/samples.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let gallery: Awaited<ReturnType<typeof openGallery>>;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

async function open(path: string, options: BrowserContextOptions, cookie = '') {
  // The page's own policy forbids the checker to run; it is switched off for the checker only.
  const context = await gallery.browser.newContext({ bypassCSP: true, ...options });
  if (cookie !== '') await context.addCookies([{ name: 'display', value: cookie, url: gallery.origin }]);
  const page = await context.newPage();
  await page.goto(gallery.origin + path);
  return { page, close: () => context.close() };
}

async function axeFindings(page: Page, isContrast = false): Promise<unknown> {
  await page.evaluate(axeSource);
  return page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast-enhanced': { enabled: ${isContrast} } } })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`,
  );
}

const VIEWS = [
  { name: 'desktop', viewport: { width: 1280, height: 900 }, cookie: '' },
  { name: 'phone', viewport: { width: 360, height: 740 }, cookie: '' },
  { name: 'large type, high contrast, narrow', viewport: { width: 320, height: 640 }, cookie: 'senior.contrast' },
] as const;

describe.each(VIEWS)('$name', ({ viewport, cookie }) => {
  let view: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    view = await open('/', { viewport }, cookie);
  });
  afterAll(() => view.close());

  test.each(samples.map(({ path }) => path))('%s: axe finds nothing, nothing sticks out', async (path) => {
    const { page } = view;
    await page.goto(gallery.origin + path);
    await page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })");
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    const findings = await axeFindings(page, cookie.includes('contrast'));
    expect(findings).toEqual([]);
  });
});

test('the checker finds a planted fault', async () => {
  const { page, close } = await open('/', {});
  await page.evaluate("document.getElementById('main').innerHTML += '<input><p lang=xx>x</p>'");
  const findings = await axeFindings(page);
  expect(String(findings)).toMatch(/label: .*valid-lang: /);
  await close();
});

test('no page breaks its policy, with script or without', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await gallery.browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    for (const { path } of samples) await page.goto(gallery.origin + path);
    expect(complaints).toEqual([]);
    await context.close();
  }
});

describe('with script', () => {
  test('a field appears when it is wanted', async () => {
    const { page, close } = await open('/form', {});
    const rent = page.getByLabel('每月租金');
    expect(await rent.isVisible()).toBe(true);
    await page.getByLabel('自有住房').check();
    expect(await rent.isVisible()).toBe(false);
    await page.getByLabel('租房', { exact: true }).check();
    expect(await rent.isVisible()).toBe(true);
    await close();
  });

  test('errors are focused first and lead to their fields', async () => {
    const { page, close } = await open('/form-wrong', {});
    expect(await page.evaluate('document.activeElement.id')).toBe('error-summary');
    await page.getByRole('link', { name: '请填写现住址。' }).click();
    expect(await page.evaluate('document.activeElement.name')).toBe('applicant.address');
    await close();
  });

  test('a double click sends a form once', async () => {
    const { page, close } = await open('/done', {});
    let sent = 0;
    await page.route('**/done', async (route) => {
      if (route.request().method() === 'POST') sent += 1;
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.fulfill({ status: 204 });
    });
    await page.getByRole('button', { name: '提交评价' }).dblclick();
    await page.waitForTimeout(500);
    expect(sent).toBe(1);
    await close();
  });
});

describe('without script', () => {
  test('a field that may be wanted is there, with its condition in words', async () => {
    const { page, close } = await open('/form-wrong', { javaScriptEnabled: false });
    expect(await page.getByText('“住房情况”选“租房”时才需要填写。').isVisible()).toBe(true);
    await close();
  });

  test('the keyboard reaches the content past the navigation', async () => {
    const { page, close } = await open('/cards', { javaScriptEnabled: false });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#main');
    await close();
  });
});

test('Chinese is drawn with a font that has it', async () => {
  const { page, close } = await open('/', {});
  const widths: unknown = await page.evaluate(`(() => {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = '40px sans-serif';
    const ink = (text) => {
      pen.clearRect(0, 0, 60, 60);
      pen.fillText(text, 5, 45);
      return pen.getImageData(0, 0, 60, 60).data.reduce((sum, value) => sum + value, 0);
    };
    return new Set(['政', '务', '公', '开'].map(ink)).size;
  })()`);
  expect(widths).toBe(4);
  await close();
});
