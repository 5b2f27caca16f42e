import { expect, test } from 'vitest';
import { output, plant } from './planted.ts';

const lines = (count: number): string =>
  Array.from({ length: count }, (_, i) => `export const n${i} = ${i};\n`).join('');

/** One file for each rule that breaks it. */
const broken: readonly (readonly [rule: string, path: string, source: string])[] = [
  ['format', 'src/kernel/format.ts', `export const s = "double quotes"\n`],
  [
    'assist/source/organizeImports',
    'src/kernel/order.ts',
    `import { z } from 'zod';\nimport pg from 'pg';\nexport const o = [z, pg];\n`,
  ],
  ['lint/suspicious/noExplicitAny', 'src/kernel/any.ts', `export const f = (x: any) => x;\n`],
  ['lint/style/noNonNullAssertion', 'src/kernel/bang.ts', `export const f = (x: string | null) => x!.length;\n`],
  ['lint/style/noDefaultExport', 'src/kernel/default.ts', `export default 1;\n`],
  ['lint/style/noEnum', 'src/kernel/enum.ts', `export enum E {\n  A,\n}\n`],
  ['lint/performance/noReExportAll', 'src/kernel/all.ts', `export * from './any.ts';\n`],
  ['lint/style/useFilenamingConvention', 'src/kernel/CamelCase.ts', `export const c = 1;\n`],
  ['lint/correctness/useImportExtensions', 'src/kernel/ending.ts', `export { c } from './CamelCase';\n`],
  ['lint/correctness/noUnusedVariables', 'src/kernel/unused.ts', `const unused = 1;\nexport {};\n`],
  ['lint/style/useImportType', 'src/kernel/type.ts', `import { Pool } from 'pg';\nexport type P = Pool;\n`],
  [
    'lint/security/noDangerouslySetInnerHtml',
    'src/cases/raw.tsx',
    `export const R = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;\n`,
  ],
  ['lint/style/noExcessiveLinesPerFile', 'src/kernel/long.ts', lines(401)],
  ['lint/style/noExcessiveLinesPerFile', 'src/kernel/long.test.ts', lines(601)],
  [
    'lint/suspicious/noFocusedTests',
    'src/kernel/only.test.ts',
    `import { test } from 'vitest';\n\ntest.only('one', () => undefined);\n`,
  ],
  [
    'lint/suspicious/noSkippedTests',
    'src/kernel/skip.test.ts',
    `import { test } from 'vitest';\n\ntest.skip('one', () => undefined);\n`,
  ],
];

const sound: Readonly<Record<string, string>> = {
  'src/ui/raw.tsx': `export const R = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;\n`,
  'vitest.config.ts': `export default {};\n`,
  'src/kernel/just.ts': lines(400),
  'src/kernel/just.test.ts': lines(600),
};

test('Biome reports every broken rule, and nothing in sound files', async () => {
  const files = Object.fromEntries(broken.map(([, path, source]) => [path, source]));
  const folder = plant({ ...sound, ...files });
  const said = await output(folder, 'biome', 'ci', '--reporter=github', '--max-diagnostics=none', '.');
  const reported = [...said.matchAll(/title=([^,]+),file=([^,]+)/g)].map(
    ([, rule, path]) => `${rule}: ${path?.replace(`${folder}/`, '')}`,
  );
  expect(broken.map(([rule, path]) => `${rule}: ${path}`).filter((line) => !reported.includes(line))).toEqual([]);
  expect(reported.filter((line) => Object.keys(sound).some((path) => line.endsWith(`: ${path}`)))).toEqual([]);
});

const promises: readonly (readonly [rule: string, path: string, source: string])[] = [
  ['no-floating-promises', 'src/kernel/floating.ts', `const f = async () => 1;\nf();\nexport {};\n`],
  ['no-misused-promises', 'src/kernel/misused.ts', `const f = async () => true;\nexport const x = f() ? 1 : 2;\n`],
  ['await-thenable', 'src/kernel/await.ts', `export const f = async () => await 1;\n`],
  [
    'switch-exhaustiveness-check',
    'src/kernel/switch.ts',
    `export function f(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n`,
  ],
];

test('oxlint reports promises that nobody waits for', async () => {
  const files = Object.fromEntries(promises.map(([, path, source]) => [path, source]));
  const said = await output(plant(files), 'oxlint', '--type-aware', '-c', '.oxlintrc.json', '--format=unix', 'src');
  for (const [rule, path] of promises) {
    expect(
      said.split('\n').some((line) => line.includes(path) && line.includes(rule)),
      `${rule}: ${path}`,
    ).toBe(true);
  }
});

const types: readonly (readonly [path: string, source: string])[] = [
  ['src/strict.ts', `export const f = (x: string | null): string => x;\n`],
  ['src/indexed.ts', `export const f = (x: readonly string[]): string => x[0];\n`],
  ['src/optional.ts', `export const f: { x?: string } = { x: undefined };\n`],
  ['src/erasable.ts', `export class C {\n  constructor(readonly x: string) {}\n}\n`],
];

test('the compiler is strict', async () => {
  const said = await output(
    plant(Object.fromEntries(types)),
    'tsc',
    '-p',
    '.',
    '--pretty',
    'false',
    '--incremental',
    'false',
  );
  expect(types.map(([path]) => path).filter((path) => !said.includes(path))).toEqual([]);
});

test('knip reports what nothing uses', async () => {
  const folder = plant({
    'src/main.ts': `import { used } from './used.ts';\nconsole.log(used);\n`,
    'src/used.ts': `export const used = 1;\nexport const spare = 2;\n`,
    'src/alone.ts': `export const alone = 1;\n`,
  });
  const said = await output(folder, 'knip', '--no-progress');
  expect(said).toMatch(/src\/alone\.ts/);
  expect(said).toMatch(/spare\s.*src\/used\.ts/);
});
