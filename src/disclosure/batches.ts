import { grassRootsDomains, keyWork, statutoryCatalogue } from './reference.ts';
import type { Batch } from './rules/batch.ts';
import type { CatalogueNode, Level } from './rules/catalogue.ts';
import { batchText } from './text.ts';

/** Headings below the items of the Regulations. */
export const KEY_WORK = 'ML.3.50';
export const GRASS_ROOTS = 'ML.3.60';
/** What is promised and forbidden, beside the items of the Regulations. */
const CONDUCT = 'ML.3.70';

const ROOT = 'ML.3';
const USUAL = { workdays: 20, law: '政府信息公开条例 第二十六条' } as const;
const two = (n: number): string => String(n).padStart(2, '0');

type Given = Pick<CatalogueNode, 'key' | 'parent' | 'name' | 'levels' | 'basis' | 'owners' | 'domains' | 'freshness'> &
  Partial<Pick<CatalogueNode, 'axis' | 'everyDepartment'>>;

const CLASS_OF = { each: 'by-stage', every: 'regular', yearly: 'regular', 'on-change': 'long-term' } as const;

const entry = (given: Given): CatalogueNode => ({
  timeClass: CLASS_OF[given.freshness.kind],
  axis: null,
  everyDepartment: false,
  fixed: false,
  statutoryItem: null,
  source: 'city',
  forms: [],
  fields: [],
  keeper: null,
  ...given,
});

const heading = (key: string, parent: string, name: string, levels: readonly Level[], law: string): CatalogueNode =>
  entry({
    ...{ key, parent, name, levels: [...levels], basis: { law, article: null } },
    ...{ owners: [], domains: [], freshness: { kind: 'on-change', ...USUAL } },
  });

/** The thirty-seven catalogues of key work: each owed by the department in charge. */
async function keyWorkEntries(): Promise<readonly CatalogueNode[]> {
  const levels: readonly Level[] = ['city', 'county', 'department'];
  const entries = (await keyWork()).map(({ no, name, owners, domain }) =>
    entry({
      ...{ key: `${KEY_WORK}.${two(no)}`, parent: KEY_WORK, name, levels: [...levels] },
      basis: { law: batchText.keyWork.law, article: null },
      ...{ owners, domains: [domain], freshness: { kind: 'every', months: 12, law: batchText.keyWork.law } },
      axis: 'execution',
    }),
  );
  return [heading(KEY_WORK, ROOT, batchText.keyWork.name, levels, batchText.keyWork.law), ...entries];
}

const isLevel = (level: string): level is 'city' | 'county' | 'township' =>
  level === 'city' || level === 'county' || level === 'township';

/**
 * What counties and townships publish in the twenty-six domains; what is told on request only is no part of it.
 *
 * @law 国办发〔2019〕54号
 */
async function grassRootsEntries(): Promise<readonly CatalogueNode[]> {
  const { law, name } = batchText.grassRoots;
  const nodes = [heading(GRASS_ROOTS, ROOT, name, ['city', 'county', 'township'], law)];
  for (const [i, domain] of (await grassRootsDomains()).entries()) {
    const parent = `${GRASS_ROOTS}.${two(i + 1)}`;
    const items = domain.items.flatMap(({ mode, levels, ...item }) => {
      const known = levels.filter(isLevel);
      return mode === batchText.grassRoots.proactive && known.length > 0 ? [{ ...item, levels: known }] : [];
    });
    const levels = [...new Set(items.flatMap((item) => item.levels))];
    nodes.push(heading(parent, GRASS_ROOTS, domain.name, levels, law));
    for (const [j, { first, second, basis, workdays, limit, levels: own }] of items.entries()) {
      nodes.push(
        entry({
          ...{ key: `${parent}.${two(j + 1)}`, parent, name: batchText.grassRoots.item(first, second), levels: own },
          basis: { law: basis[0] ?? law, article: basis.slice(1).join('、').slice(0, 100) || null },
          ...{ owners: [domain.line], domains: [domain.key] },
          freshness:
            workdays === null
              ? { kind: 'on-change', ...USUAL }
              : { kind: 'each', days: workdays, unit: 'workday', law: limit },
        }),
      );
    }
  }
  return nodes;
}

/**
 * What the fifteen categories ask for and the Regulations do not name: every organ tells its own.
 *
 * @law 政务公开工作规范 对社会公开部分
 */
function conductEntries(): readonly CatalogueNode[] {
  const { law, name, entries } = batchText.conduct;
  const levels: readonly Level[] = ['city', 'county', 'township', 'department'];
  const own = entries.map(({ name: called, axis }, i) =>
    entry({
      ...{ key: `${CONDUCT}.${two(i + 1)}`, parent: CONDUCT, name: called, levels: [...levels], axis },
      ...{ basis: { law, article: null }, owners: [], domains: [], freshness: { kind: 'on-change', ...USUAL } },
    }),
  );
  return [heading(CONDUCT, ROOT, name, levels, law), ...own];
}

/** The entries of a batch, headings before what stands below them. */
export async function entriesOf(batch: Batch): Promise<readonly CatalogueNode[]> {
  if (batch === 'key-work') return keyWorkEntries();
  if (batch === 'conduct') return conductEntries();
  return batch === 'grass-roots' ? grassRootsEntries() : statutoryCatalogue();
}
