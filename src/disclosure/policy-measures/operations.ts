import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Day, day, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { findPersonalData, personalDataNames } from '../../screening/index.ts';
import { policyText } from './text.ts';
import type { enterPolicyClaim, enterPolicySet, listPolicyMeasures, policyMeasuresCsv } from './wire.ts';

type Doing = { readonly actor: Actor; readonly at: Date };
type StoredSet = {
  readonly id: number;
  readonly agencyId: number;
  readonly title: string;
  readonly measures: number;
  readonly issuedOn: Day;
  readonly index: string | null;
  readonly struckWhy: string | null;
};
type StoredClaim = {
  readonly id: number;
  readonly agencyId: number;
  readonly year: number;
  readonly words: string;
  readonly least: number;
  readonly source: string;
};
const MOST = 2_000;

/**
 * Enters a set of measures by its name: a document and how many measures it has.
 *
 * @throws Refusal access/forbidden (403), disclosure/policy-day, disclosure/policy-not-published,
 *   disclosure/policy-personal (422)
 */
export async function enterSet(
  kernel: Kernel,
  { actor, at, agencyId, title, measures, issuedOn, index }: z.output<typeof enterPolicySet.body> & Doing,
): Promise<number> {
  const by = personOf(kernel, actor, agencyId);
  const on = dayIn(issuedOn);
  if (!on || on > dayOf(at)) throw refuse('disclosure/policy-day', {}, 422);
  assertImpersonal(title);
  const told = index === null || index === '' ? null : index;
  if (told !== null && !(await isPublished(kernel, told)))
    throw refuse('disclosure/policy-not-published', { index: told }, 422);
  const { rows } = await kernel.pool.query<{ id: number }>(
    `insert into disclosure.policy_set (agency_id, title, measures, issued_on, index_number, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id::float8 as id`,
    [agencyId, title, measures, on, told, by, at],
  );
  return rows[0]?.id ?? 0;
}

/**
 * Strikes out a set that was entered by mistake: it stays to be read, and counts no longer.
 *
 * @throws Refusal access/forbidden (403), disclosure/policy-set-not-found (404), disclosure/policy-no-why (422)
 */
export async function strikeSet(
  kernel: Kernel,
  { id, why, actor, at }: { readonly id: number; readonly why: string } & Doing,
): Promise<void> {
  const { rows } = await kernel.pool.query<{ agencyId: number }>(
    'select agency_id as "agencyId" from disclosure.policy_set where id = $1',
    [id],
  );
  const [set] = rows;
  if (!set) throw refuse('disclosure/policy-set-not-found', {}, 404);
  const by = personOf(kernel, actor, set.agencyId);
  if (why.trim().length < 5) throw refuse('disclosure/policy-no-why', {}, 422);
  assertImpersonal(why);
  const { rowCount } = await kernel.pool.query(
    `update disclosure.policy_set set struck_at = $2, struck_by = $3, struck_why = $4
      where id = $1 and struck_at is null`,
    [id, at, by, why.trim()],
  );
  if (rowCount !== 1) throw refuse('disclosure/policy-set-not-found', {}, 404);
}

/** Enters a total that was said somewhere, as it was said. @throws Refusal access/forbidden, disclosure/policy-personal */
export async function enterClaim(
  kernel: Kernel,
  { actor, at, ...said }: z.output<typeof enterPolicyClaim.body> & Doing,
): Promise<number> {
  const by = personOf(kernel, actor, said.agencyId);
  assertImpersonal(`${said.words}\n${said.source}`);
  const { rows } = await kernel.pool.query<{ id: number }>(
    `insert into disclosure.policy_claim (agency_id, year, words, least, source, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id::float8 as id`,
    [said.agencyId, said.year, said.words, said.least, said.source, by, at],
  );
  return rows[0]?.id ?? 0;
}

/**
 * What is named, its sum, and what was said elsewhere beside it: where the two differ, by how much, and nothing is added to
 * make them meet.
 *
 * @throws Refusal access/forbidden (403) for an agency beyond those in sight
 */
