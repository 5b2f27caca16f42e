import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './planted.ts';

/** What no other tool catches, or what silences the others. The words are put together so that this file passes. */
const FORBIDDEN: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\bvi\.(mock|doMock|hoisted)\(/, 'our own code is tested as it is'],
  [/\bcreateRequire\b/, 'goes around the boundaries'],
  [/@ts-(ignore|nocheck)/, 'silences the compiler'],
  [/\bas any(?! \w)|<any>/, 'silences the compiler'],
  [/(eslint|oxlint)-disable/, 'silences the check of promises'],
];

const faults = (source: string): readonly string[] =>
  FORBIDDEN.filter(([pattern]) => pattern.test(source)).map(([pattern]) => pattern.source);

test.each([
  `vi.mock('../repo.ts');`,
  `vi.doMock('../repo.ts');`,
  `import { createRequire } from 'node:module';`,
  `// @ts-ignore`,
  `// @ts-nocheck`,
  `const x = y as any;`,
  `// oxlint-disable-next-line`,
])('%s is found', (source) => expect(faults(source)).toHaveLength(1));

test('the sources are free of it', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(tsx?|js)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(150);
  const found = files.flatMap((name) =>
    faults(readFileSync(join(root, 'src', name), 'utf8')).map((fault) => `${name}: ${fault}`),
  );
  expect(found).toEqual([]);
});

test('the lockfile holds no download addresses', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
});
