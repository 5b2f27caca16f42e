import { directoryOf, personNames, roleHolders, roleText } from '../../identity/index.ts';
import {
  type Actor,
  actRefusal,
  capacityFor,
  type Day,
  dayOf,
  type Kernel,
  matterById,
  timeline,
} from '../../kernel/index.ts';
import { citySettings } from '../settings.ts';
import { Settings } from '../settings-shape.ts';
import type { Rule, RuleChange, RuleValue, Subject, Version } from './contract.ts';
import { existingChange, placeOf, subjectOf, versionsOf } from './operations.ts';
import { openChange } from './repo.ts';
import { ruleText } from './text.ts';

type Looking = { readonly actor: Actor; readonly at: Date };

const HANDLERS = ['request-officer', 'legal-reviewer', 'decider'] as const;

/** The rules somebody may see, as they stand: the fee, the city's settings, and those of one agency. */
export async function ruleList(kernel: Kernel, agency: number | undefined, { actor, at }: Looking) {
  const today = dayOf(at);
  const directory = await directoryOf(kernel);
  const own = new Set([...actor.grants.map(({ agencyId }) => agencyId), ...actor.agenciesBelow]);
  const agencies = directory.agencies
    .filter(({ id }) => own.has(id) && kernel.access.may(actor, 'request-rules.read', { agencyId: id }))
    .map(({ id, name }) => ({ id, name }));
  if (agency !== undefined) kernel.access.check(actor, 'request-rules.read', { agencyId: agency });
  const mine = agencies.find(({ id }) => actor.grants.some((grant) => grant.agencyId === id));
  const shown = agency ?? mine?.id ?? agencies[0]?.id;
  const city = directory.cityGovernment().id;
  const rule = (subject: Subject, agencyId: number): Promise<Rule> => ruleOf(kernel, subject, agencyId, actor, today);
  const rules = [await rule('fees', city), await rule('limits', city), await rule('city', city)];
  if (shown !== undefined) rules.push(await rule('agency', shown));
  return { rules, agencies, people: shown === undefined ? [] : await peopleOf(kernel, shown, today) };
}

async function ruleOf(kernel: Kernel, subject: Subject, agencyId: number, actor: Actor, today: Day): Promise<Rule> {
  const { register, key } = placeOf(subject, agencyId);
  const entries = await versionsOf(kernel.pool, subject, agencyId);
  const names = await personNames(
    kernel,
    entries.flatMap(({ changedBy }) => changedBy ?? []),
  );
  const current = entries.find(
    ({ validFrom, validTo }) => validFrom <= today && (validTo === null || validTo >= today),
  );
  const open = await openChange(kernel.pool, register, key);
  const may = subject === 'agency' ? 'request-rules.propose' : 'request-rules.city';
  return {
    subject,
    agencyId,
    owner: subject === 'agency' ? (await directoryOf(kernel)).agencyName(agencyId) : '',
    inForce: current?.value ?? (await withoutVersion(kernel, subject, today)),
    isInherited: current === undefined,
    versions: entries.map(
      ({ version, validFrom, validTo, source, changedBy, value }): Version => ({
        ...{ version, validFrom, validTo, source, value },
        by: names.get(changedBy ?? 0) ?? '',
      }),
    ),
    open: open && { id: open.id, number: open.number },
    mayPropose: open === null && kernel.access.may(actor, may, { agencyId }),
  };
}

/** What holds where nobody has set anything: of an agency what the city has set, of the city the usual; the law is entered. */
async function withoutVersion(kernel: Kernel, subject: Subject, on: Day): Promise<RuleValue | null> {
  if (subject === 'agency') return citySettings(kernel, on);
  return subject === 'city' ? Settings.parse({}) : null;
}

async function peopleOf(kernel: Kernel, agencyId: number, on: Day) {
  const holders = await roleHolders(kernel, [agencyId], on);
  const names = await personNames(
    kernel,
    holders.map(({ personId }) => personId),
  );
  return HANDLERS.map((role) => ({
    duty: roleText[role].title,
    names: [...new Set(holders.filter((one) => one.role === role).map(({ personId }) => names.get(personId) ?? ''))],
  }));
}

/** One change, beside what it would replace, and what this person may do with it. */
export async function ruleChangeView(kernel: Kernel, id: number, actor: Actor): Promise<RuleChange> {
  const change = await existingChange(kernel, id);
  const snapshot = await matterById(kernel, id);
  const { agencyId, process, state } = snapshot;
  kernel.access.check(actor, 'request-rules.read', { agencyId });
  const subject = subjectOf(change);
  const versions = await versionsOf(kernel.pool, subject, agencyId);
  const before = versions.find(({ version }) => version === change.seenVersion);
  const names = await personNames(kernel, change.proposedBy === null ? [] : [change.proposedBy]);
  const proposedByHim = (await timeline(kernel, id)).some(
    ({ act, actor: { person } }) => act === 'propose' && person === String(actor.personId),
  );
  const isOffered = (act: 'approve' | 'decline' | 'take-back'): boolean =>
    process.actions[act]?.from.includes(state) === true &&
    capacityFor(process.actions[act].by, actor, snapshot) !== null &&
    actRefusal(snapshot, act, actor.personId) === null &&
    (act === 'take-back' ? proposedByHim : !proposedByHim);
  return {
    id,
    number: snapshot.number,
    seq: snapshot.seq,
    state,
    stateTitle: process.states[state]?.title ?? state,
    subject,
    owner: ruleText.titleOf(
      ruleText.subjects[subject],
      subject === 'agency' ? (await directoryOf(kernel)).agencyName(agencyId) : '',
    ),
    validFrom: change.validFrom,
    source: change.source,
    before: before?.value ?? (await withoutVersion(kernel, subject, change.validFrom)),
    // It was parsed when it was proposed.
    value: change.value as RuleValue,
    proposedBy: names.get(change.proposedBy ?? 0) ?? '',
    acts: (['approve', 'decline', 'take-back'] as const).filter(isOffered),
  };
}