export async function policyMeasures(
  kernel: Kernel,
  { agency, year }: z.output<typeof listPolicyMeasures.query>,
  actor: Actor,
): Promise<z.output<typeof listPolicyMeasures.response>> {
  const directory = await directoryOf(kernel);
  const inSight = agenciesFor(kernel, directory.agencies, actor, 'disclosure.read');
  if (agency !== undefined && !inSight.has(agency)) throw refuse('access/forbidden', {}, 403);
  const writing = agenciesFor(kernel, directory.agencies, actor, 'disclosure.draft');
  const values = [agency === undefined ? [...inSight] : [agency], year ?? null];
  const [sets, claims] = await Promise.all([
    kernel.pool.query<StoredSet>(`${SETS} order by issued_on desc, id desc limit ${MOST}`, values),
    kernel.pool.query<StoredClaim & { named: number }>(CLAIMS, values),
  ]);
  const named = (ids: ReadonlySet<number>) =>
    directory.agencies.filter(({ id }) => ids.has(id)).map(({ id, shortName }) => ({ id, name: shortName }));
  return {
    next: null,
    rows: sets.rows.map((set) => ({
      ...set,
      agency: directory.agencyShortName(set.agencyId),
      mayStrike: set.struckWhy === null && writing.has(set.agencyId),
    })),
    named: sumOf(sets.rows),
    claims: claims.rows.map((claim) => ({
      ...claim,
      agency: directory.agencyShortName(claim.agencyId),
      unnamed: Math.max(0, claim.least - claim.named),
    })),
    agencies: named(inSight),
    entering: named(writing),
  };
}

/** The same as a table. @throws Refusal access/forbidden (403) */
export async function policyTable(
  kernel: Kernel,
  query: z.output<typeof policyMeasuresCsv.query>,
  actor: Actor,
): Promise<readonly (readonly (string | number | null)[])[]> {
  const { rows: sets } = await policyMeasures(kernel, query, actor);
  return [
    policyText.csvColumns,
    ...sets.map((set) => [set.agency, set.title, set.measures, set.issuedOn, set.index, set.struckWhy]),
  ];
}

const SETS = `select id::float8 as id, agency_id as "agencyId", title, measures, issued_on as "issuedOn",
    index_number as index, struck_why as "struckWhy"
  from disclosure.policy_set where agency_id = any($1) and ($2::integer is null or extract(year from issued_on) = $2)`;

const CLAIMS = `select c.id::float8 as id, c.agency_id as "agencyId", c.year, c.words, c.least, c.source,
    (select coalesce(sum(s.measures), 0)::int from disclosure.policy_set s
      where s.agency_id = c.agency_id and s.struck_at is null and extract(year from s.issued_on) = c.year) as named
  from disclosure.policy_claim c where c.agency_id = any($1) and ($2::integer is null or c.year = $2)
 order by c.year desc, c.id desc limit ${MOST}`;

const sumOf = (sets: readonly StoredSet[]): number =>
  sets.reduce((sum, { measures, struckWhy }) => sum + (struckWhy === null ? measures : 0), 0);

/** @throws Refusal access/forbidden (403) */
function personOf(kernel: Kernel, actor: Actor, agencyId: number): number {
  kernel.access.check(actor, 'disclosure.draft', { agencyId });
  if (actor.personId === null) throw refuse('access/forbidden', {}, 403);
  return actor.personId;
}

async function isPublished({ published }: Pick<Kernel, 'published'>, index: string): Promise<boolean> {
  const { rowCount } = await published.pool.query(
    'select from pub.pub_publication where index_number = $1 and not withdrawn',
    [index],
  );
  return rowCount === 1;
}

const agenciesFor = (
  kernel: Kernel,
  agencies: readonly { readonly id: number }[],
  actor: Actor,
  permission: string,
): ReadonlySet<number> =>
  new Set(agencies.map(({ id }) => id).filter((agencyId) => kernel.access.may(actor, permission, { agencyId })));

function dayIn(typed: string): Day | null {
  try {
    return day(typed);
  } catch {
    return null;
  }
}

/** @throws Refusal disclosure/policy-personal (422) @law 个人信息保护法 第六条 */
function assertImpersonal(words: string): void {
  const kinds = new Set(findPersonalData(words).map(({ kind }) => personalDataNames[kind]));
  if (kinds.size > 0) throw refuse('disclosure/policy-personal', { what: [...kinds].join('、') }, 422);
}
