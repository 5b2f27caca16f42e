import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, day, dayOf, inTransaction, type Kernel, refuse, type Transaction } from '../../kernel/index.ts';
import { catalogueOn, catalogueRegister, organOf } from '../catalogue.ts';
import { keepsGuide } from '../guide.ts';
import { mayKeep } from '../operations/catalogue.ts';
import type { Acting } from '../operations/publication.ts';
import { type CatalogueNode, leavesOf, nodeFault, owes } from '../rules/catalogue.ts';
import { specificationText as words } from './text.ts';
import {
  type Difference,
  Differences,
  type listSpecifications,
  NewSpecification,
  type readSpecification,
  type SpecificationRow,
} from './wire.ts';

type Stored = {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly heading: string;
  readonly levels: string[];
  readonly line: string | null;
  readonly entries: readonly string[];
  readonly differences: unknown;
  readonly dueOn: string;
  readonly takenAt: Date;
};

const STORED = `select id, name, version, issuer, issued_on::text as "issuedOn", heading, levels, line, entries, differences,
    due_on::text as "dueOn", taken_at as "takenAt" from disclosure.specification`;

/**
 * Takes a version of the content specification over: puts its entries in force under their heading, keeps what changed, and
 * sets until when they are to be filled. What it no longer lists stays until somebody ends it with a reason.
 *
 * @throws Refusal access/forbidden, disclosure/not-keeper (403), disclosure/specification-… (422, 409)
 * @law 政府信息公开条例 第二十二条
 */
export async function takeSpecification(
  kernel: Kernel,
  { specification, actor, at }: Omit<Acting, 'seenSeq'> & { readonly specification: unknown },
): Promise<number> {
  const given = NewSpecification.parse(specification);
  kernel.access.check(actor, 'disclosure.catalogue');
  if (!(await mayKeep(kernel, actor, null))) throw refuse('disclosure/not-keeper', {}, 403);
  const today = dayOf(at);
  if (given.issuedOn > today) throw refuse('disclosure/specification-issued-later', {}, 422);
  if (given.dueOn <= today) throw refuse('disclosure/specification-due-past', {}, 422);
  const nodes = await catalogueOn(kernel, today);
  const heading = nodes.find(({ key }) => key === given.heading);
  const leaves = new Set(leavesOf(nodes).map(({ key }) => key));
  if (!heading || heading.parent === null || heading.keeper !== null) {
    throw refuse('disclosure/specification-no-heading', {}, 422);
  }
  const standing = nodes.filter(
    ({ parent, key, keeper }) => parent === heading.key && leaves.has(key) && keeper === null,
  );
  const { entries, put, differences } = await compared(kernel, given, heading, nodes, standing);
  return inTransaction(kernel.pool, async (tx) => {
    const id = await insert(tx, { ...given, entries, differences, actor, at });
    const source = `${given.name} ${given.version}`;
    for (const value of put) {
      await catalogueRegister.put(tx, {
        ...{ key: value.key, validFrom: today, value, source, changedBy: actor.personId, at },
      });
    }
    return id;
  });
}

