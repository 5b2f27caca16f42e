/**
 * Writes docs/law-index.md: every rule of law that the sources name, and where each is kept.
 * Usage: node --import tsx scripts/law-index.ts
 *
 * Two places count: `@law` in a docstring, and the text of a law beside an act or a clock (`law: '…'`, or a member of
 * an object whose name says that it holds laws). Places are named by file and declaration, not by line, so that the
 * page changes only when a rule does.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
export const LAW_INDEX = join(root, 'docs/law-index.md');

const NOT_THE_PROGRAM = /\.test\.tsx?$|(^|\/)(samples|tables)\.ts$|(^|\/)(testing|gallery)(\.tsx?$|\/)/u;
const HOLDS_LAWS = /^(laws\w*|civilCode)$/u;

/** One mention: an instrument, its article if one is named, and the declaration that keeps it, with its limit. */
type Mention = { readonly instrument: string; readonly article: string; readonly file: string; readonly place: string };

const NUMERAL = '[〇零一二三四五六七八九十百]+';
const ARTICLE = new RegExp(
  `^(.*?)\\s*(第${NUMERAL}条(?:第${NUMERAL}款)?(?:第${NUMERAL}项)?(?:至第${NUMERAL}[条项])?)`,
  'u',
);
const STANDARD = /^((?:GB|ISO\/IEC|GA)[/TZ]* ?\d[\d.-]*)(?: ([\d.]+(?: [a-z]\))?))?/u;
const REQUIREMENT = /^[SWRPMOL]-\d+$/u;
const INSTRUMENT = /^[\p{Script=Han}〔〕《》（）…\d ]*\p{Script=Han}[\p{Script=Han}〔〕《》（）…\d ]*/u;

/** The rules a text names; an article without an instrument belongs to the one before it. */
export function citationsIn(text: string): readonly (readonly [instrument: string, article: string])[] {
  const found: (readonly [string, string])[] = [];
  for (const part of text.replace(/\([^)]*\)/gu, '').split(/[,;，；、]/u)) {
    const words = part.trim().replace(/^and /u, '');
    const [, standard, clause = ''] = STANDARD.exec(words) ?? [];
    const [, law = '', article] = ARTICLE.exec(words) ?? [];
    if (standard !== undefined) found.push([standard, clause]);
    else if (article !== undefined) found.push([law === '' ? (found.at(-1)?.[0] ?? '') : law, article]);
    else if (REQUIREMENT.test(words.split(':')[0] ?? '')) found.push([words.split(':')[0] ?? '', '']);
    else {
      const own = words.slice(Math.max(0, words.indexOf('本市')));
      const instrument = INSTRUMENT.exec(own)?.[0].trim();
      if (instrument) found.push([instrument, '']);
    }
  }
  return found;
}

