import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Day } from '../kernel/day.ts';
import { packageRoot } from '../kernel/package-root.ts';
import { CatalogueNode } from './rules/catalogue.ts';
import { Checklist, ScopeTable } from './rules/checklist.ts';
import { ReassessmentRule } from './rules/reassessment.ts';

/** Read from the source folder, also by the bundle: the files are data and stay outside it. */
const read = async <Shape extends z.ZodType>(name: string, shape: Shape): Promise<z.output<Shape>> =>
  shape.parse(JSON.parse(await readFile(join(packageRoot, 'src', 'disclosure', 'data', name), 'utf8')));

/** The statutory catalogue as cities keep it: what the Regulations name, and the usual entries below. */
export const statutoryCatalogue = async (): Promise<readonly CatalogueNode[]> =>
  (await read('catalogue.json', z.object({ nodes: z.array(CatalogueNode) }))).nodes;

const Standard = z.object({
  key: z.string(),
  first: z.string(),
  second: z.string(),
  basis: z.array(z.string()),
  limit: z.string(),
  workdays: z.int().nullable(),
  levels: z.array(z.string()),
  mode: z.string(),
  audience: z.string(),
});
const Domain = z.object({ key: z.string(), name: z.string(), line: z.string(), items: z.array(Standard) });
export type Domain = z.output<typeof Domain>;

/** The domains of the grass-roots standards with what each asks for. */
let domains: Promise<readonly Domain[]> | undefined;
export const grassRootsDomains = (): Promise<readonly Domain[]> =>
  (domains ??= read('standards.json', z.object({ domains: z.array(Domain) })).then((file) => file.domains));

const KeyDomain = z.object({ key: z.string(), name: z.string() });
type KeyDomain = z.output<typeof KeyDomain>;

let tags: Promise<readonly KeyDomain[]> | undefined;
/** What an article may be tagged with: the key domains of the year's work, then those of the grass-roots standards. */
export const keyDomains = (): Promise<readonly KeyDomain[]> =>
  (tags ??= Promise.all([
    read('key-domains.json', z.object({ domains: z.array(KeyDomain) })),
    grassRootsDomains(),
  ]).then(([yearly, grassRoots]) => [...yearly.domains, ...grassRoots.map(({ key, name }) => ({ key, name }))]));

const KeyWork = z.object({
  entries: z.array(z.object({ no: z.int(), name: z.string(), owners: z.array(z.string()), domain: z.string() })),
});
/** Catalogues of key work that the city adds besides. */
export const keyWork = async () => (await read('key-work.json', KeyWork)).entries;

let scopes: Promise<{ readonly checklists: readonly Checklist[]; readonly scope: ScopeTable }> | undefined;
const readScopes = () =>
  (scopes ??= read('scopes.json', z.object({ checklists: z.array(Checklist), scope: ScopeTable })));

/** Checklists in force on a day: what each agency has to have told, outside and inside. */
export const checklistsOn = async (on: Day): Promise<readonly Checklist[]> =>
  (await readScopes()).checklists.filter(({ from, until }) => from <= on && (until === null || on <= until));

/** The table that says whom something is told by its nature. */
export const scopeTable = async (): Promise<ScopeTable> => (await readScopes()).scope;
let looks: Promise<ReassessmentRule> | undefined;
/** How often what is withheld is looked at again, unless the city says otherwise. */
export const reassessmentDefaults = (): Promise<ReassessmentRule> =>
  (looks ??= read('reassessment.json', ReassessmentRule));