async function insert(
  tx: Transaction,
  row: Omit<NewSpecification, 'entries'> &
    Omit<Acting, 'seenSeq'> & { readonly entries: readonly string[]; readonly differences: readonly Difference[] },
): Promise<number> {
  const { rows } = await tx.client.query<{ id: number }>(
    `insert into disclosure.specification
       (name, version, issuer, issued_on, heading, levels, line, entries, differences, due_on, taken_by, taken_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (name, version) do nothing returning id`,
    [
      ...[row.name, row.version, row.issuer, row.issuedOn, row.heading, row.levels, row.line, row.entries],
      ...[JSON.stringify(row.differences), row.dueOn, row.actor.personId, row.at],
    ],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw refuse('disclosure/specification-known', {}, 409);
  return id;
}

/** What the version says beside what stands: an entry is known by its name. */
async function compared(
  kernel: Kernel,
  { entries: asked, levels, name: law, line }: NewSpecification,
  heading: CatalogueNode,
  nodes: readonly CatalogueNode[],
  standing: readonly CatalogueNode[],
) {
  if (asked.length === 0) {
    if (standing.length === 0) throw refuse('disclosure/specification-empty', {}, 422);
    return { entries: standing.map(({ key }) => key), put: [], differences: [] };
  }
  const lineOf = await ownersOf(kernel);
  const titles = await titlesOf(kernel);
  const titled = (owners: readonly string[]): string => owners.map((one) => titles.get(one) ?? one).join('、');
  const entries: string[] = [];
  const put: CatalogueNode[] = [];
  const differences: Difference[] = [];
  const taken = new Set(nodes.map(({ key }) => key));
  for (const { name, owners: typed } of asked) {
    const before = standing.find((node) => node.name === name);
    const key = before?.key ?? freeKey(heading.key, taken);
    if (entries.includes(key)) throw refuse('disclosure/specification-twice', { name }, 422);
    taken.add(key);
    entries.push(key);
    const owners = typed.length === 0 && line !== null ? [line] : typed.map((one) => lineOf(one));
    const now = { owners: [...owners], levels: [...levels] };
    const fresh = { ...newEntry(key, heading, name), basis: { law, article: null } };
    const value: CatalogueNode = before ? { ...before, ...now } : { ...fresh, ...now };
    const fault = nodeFault(value, [...nodes, ...put]);
    if (fault) throw refuse(fault, {}, 422);
    if (before && isSame(before, value)) continue;
    differences.push(
      before
        ? { key, name, kind: 'changed', before: titled(before.owners), now: titled(owners) }
        : { key, name, kind: 'added', now: titled(owners) },
    );
    put.push(value);
  }
  const leftOut = standing.filter(({ key }) => !entries.includes(key));
  for (const { key, name, owners } of leftOut)
    differences.push({ key, name, kind: 'left-out', before: titled(owners) });
  return { entries, put, differences };
}

const isSame = (before: CatalogueNode, now: CatalogueNode): boolean =>
  before.owners.toSorted().join() === now.owners.toSorted().join() &&
  before.levels.toSorted().join() === now.levels.toSorted().join();

function freeKey(heading: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const key = `${heading}.${String(n).padStart(2, '0')}`;
    if (!taken.has(key)) return key;
  }
}

const EVERY_YEAR = 12;
const newEntry = (key: string, { key: parent, basis, axis }: CatalogueNode, name: string): CatalogueNode => ({
  ...{ key, parent, name, basis, levels: [], timeClass: 'regular' },
  freshness: { kind: 'every', months: EVERY_YEAR, law: basis.law },
  ...{ axis: axis ?? 'execution', domains: [], owners: [], everyDepartment: false, fixed: false, statutoryItem: null },
  ...{ source: 'city', forms: [], fields: [], keeper: null },
});

/** Whom somebody means who writes a short name, a name or the code of a line. */
async function ownersOf(kernel: Kernel): Promise<(typed: string) => string> {
  const { agencies } = await directoryOf(kernel);
  return (typed) => {
    const found = agencies.find(
      ({ line, name, shortName }) => line !== null && [line, name, shortName].includes(typed),
    );
    if (!found?.line) throw refuse('disclosure/specification-no-owner', { name: typed }, 422);
    return found.line;
  };
}

/** Each line is called as the first agency that has it, which is the one of the city. */
async function titlesOf(kernel: Kernel): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const { line, shortName } of (await directoryOf(kernel)).agencies)
    if (line !== null && !titles.has(line)) titles.set(line, shortName);
  return titles;
}

type Lacking = z.input<typeof readSpecification.response>['lacking'];

