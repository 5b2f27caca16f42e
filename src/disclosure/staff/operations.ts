import type { z } from 'zod';
import { directoryOf, personNames, roleHolders, type Substitute, substitutes } from '../../identity/index.ts';
import {
  type Actor,
  addDays,
  agenciesWithin,
  day,
  dayOf,
  inTransaction,
  type Kernel,
  refuse,
} from '../../kernel/index.ts';
import { text } from '../text.ts';
import { insertQualification, type Load, loads, type QualificationRow, qualificationsOf } from './repo.ts';
import { isQualified, QUALIFICATION_RULE, qualificationRegister, qualificationRule, standingOn } from './rule.ts';
import { staffText } from './text.ts';
import type { enterQualification, listStaff, putQualificationRule } from './wire.ts';

const LONGEST_YEARS_DAYS = 3 * 366;
const PASS_MARK = 60;
const AGENCIES_SHOWN = 20;
/** Who writes and hands in; and who publishes. */
const WRITERS = ['liaison', 'editor'];
const PUBLISHERS = ['disclosure-officer'];

/**
 * Whoever hands in or publishes has shown that he can, where the city's rule asks for it: also who acts for another. The
 * program itself publishes only what somebody scheduled who might.
 *
 * @throws Refusal disclosure/not-qualified (403)
 */
export async function assertQualified(kernel: Kernel, actor: Actor, at: Date): Promise<void> {
  if (actor.personId === null) return;
  const today = dayOf(at);
  const rule = await qualificationRule(kernel.pool, today);
  if (!rule.required) return;
  const [latest = null] = await qualificationsOf(kernel.pool, [actor.personId]);
  const standing = standingOn(latest, today, addDays(today, rule.warnDays));
  if (!isQualified(standing))
    throw refuse('disclosure/not-qualified', { standing: staffText.standings[standing] }, 403);
}

