import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoSources } from '../../demo-city/index.ts';
import { type TestCity, testCity } from '../../identity/testing.ts';
import { currentRecord } from '../../kernel/index.ts';
import { disclosureModule, seedDisclosure } from '../index.ts';
import { importDemoSources } from './demo.ts';

let city: TestCity;
beforeAll(async () => {
  city = await testCity([disclosureModule], new Date('2026-11-23T10:00:00+08:00'));
});
afterAll(() => city.close());

test('the five documents are in public with every word, and come in once', async () => {
  const { kernel } = city;
  await seedDisclosure(kernel, kernel.now());
  // The seed has brought them in; again is nothing new.
  expect(await importDemoSources(kernel)).toMatchObject({ imported: 0, changed: 0, unchanged: 5, held: 0, skipped: 0 });
  const { base, pages } = await demoSources();
  const squeeze = (text: string): string => text.replaceAll(/[\s\p{Cf}]/gu, '');
  for (const { file, title, words } of pages) {
    const { rows } = await kernel.pool.query<{ index: string }>(
      `select index_number as index from disclosure.imported_page where site = $1 and address = $2 and state = 'published'`,
      [base, new URL(file.replace('.txt', '.html'), base).href],
    );
    const record = await currentRecord(kernel.pool, 'publication', rows[0]?.index ?? '');
    expect(record?.title).toBe(title);
    const { body } = (record?.content ?? {}) as { body: string };
    const text = body
      .replaceAll(/<[^>]*>/gu, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    expect(squeeze(text)).toBe(squeeze(words));
  }
});