/** How far each organ is: what it owes of a version and has published nothing under. */
async function standingOf(kernel: Kernel, { entries, line }: Stored, at: Date) {
  const [nodes, directory, { rows }] = await Promise.all([
    catalogueOn(kernel, dayOf(at)),
    directoryOf(kernel),
    kernel.pool.query<{ agency: number; node: string }>(
      'select distinct agency_id as agency, node from disclosure.published where node = any($1) and not withdrawn',
      [entries],
    ),
  ]);
  const there = new Set(rows.map(({ agency, node }) => `${agency} ${node}`));
  const own = nodes.filter(({ key }) => entries.includes(key));
  const lacking: Lacking = [];
  let owed = 0;
  let filled = 0;
  for (const agency of directory.agencies) {
    if (!keepsGuide(agency) || (line !== null && agency.line !== line)) continue;
    const organ = await organOf(kernel, agency.id);
    const owes_ = own.filter((node) => owes(organ, node));
    const names = owes_.filter(({ key }) => !there.has(`${agency.id} ${key}`)).map(({ name }) => name);
    owed += owes_.length;
    filled += owes_.length - names.length;
    if (names.length > 0) lacking.push({ agencyId: agency.id, agency: agency.name, owed: owes_.length, names });
  }
  return { owed, filled, lacking };
}

async function viewOf(kernel: Kernel, stored: Stored, at: Date) {
  const [{ owed, filled, lacking }, nodes, titles] = await Promise.all([
    standingOf(kernel, stored, at),
    catalogueOn(kernel, dayOf(at)),
    titlesOf(kernel),
  ]);
  const { id, name, version, issuer, levels, line, entries, takenAt } = stored;
  const differences = Differences.parse(stored.differences);
  const count = (kind: Difference['kind']): number => differences.filter((each) => each.kind === kind).length;
  const late = day(stored.dueOn) < dayOf(at) ? 'overdue' : 'running';
  const row: SpecificationRow = {
    ...{ id, name, version, issuer, issuedOn: stored.issuedOn, levels, owed, filled },
    heading: nodes.find(({ key }) => key === stored.heading)?.name ?? stored.heading,
    line: line === null ? null : (titles.get(line) ?? line),
    ...{ entries: entries.length, added: count('added'), changed: count('changed'), leftOut: count('left-out') },
    ...{ dueOn: stored.dueOn, takenOn: dayOf(takenAt), state: filled === owed ? 'done' : late },
  };
  return { row, differences, lacking };
}

/** Every version that was taken over, the newest first, and what may be taken over under. */
export async function specifications(
  kernel: Kernel,
  actor: Actor,
  at: Date,
): Promise<z.input<typeof listSpecifications.response>> {
  const [{ rows }, nodes, titles] = await Promise.all([
    kernel.pool.query<Stored>(`${STORED} order by taken_at desc, id desc limit 200`),
    catalogueOn(kernel, dayOf(at)),
    titlesOf(kernel),
  ]);
  const leaves = new Set(leavesOf(nodes));
  return {
    rows: await Promise.all(rows.map(async (row) => (await viewOf(kernel, row, at)).row)),
    next: null,
    mayTake: await mayKeep(kernel, actor, null),
    headings: nodes
      .filter((node) => !leaves.has(node) && node.parent !== null && node.keeper === null)
      .map(({ key, name }) => ({ key, name })),
    lines: [...titles].map(([key, name]) => ({ key, name })),
  };
}

/** One version: what it changed, and who still lacks what. @throws Refusal disclosure/no-such-specification (404) */
export async function specificationView(
  kernel: Kernel,
  id: number,
  at: Date,
): Promise<z.input<typeof readSpecification.response>> {
  const { rows } = await kernel.pool.query<Stored>(`${STORED} where id = $1::bigint`, [id]);
  if (!rows[0]) throw refuse('disclosure/no-such-specification', {}, 404);
  const { row, differences, lacking } = await viewOf(kernel, rows[0], at);
  return { ...row, differences, lacking };
}

/** What is lacking as a table, a line for each organ and entry. */
export async function lackingTable(kernel: Kernel, id: number, at: Date): Promise<readonly (readonly string[])[]> {
  const { name, version, dueOn, state, lacking } = await specificationView(kernel, id, at);
  const isLate = state === 'overdue' ? words.yes : words.no;
  return [
    words.csvColumns,
    ...lacking.flatMap(({ agency, names }) => names.map((entry) => [name, version, agency, entry, dueOn, isLate])),
  ];
}
