import { catalogueEntries } from '../disclosure/index.ts';
import { directoryOf } from '../identity/index.ts';
import {
  type Actor,
  act,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  Refusal,
  refuse,
  system,
  type Transaction,
  tell,
} from '../kernel/index.ts';
import { targetsOn } from '../sites/index.ts';
import { lookAtArticles, lookForStrangers } from './checks/articles.ts';
import { lookAtCatalogue } from './checks/catalogue.ts';
import { lookAtChannels } from './checks/channels.ts';
import { lookAtSite } from './checks/columns.ts';
import type { Found, Looking } from './checks/looking.ts';
import { lookForMissing } from './checks/outside.ts';
import type { Rule } from './contract.ts';
import { mismatchProcess } from './process.ts';
import {
  beginOne,
  closeMismatch,
  insertMismatch,
  lastRuns,
  noteFailure,
  noteSlice,
  notSeenBy,
  type Run,
  runUnderWay,
  seeAgain,
  setPartAside,
  takeSlice,
} from './repo.ts';
import { CITY, ruleFor, ruleOf, ruleRegister } from './settings.ts';
import { text } from './text.ts';

const HOUR_MS = 3_600_000;

/** Begins a comparison, or answers the one that is under way. */
export const beginRun = ({ pool }: Kernel, by: number | null, at: Date): Promise<number> => beginOne(pool, by, at);

/** Begins one when it is time. */
export async function beginWhenDue(kernel: Kernel, at: Date): Promise<void> {
  const { everyHours } = await ruleOf(kernel, at);
  const [last] = await lastRuns(kernel.pool);
  if (!last || at.getTime() - last.askedAt.getTime() >= everyHours * HOUR_MS) await beginOne(kernel.pool, null, at);
}

type Part = (looking: Looking, after: string) => Promise<string | null>;
const atOnce =
  (look: (looking: Looking) => Promise<void>): Part =>
  async (looking) => {
    await look(looking);
    return null;
  };

/** The parts of a comparison in their order; each looks at the slice after a key and answers the next, null at its end. */
const PARTS: readonly (readonly [string, Part])[] = [
  ['articles', lookAtArticles],
  ['strangers', atOnce(lookForStrangers)],
  ['sites', lookAtSite],
  ['catalogue', atOnce(lookAtCatalogue)],
  ['channels', atOnce(lookAtChannels)],
  ['outside', lookForMissing],
];

/** A slice that failed so often is not going to succeed: its part is set aside. */
const MOST_FAILURES = 5;
const RETRY_MS = 60_000;

/**
 * Does the next slice of the comparison that is under way; false when there is none, or none before a while. What a slice
 * finds is committed with how far it got, so that a program that is killed goes on where it was. A slice that fails five
 * times, a minute apart, is set aside with the rest of its part; the other parts go on, and so does the next comparison.
 */
export async function compareSlice(kernel: Kernel, at: Date): Promise<boolean> {
  const run = await runUnderWay(kernel.pool);
  if (!run || (run.retryAt !== null && at < run.retryAt)) return false;
  try {
    await compareNext(kernel, run, at);
  } catch (error) {
    const retryAt = new Date(at.getTime() + RETRY_MS);
    const failures = await noteFailure(kernel, run, { fault: faultOf(error), retryAt });
    if (failures >= MOST_FAILURES) {
      const next = PARTS[PARTS.findIndex(([name]) => name === run.part) + 1]?.[0];
      await setPartAside(kernel, run, { next: next ?? run.part, endedAt: next === undefined ? at : null });
    }
    throw error;
  }
  return true;
}

/** What kind of failure it was: a code of PostgreSQL or the name of an error, nothing of any row. */
function faultOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}

async function compareNext(kernel: Kernel, run: Run, at: Date): Promise<void> {
  const rule = await ruleOf(kernel, at);
  const place = PARTS.findIndex(([name]) => name === run.part);
  const all = new Map<string, Found>();
  // One thing that is found twice is settled as soon as one of the two is.
  const found = (one: Found): void => {
    const key = keyOf(one);
    if (all.get(key)?.fresh !== false || !one.fresh) all.set(key, { ...one, fresh: one.fresh ?? false });
  };
  const next = (await PARTS[place]?.[1]({ kernel, at, rule, found }, run.after)) ?? null;
  const part = next === null ? PARTS[place + 1]?.[0] : run.part;
  await inTransaction(kernel.pool, async (tx) => {
    if (!(await takeSlice(tx, run))) return;
    let opened = 0;
    for (const [key, one] of all) if (await enter(kernel, tx, { run, rule, key, one, at })) opened += 1;
    // Where not everything was looked at, what was not seen need not be gone.
    const isWhole = part === undefined && run.setAside.length === 0;
    const closed = isWhole ? await closeGone(kernel, tx, run, at) : 0;
    const on = { part: part ?? run.part, after: next ?? '', found: all.size, opened, closed };
    await noteSlice(tx, run.id, { ...on, endedAt: part === undefined ? at : null });
  });
}

