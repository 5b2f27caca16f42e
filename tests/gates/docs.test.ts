import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './planted.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const pages = globSync(['*.md', 'docs/**/*.md', 'src/**/README.md'], { cwd: root });

/** Links of a page that lead to nothing in the tree. */
const brokenLinks = (page: string, text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/gu)]
    .flatMap(([, target = '']) => (/^[a-z]+:/u.test(target) ? [] : [target]))
    .filter((target) => !existsSync(join(root, dirname(page), target)));

test('a link to nothing is found', () => {
  const text = '[a](README.md) [b](docs/none.md#x) ![c](none.png) [d](https://example.org/none)';
  expect(brokenLinks('README.md', text)).toEqual(['docs/none.md', 'none.png']);
});

test('every link of the documentation leads somewhere', () => {
  expect(pages.length).toBeGreaterThan(25);
  expect(pages.flatMap((page) => brokenLinks(page, read(page)).map((target) => `${page}: ${target}`))).toEqual([]);
});

test.each(['README.md', 'README.zh-CN.md'])('%s names every setting and every module', (page) => {
  const text = read(page);
  const settings = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gmu)].map(([, name = '']) => name);
  expect(settings.length).toBeGreaterThan(8);
  const folders = globSync('src/*/', { cwd: root }).map((folder) => folder.replace(/\/$/u, ''));
  expect(folders.length).toBeGreaterThan(10);
  const missing = [
    ...settings.filter((name) => !text.includes(`\`${name}\``)),
    ...folders.filter((folder) => !text.includes(`](${folder})`)),
  ];
  expect(missing).toEqual([]);
});

test('every package the program needs has its reasons, and there are at most thirty-four', () => {
  const { dependencies, optionalDependencies } = JSON.parse(read('package.json'));
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  const reasons = read('docs/decisions/dependencies.md');
  const short = (name: string): string => name.split(/[/]/u).at(-1) ?? name;
  expect(names.filter((name) => !reasons.includes(short(name)))).toEqual([]);
  expect(names.length).toBeLessThanOrEqual(34);
});