function mentionsIn(file: string, text: string): readonly Mention[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mentions: Mention[] = [];
  const note = (node: ts.Node, cited: string): void => {
    for (const [instrument, article] of citationsIn(cited)) {
      mentions.push({ instrument, article, file, place: placeOf(node) });
    }
  };
  const seen = new Set<number>();
  const visit = (node: ts.Node): void => {
    for (const tag of ts.getJSDocTags(node)) {
      if (tag.tagName.text !== 'law' || seen.has(tag.pos)) continue;
      seen.add(tag.pos);
      note(node, ts.getTextOfJSDocComment(tag.comment) ?? '');
    }
    if (ts.isPropertyAssignment(node)) {
      const cited = lawOf(node);
      if (cited !== null) note(node, cited);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mentions;
}

/** The law that a member of an object states, its article joined where that stands beside it. */
function lawOf(member: ts.PropertyAssignment): string | null {
  const holdsLaws = namesAbove(member).some((name) => HOLDS_LAWS.test(name));
  const isLaw = nameOf(member) === 'law' && !/\btext\.ts$/u.test(member.getSourceFile().fileName);
  const text = literalOf(member.initializer);
  if (!(isLaw || holdsLaws) || text === null) return null;
  const article = beside(member, 'article');
  return `${text} ${(article && literalOf(article)) ?? ''}`.trim();
}

/** What another member of the same object is set to. */
function beside(member: ts.PropertyAssignment, name: string): ts.Expression | undefined {
  const other = member.parent.properties.find((property) => nameOf(property) === name);
  return other && ts.isPropertyAssignment(other) ? other.initializer : undefined;
}

/** The text of a literal, also where it is what stands in for a missing one (`x ?? '…'`). */
function literalOf(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isBinaryExpression(node) && ts.isStringLiteralLike(node.right) ? node.right.text : null;
}

function nameOf(node: ts.Node): string | null {
  if (ts.isVariableStatement(node)) return nameOf(node.declarationList.declarations[0] ?? node.declarationList);
  const isNamed =
    ts.isPropertyAssignment(node) ||
    ts.isPropertySignature(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isTypeAliasDeclaration(node);
  const name = isNamed ? node.name : undefined;
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : null;
}

/** Names of what a node stands in, outermost first. */
function namesAbove(node: ts.Node): readonly string[] {
  const names: string[] = [];
  for (let above: ts.Node | undefined = node; above; above = above.parent) {
    const name = nameOf(above);
    if (name !== null && names[0] !== name) names.unshift(name);
  }
  return names;
}

/** `firstReview.clocks.review` and, for a clock, its limit. */
function placeOf(node: ts.Node): string {
  const place = namesAbove(node)
    .filter((name) => name !== 'law')
    .join('.');
  const limit = ts.isPropertyAssignment(node) ? beside(node, 'limit') : undefined;
  return `\`${place}\`${limit ? ` = \`${limit.getText()}\`` : ''}`;
}

const DIGITS = '〇一二三四五六七八九';

/** 四十五 → 45. */
export function numberOf(numeral: string): number {
  let total = 0;
  let digit = 0;
  for (const sign of numeral) {
    if (sign === '百') total += (digit || 1) * 100;
    else if (sign === '十') total += (digit || 1) * 10;
    digit = sign === '百' || sign === '十' ? 0 : Math.max(0, DIGITS.indexOf(sign));
  }
  return total + digit;
}

/** Articles, paragraphs and items in the order of the text. */
const orderOf = (article: string): string =>
  article.replaceAll(new RegExp(NUMERAL, 'gu'), (numeral) => String(numberOf(numeral)).padStart(4, '0'));

const chapters: readonly (readonly [title: string, note: string, holds: (instrument: string) => boolean])[] = [
  ['Laws, regulations and notices', '', (name) => !/^本|^[A-Z]/u.test(name)],
  ['Standards', '', (name) => STANDARD.test(name)],
  ['Rules the city sets itself', 'No national text gives the figure; the city does.', (name) => name.startsWith('本')],
  [
    'Requirements',
    'Duties that the source documents of this program state and no law does.',
    (name) => REQUIREMENT.test(name),
  ],
];

/** The page as it should stand. */
export function lawIndex(): string {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !NOT_THE_PROGRAM.test(file));
  const mentions = files.toSorted().flatMap((file) => mentionsIn(file, readFileSync(join(root, file), 'utf8')));
  const lines = [
    '# Law index',
    '',
    'Every rule of law that the sources name, and the declaration that keeps it. Written by `scripts/law-index.ts` from',
    '`@law` in docstrings and from the laws beside acts and clocks; do not edit. The basis of each service item stands in',
    'the register of items and in its public guide, not here.',
  ];
  const byName = new Intl.Collator('zh-CN', { numeric: true });
  for (const [title, note, holds] of chapters) {
    const held = mentions.filter(({ instrument }) => holds(instrument));
    if (held.length === 0) continue;
    lines.push('', `## ${title}`, ...(note === '' ? [] : ['', note]));
    for (const [instrument, of] of [...Map.groupBy(held, (mention) => mention.instrument)].toSorted(([a], [b]) =>
      byName.compare(a, b),
    )) {
      lines.push('', `### ${instrument}`, '', ...tableOf(of));
    }
  }
  return `${lines.join('\n')}\n`;
}

function tableOf(mentions: readonly Mention[]): readonly string[] {
  const byArticle = Map.groupBy(mentions, ({ article }) => article);
  const byOrder = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
    orderOf(a) < orderOf(b) ? -1 : 1;
  const where = (of: readonly Mention[]): string =>
    [...Map.groupBy(of, ({ file }) => file)]
      .map(([file, places]) => `[${file}](../${file}) ${[...new Set(places.map(({ place }) => place))].join(', ')}`)
      .join('<br>');
  return [
    '| article | kept by |',
    '| --- | --- |',
    ...[...byArticle].toSorted(byOrder).map(([article, of]) => `| ${article === '' ? '–' : article} | ${where(of)} |`),
  ];
}

if (process.argv[1] === import.meta.filename) writeFileSync(LAW_INDEX, lawIndex());