type Entered = z.output<typeof enterQualification.body> & {
  readonly personId: number;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Writes down what somebody has passed and until when it counts, or that it counts no longer. A line is never changed.
 *
 * @throws Refusal disclosure/not-of-your-agencies, access/forbidden (403), disclosure/qualification-days,
 *   disclosure/qualification-score (422), disclosure/nothing-to-revoke (409)
 */
export async function noteQualification(kernel: Kernel, { personId, actor, at, ...said }: Entered): Promise<void> {
  const by = actor.personId;
  // Nobody examines himself.
  if (by === null || by === personId) throw refuse('access/forbidden', {}, 403);
  const today = dayOf(at);
  const agencyIds = agenciesToQualify(kernel, actor);
  const holders = await roleHolders(kernel, agencyIds, today);
  const acting = await substitutes(kernel, agencyIds, today);
  if (![...holders, ...acting].some((one) => one.personId === personId))
    throw refuse('disclosure/not-of-your-agencies', {}, 403);
  const passedOn = day(said.passedOn);
  const validUntil = said.kind === 'revoked' ? passedOn : day(said.validUntil);
  const isTooLong = validUntil > addDays(passedOn, LONGEST_YEARS_DAYS);
  if (passedOn > today || validUntil < passedOn || isTooLong) throw refuse('disclosure/qualification-days', {}, 422);
  if (said.kind === 'exam' && (said.score ?? 0) < PASS_MARK) throw refuse('disclosure/qualification-score', {}, 422);
  if (said.kind === 'revoked') {
    const [latest = null] = await qualificationsOf(kernel.pool, [personId]);
    if (!isQualified(standingOn(latest, today, today))) throw refuse('disclosure/nothing-to-revoke', {}, 409);
  }
  await inTransaction(kernel.pool, (tx) =>
    insertQualification(tx, { ...said, personId, passedOn, validUntil, by, at }),
  );
}

/** From today on; only the city's own office says what holds for everybody. @throws Refusal access/forbidden (403) */
export async function putRule(
  kernel: Kernel,
  { actor, at, ...value }: z.output<typeof putQualificationRule.body> & { readonly actor: Actor; readonly at: Date },
): Promise<void> {
  const city = (await directoryOf(kernel)).cityGovernment();
  kernel.access.check(actor, 'disclosure.qualify', { agencyId: city.id });
  const entry = { key: QUALIFICATION_RULE, validFrom: dayOf(at), value, source: text.cityRule };
  await inTransaction(kernel.pool, (tx) => qualificationRegister.put(tx, { ...entry, changedBy: actor.personId, at }));
}

const inSight = (kernel: Kernel, actor: Actor, permission: string): readonly number[] =>
  agenciesWithin(kernel.access, actor, permission);
const agenciesToQualify = (kernel: Kernel, actor: Actor): readonly number[] =>
  inSight(kernel, actor, 'disclosure.qualify');

type View = z.output<typeof listStaff.response>;
type Person = View['agencies'][number]['people'][number];

/** Agencies in sight: who writes there, what each has open, who stands in for whom, and who may. */
export async function staffList(
  kernel: Kernel,
  { after, agency }: z.output<typeof listStaff.query>,
  actor: Actor,
  at: Date,
): Promise<View> {
  const today = dayOf(at);
  const directory = await directoryOf(kernel);
  const mine = inSight(kernel, actor, 'disclosure.see-staff');
  const [allHolders, allActing, allLoads] = await Promise.all([
    roleHolders(kernel, mine, today),
    substitutes(kernel, mine, today),
    loads(kernel.pool, mine, today),
  ]);
  const able = [...allHolders, ...allActing].filter(({ role }) => [...WRITERS, ...PUBLISHERS].includes(role));
  // An agency that never had anybody and has nothing open owes nothing here.
  const withWork = new Set([...able, ...allLoads].map(({ agencyId }) => agencyId));
  const all = [...withWork].toSorted((a, b) => a - b);
  const agencies = all.filter((id) => (agency === undefined ? after === undefined || id > after : id === agency));
  const page = agencies.slice(0, AGENCIES_SHOWN);
  const people = new Set(
    [...able, ...allLoads].filter(({ agencyId }) => page.includes(agencyId)).map(({ personId }) => personId),
  );
  const named = new Set([...people, ...allActing.map(({ forPersonId }) => forPersonId)]);
  const names = await personNames(kernel, [...named]);
  const lines = Map.groupBy(await qualificationsOf(kernel.pool, [...people]), ({ personId }) => personId);
  const rule = await qualificationRule(kernel.pool, today);
  const warnFrom = addDays(today, rule.warnDays);
  const viewOf =
    (agencyId: number) =>
    (personId: number): Person => {
      const own = lines.get(personId) ?? [];
      const load = allLoads.find((one) => one.agencyId === agencyId && one.personId === personId);
      const roles = able
        .filter((one) => one.agencyId === agencyId && one.personId === personId)
        .map(({ role }) => role);
      return {
        id: personId,
        name: names.get(personId) ?? '',
        roles: [...new Set(roles)],
        actsFor: actingFor(allActing, agencyId, personId, names),
        ...loadOf(load),
        standing: standingOn(own[0] ?? null, today, warnFrom),
        lines: own.map(({ personId: _, ...line }: QualificationRow) => line),
      };
    };
  return {
    rule,
    mayRule: kernel.access.may(actor, 'disclosure.qualify', { agencyId: directory.cityGovernment().id }),
    choices: all.map((id) => ({ id, name: directory.agencyShortName(id) })),
    next: agencies.length > AGENCIES_SHOWN ? (page.at(-1) ?? null) : null,
    agencies: page.map((id) => {
      const here = [...able, ...allLoads].filter(({ agencyId }) => agencyId === id).map(({ personId }) => personId);
      const writing = able.filter(({ agencyId, role }) => agencyId === id && WRITERS.includes(role));
      return {
        id,
        name: directory.agencyShortName(id),
        able: new Set(writing.map(({ personId }) => personId)).size,
        mayQualify: kernel.access.may(actor, 'disclosure.qualify', { agencyId: id }),
        people: [...new Set(here)].map(viewOf(id)).toSorted((a, b) => b.late - a.late || b.drafting - a.drafting),
      };
    }),
  };
}

const actingFor = (
  all: readonly Substitute[],
  agencyId: number,
  personId: number,
  names: ReadonlyMap<number, string>,
): Person['actsFor'] => {
  const found = all.filter(
    (one) => one.agencyId === agencyId && one.personId === personId && WRITERS.includes(one.role),
  );
  const byGiver = new Map(found.map(({ forPersonId, untilOn }) => [forPersonId, untilOn]));
  return [...byGiver].map(([giver, until]) => ({ name: names.get(giver) ?? '', until }));
};

const loadOf = (
  load: Load | undefined,
): Pick<Person, 'drafting' | 'underReview' | 'feedback' | 'late' | 'nextDue'> => ({
  drafting: load?.drafting ?? 0,
  underReview: load?.underReview ?? 0,
  feedback: load?.feedback ?? 0,
  late: load?.late ?? 0,
  nextDue: load?.nextDue ?? null,
});
