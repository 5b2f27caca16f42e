import { directoryOf } from '../../identity/index.ts';
import {
  type Acted,
  type Actor,
  act,
  canonical,
  type Day,
  day,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  type RegisterEntry,
  refuse,
} from '../../kernel/index.ts';
import { feeTables, NATIONAL } from '../fee-tables.ts';
import { FeeTable } from '../rules/fees.ts';
import { CITY, settingsRegister } from '../settings.ts';
import { Settings } from '../settings-shape.ts';
import type { ProposeBody, RuleValue, Subject } from './contract.ts';
import { changeProcesses, RULE_CHANGE } from './process.ts';
import { type Change, changeById, insertChange, openChange, settleChange } from './repo.ts';
import { ruleText } from './text.ts';

type Who = { readonly actor: Actor; readonly at: Date };

/** Where the versions of a rule are kept. */
export const placeOf = (subject: Subject, agencyId: number): { readonly register: string; readonly key: string } =>
  subject === 'fees'
    ? { register: feeTables.name, key: NATIONAL }
    : { register: settingsRegister.name, key: subject === 'city' ? CITY : String(agencyId) };

export const subjectOf = ({ register, key }: Pick<Change, 'register' | 'key'>): Subject =>
  register === feeTables.name ? 'fees' : key === CITY ? 'city' : 'agency';

const registerOf = (subject: Subject) => (subject === 'fees' ? feeTables : settingsRegister);

/** Every version of a rule, newest first. */
export const versionsOf = (
  source: Parameters<typeof feeTables.history>[0],
  subject: Subject,
  agencyId: number,
): Promise<readonly RegisterEntry<RuleValue>[]> => registerOf(subject).history(source, placeOf(subject, agencyId).key);

/** Whose a rule is: what holds for everybody belongs to the government of the city. */
async function ownerOf(kernel: Kernel, body: ProposeBody): Promise<number> {
  return body.subject === 'agency' ? body.agencyId : (await directoryOf(kernel)).cityGovernment().id;
}

/**
 * Proposes another version of the fee tables or of the settings. Nothing changes by it.
 *
 * @throws Refusal request-rules/proposed-already (409), request-rules/changed (409), request-rules/in-the-past,
 *   request-rules/too-early, request-rules/nothing-changed (422), access/forbidden (403)
 * @law 政府信息公开信息处理费管理办法 第三条至第五条; P-01, P-03
 */
export async function proposeRuleChange(
  kernel: Kernel,
  { body, actor, at }: Who & { readonly body: ProposeBody },
): Promise<{ readonly id: number; readonly number: string }> {
  const agencyId = await ownerOf(kernel, body);
  kernel.access.check(actor, body.subject === 'agency' ? 'request-rules.propose' : 'request-rules.city', { agencyId });
  const { subject, value, source, seenVersion } = body;
  const validFrom = day(body.validFrom);
  const place = placeOf(subject, agencyId);
  const [latest] = await versionsOf(kernel.pool, subject, agencyId);
  checkDay(subject, validFrom, latest?.validFrom ?? null, dayOf(at));
  if ((latest?.version ?? 0) !== seenVersion) throw refuse('request-rules/changed', {}, 409);
  if (latest && latest.validFrom === validFrom && isSame(latest.value, value))
    throw refuse('request-rules/nothing-changed', {}, 422);
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  return inTransaction(kernel.pool, async (within) => {
    await within.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `rule-change:${place.register}:${place.key}`,
    ]);
    if (await openChange(within.client, place.register, place.key))
      throw refuse('request-rules/proposed-already', {}, 409);
    return openMatter(kernel, {
      kind: RULE_CHANGE,
      process: subject === 'agency' ? changeProcesses.agency : changeProcesses.city,
      act: 'propose',
      title: ruleText.titleOf(ruleText.subjects[subject], subject === 'agency' ? agency.shortName : ''),
      region: agency.region,
      agencyId,
      actor,
      at,
      facts: { ...place, validFrom, value, source, seenVersion },
      within,
      write: (tx, id) => insertChange(tx, id, { ...place, validFrom, value, source, seenVersion }),
    });
  });
}

const isSame = (a: RuleValue, b: RuleValue): boolean => Buffer.from(canonical(a)).equals(Buffer.from(canonical(b)));

/** A law may have begun before anybody enters it; what the city decides itself begins with today. */
function checkDay(subject: Subject, from: Day, since: Day | null, today: Day): void {
  if (subject !== 'fees' && from < today) throw refuse('request-rules/in-the-past', {}, 422);
  if (since !== null && from < since) throw refuse('request-rules/too-early', { from: since }, 422);
}

type Decision = Who & {
  readonly id: number;
  readonly act: 'approve' | 'decline' | 'take-back';
  readonly reason: string;
  readonly seenSeq: number;
};

/** @throws Refusal request-rules/not-found (404) */
export async function existingChange(kernel: Pick<Kernel, 'pool'>, id: number): Promise<Change> {
  const change = await changeById(kernel.pool, id);
  if (!change) throw refuse('request-rules/not-found', {}, 404);
  return change;
}

/**
 * Approves a change, by somebody who did not propose it: it is in force from its day, or from today where that is over.
 * Or declines it, or takes it back.
 *
 * @throws Refusal request-rules/changed, information-requests/no-reason, matter/same-person and those of `act`
 */
export async function decideRule(kernel: Kernel, { id, act: name, reason, ...who }: Decision): Promise<Acted> {
  const change = await existingChange(kernel, id);
  const matter = await matterById(kernel, id);
  const subject = subjectOf(change);
  const [latest] = await versionsOf(kernel.pool, subject, matter.agencyId);
  const today = dayOf(who.at);
  const validFrom = subject !== 'fees' && change.validFrom < today ? today : change.validFrom;
  return act(kernel, {
    matter,
    act: name,
    ...who,
    facts: { reason, ...(name === 'approve' ? { validFrom } : {}) },
    evidence: { reason, isOvertaken: (latest?.version ?? 0) !== change.seenVersion },
    write: async (tx) => {
      if (name !== 'approve') return settleChange(tx, id, today, null);
      const entry = { key: change.key, validFrom, source: change.source, changedBy: who.actor.personId, at: who.at };
      const { version } =
        subject === 'fees'
          ? await feeTables.put(tx, { ...entry, value: FeeTable.parse(change.value) })
          : await settingsRegister.put(tx, { ...entry, value: Settings.parse(change.value) });
      // Two changes at once: the second finds a version that it was not written against.
      if (version !== change.seenVersion + 1) throw refuse('request-rules/changed', {}, 409);
      await settleChange(tx, id, today, version);
    },
  });
}
