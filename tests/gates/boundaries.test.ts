import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { output, plant, root } from './planted.ts';

type Report = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
};

const cruise = async (folder: string): Promise<Report> =>
  JSON.parse(
    await output(folder, 'depcruise', '--config', 'dependency-cruiser.config.mjs', '--output-type', 'json', 'src'),
  );

/** A program without a fault, in which every kind of file has its place. */
const sound: Readonly<Record<string, string>> = {
  'src/kernel/day.ts': `export const day = 1;\n`,
  'src/kernel/index.ts': `export { pool } from './db/database.ts';\n`,
  'src/kernel/db/database.ts': `import pg from 'pg';\nexport const pool = new pg.Pool();\n`,
  'src/kernel/clock/index.ts': `export { inner } from './inner.ts';\n`,
  'src/kernel/clock/inner.ts': `export const inner = 1;\n`,
  'src/kernel/testing/database.ts': `export const testDatabase = 1;\n`,
  'src/ui/index.ts': `export { day } from '../kernel/day.ts';\n`,
  'src/identity/index.ts': `export { people } from './repo.ts';\n`,
  'src/identity/repo.ts': `import { pool } from '../kernel/index.ts';\nexport const people = () => pool;\nexport type Person = { name: string };\n`,
  'src/identity/repo.test.ts': `import { testDatabase } from '../kernel/testing/database.ts';\nexport const t = testDatabase;\n`,
  'src/cases/index.ts': `export { people } from '../identity/index.ts';\n`,
  'src/cases/contract.ts': `import { z } from 'zod';\nexport const c = z.string();\n`,
  'src/cases/rules.ts': `import { day } from '../kernel/day.ts';\nexport const dueOn = day;\n`,
  'src/cases/pages.tsx': `import type { Person } from '../identity/index.ts';\nexport const Page = (_: Person) => <p />;\n`,
  'src/cases/workbench/index.tsx': `import { c } from '../contract.ts';\nimport { shell } from '../../workbench/shell.tsx';\nexport const w = [c, shell];\n`,
  'src/workbench/main.tsx': `export { w } from '../cases/workbench/index.tsx';\n`,
  'src/workbench/shell.tsx': `export const shell = 1;\n`,
  'src/modules.ts': `export { people } from './cases/index.ts';\n`,
};

/** One file for each rule that breaks it, and nothing else. */
const broken: readonly (readonly [rule: string, path: string, source: string])[] = [
  ['one-way-kernel', 'src/kernel/a.ts', `export { people } from '../identity/index.ts';\n`],
  ['one-way-kernel', 'src/kernel/b.ts', `export { people as all } from '../modules.ts';\n`],
  ['one-way-identity', 'src/identity/a.ts', `export const c = () => import('../cases/index.ts');\n`],
  ['one-way-cases', 'src/cases/a.ts', `export { shell } from '../workbench/shell.tsx';\n`],
  ['known-folder', 'src/helpers/a.ts', `export { day } from '../kernel/day.ts';\n`],
  ['front-door', 'src/cases/b.ts', `export { people } from '../identity/repo.ts';\n`],
  ['front-door', 'src/cases/c.ts', `import type { Person } from '../identity/repo.ts';\nexport type P = Person;\n`],
  ['front-door', 'src/cases/d.ts', `export type P = import('../identity/repo.ts').Person;\n`],
  ['front-door', 'src/cases/e.ts', `export const p = () => import('../identity/repo.ts');\n`],
  ['front-door', 'src/cases/f.ts', `export { inner } from '../kernel/clock/inner.ts';\n`],
  ['front-door-of-the-program', 'src/program.ts', `export { people } from './identity/repo.ts';\n`],
  ['pure-rules-and-pages', 'src/hall/rules.ts', `import pg from 'pg';\nexport const p = pg;\n`],
  ['pure-rules-and-pages', 'src/hall/pages/list.tsx', `export { rows } from '../repo.ts';\n`],
  [
    'pure-rules-and-pages-without-node',
    'src/hall/text.ts',
    `import { hostname } from 'node:os';\nexport const t = hostname();\n`,
  ],
  [
    'pure-rules-and-pages-without-node',
    'src/hall/rules/due.ts',
    `import { readFileSync } from 'fs';\nexport const r = readFileSync;\n`,
  ],
  ['workbench-in-the-browser', 'src/hall/workbench/a.tsx', `export { rows } from '../repo.ts';\n`],
  ['workbench-in-the-browser', 'src/workbench/a.tsx', `export { people } from '../identity/index.ts';\n`],
  ['workbench-without-node', 'src/workbench/b.tsx', `export { join } from 'node:path';\n`],
  ['workbench-of-its-own-module', 'src/hall/workbench/b.tsx', `export { w } from '../../cases/workbench/index.tsx';\n`],
  ['no-cycle', 'src/hall/x.ts', `export { y } from './y.ts';\n`],
  ['no-test-in-the-program', 'src/hall/z.ts', `export { testDatabase } from '../kernel/testing/database.ts';\n`],
  ['no-development-package-in-the-program', 'src/hall/dev.ts', `import fc from 'fast-check';\nexport const f = fc;\n`],
  ['resolvable', 'src/hall/gone.ts', `export { gone } from './is-gone.ts';\n`],
];

const also: Readonly<Record<string, string>> = {
  'src/hall/repo.ts': `export const rows = 1;\n`,
  'src/hall/y.ts': `export { y as x } from './x.ts';\nexport const y = 1;\n`,
};

test('a sound program passes', async () => {
  const { modules, summary } = await cruise(plant(sound));
  expect(summary.violations).toEqual([]);
  expect(modules.filter(({ source }) => source.startsWith('src/'))).toHaveLength(Object.keys(sound).length);
});

test('every broken boundary is reported', async () => {
  const files = Object.fromEntries(broken.map(([, path, source]) => [path, source]));
  const { summary } = await cruise(plant({ ...sound, ...also, ...files }));
  const reported = summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
  expect(broken.map(([rule, path]) => `${rule}: ${path}`).filter((line) => !reported.includes(line))).toEqual([]);
});

test('every rule has a file here that breaks it', async () => {
  const architecture: { default: { forbidden: readonly { name: string }[] } } = await import(
    `${root}/dependency-cruiser.config.mjs`
  );
  const rules = architecture.default.forbidden.map(({ name }) => name).filter((name) => !name.startsWith('one-way-'));
  const proved = broken.map(([rule]) => rule);
  expect(rules.filter((rule) => !proved.includes(rule))).toEqual([]);
});

// With a TypeScript it cannot read, dependency-cruiser looks at nothing, finds nothing, and says that all is well.
test('every source of this program is looked at, and none breaks a boundary', async () => {
  const sources = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const { modules, summary } = await cruise(root);
  const seen = new Set(modules.map(({ source }) => source));
  expect(sources.length).toBeGreaterThan(150);
  expect(sources.map((name) => `src/${name}`).filter((name) => !seen.has(name))).toEqual([]);
  expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
}, 300_000);