const keyOf = ({ code, place, index }: Found): string => [code, place, index ?? ''].join(' ');

type Entering = {
  readonly run: Run;
  readonly rule: Rule;
  readonly key: string;
  readonly one: Found;
  readonly at: Date;
};

async function enter(kernel: Kernel, tx: Transaction, { run, rule, key, one, at }: Entering): Promise<boolean> {
  if ((await seeAgain(tx, run.id, key, one, at)) || one.fresh) return false;
  const directory = await directoryOf(kernel);
  const owner = one.agencyId ?? directory.cityGovernment()?.id;
  if (owner === undefined) throw new Error('nobody answers for what is shown');
  const agency = directory.agencyById(owner);
  const opened = await openMatter(kernel, {
    kind: 'consistency-mismatch',
    process: mismatchProcess(rule.workdays, rule.law),
    act: 'open',
    title: text.matterTitle(one.code, one.title),
    region: agency.region,
    agencyId: owner,
    actor: system,
    at,
    facts: { code: one.code, place: one.place },
    within: tx,
    write: (inner, id) => insertMismatch(inner, id, { run: run.id, key, one, agencyId: owner, at }),
  });
  for (const personId of await kernel.holders(owner, 'liaison', dayOf(at))) {
    const params = { title: one.title, number: opened.number, dueOn: opened.dueOn ?? '' };
    await tell(tx.client, { personId, matterId: opened.id, code: 'consistency.found', params, at });
  }
  return true;
}

async function closeGone(kernel: Kernel, tx: Transaction, run: Run, at: Date): Promise<number> {
  const gone = await notSeenBy(tx, run.id);
  for (const matter of gone) {
    const write = (inner: Transaction): Promise<void> => closeMismatch(inner, matter, null, at);
    await act(kernel, { matter, act: 'vanish', actor: system, at, within: tx, write });
  }
  return gone.length;
}

/**
 * Says why a mismatch needs no mending; it is not opened again as long as it is as it was.
 *
 * @throws Refusal matter/not-found (404), consistency/no-words, those of an act
 */
export async function settleMismatch(
  kernel: Kernel,
  {
    id,
    words,
    ...doing
  }: {
    readonly id: number;
    readonly words: string;
    readonly actor: Actor;
    readonly at: Date;
    readonly seenSeq: number;
  },
): Promise<void> {
  const matter = await matterById(kernel, id);
  if (matter.kind !== 'consistency-mismatch') throw refuse('matter/not-found', {}, 404);
  const write = (tx: Transaction): Promise<void> => closeMismatch(tx, id, words, doing.at);
  await act(kernel, { ...doing, matter, act: 'settle', facts: { reason: words }, evidence: { words }, write });
}

/**
 * Puts another version of the rule in force, for the whole city.
 *
 * @throws Refusal access/forbidden (403), consistency/no-reason, consistency/no-target, consistency/no-entry (422),
 *   consistency/rule-changed (409) when somebody else was quicker
 */
export async function changeRule(
  kernel: Kernel,
  {
    rule,
    seenVersion,
    reason,
    actor,
    at,
  }: {
    readonly rule: Rule;
    readonly seenVersion: number;
    readonly reason: string;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<void> {
  const on = dayOf(at);
  kernel.access.check(actor, 'consistency.rule', { agencyId: (await directoryOf(kernel)).cityGovernment().id });
  if (reason.trim().length < 5) throw refuse('consistency/no-reason', {}, 422);
  const targets = new Set(
    (await targetsOn(kernel, on)).filter(({ kind }) => kind === 'external').map(({ key }) => key),
  );
  const entries = new Set((await catalogueEntries(kernel, on)).map(({ key }) => key));
  for (const { target, nodes } of rule.external) {
    if (!targets.has(target)) throw refuse('consistency/no-target', { target }, 422);
    const unknown = nodes.find((key) => !entries.has(key));
    if (unknown !== undefined) throw refuse('consistency/no-entry', { entry: unknown }, 422);
  }
  await inTransaction(kernel.pool, async (tx) => {
    await tx.client.query(`select pg_advisory_xact_lock(hashtextextended('consistency-rule', 0))`);
    const [latest] = await ruleRegister.history(tx.client, CITY);
    if ((latest?.version ?? 0) !== seenVersion) throw refuse('consistency/rule-changed', {}, 409);
    const changedBy = actor.personId;
    await ruleRegister.put(tx, { key: CITY, validFrom: on, value: rule, source: reason.trim(), changedBy, at });
  });
}

/** The rule as somebody changes it: with its version, and the places outside that it may name. */
export async function ruleToChange(kernel: Kernel, at: Date) {
  const [{ rule, version }, targets] = await Promise.all([ruleFor(kernel), targetsOn(kernel, dayOf(at))]);
  const outside = targets.filter(({ kind }) => kind === 'external').map(({ key, name }) => ({ key, name }));
  return { rule, version, targets: outside };
}
