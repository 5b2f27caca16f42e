import { directoryOf, isRole, personNames, roleText } from '../identity/index.ts';
import { derive } from '../kernel/clock/index.ts';
import {
  type Actor,
  actRefusal,
  type Calendar,
  capacityFor,
  type Day,
  type Kernel,
  light,
  matterById,
  type RunningClock,
  refuse,
  remaining,
  type Snapshot,
  type TimelineEntry,
  timeline,
} from '../kernel/index.ts';
import { flowChart } from '../kernel/process/index.ts';
import type { MatterView } from './contract.ts';
import { agenciesInSight } from './sight.ts';
import { matterWords } from './text.ts';

/**
 * A matter with its clocks, its history and what the actor may do now.
 *
 * @throws Refusal matter/not-found (404), access/forbidden (403) when it is no agency's in sight
 */
export async function matterView(kernel: Kernel, actor: Actor, id: number, today: Day): Promise<MatterView> {
  const snapshot = await seen(kernel, actor, id);
  const calendar = kernel.calendars.forRegion(snapshot.region);
  return {
    id: snapshot.id,
    kind: snapshot.kind,
    kindTitle: kernel.kinds.of(snapshot.kind).title,
    number: snapshot.number,
    title: snapshot.title,
    state: snapshot.state,
    stateTitle: stateTitle(snapshot, snapshot.state),
    agencyName: (await directoryOf(kernel)).agencyName(snapshot.agencyId),
    seq: snapshot.seq,
    openedAt: snapshot.openedAt.toISOString(),
    closedAt: snapshot.closedAt?.toISOString() ?? null,
    clocks: Object.values(snapshot.clocks).map((clock) => clockView(calendar, snapshot, clock, today)),
    timeline: await timelineView(kernel, snapshot),
    acts: Object.entries(snapshot.process.actions)
      .filter(
        ([act, { by }]) =>
          actRefusal(snapshot, act, actor.personId) === null && capacityFor(by, actor, snapshot) !== null,
      )
      .map(([act, { title, law }]) => ({ act, title, law: law ?? null })),
  };
}

/** The process of a matter as a picture, with the present state named. */
export async function matterChartSvg(kernel: Kernel, actor: Actor, id: number): Promise<string> {
  const { process, state } = await seen(kernel, actor, id);
  const present = process.states[state];
  const states = present
    ? { ...process.states, [state]: { ...present, title: matterWords.present(present.title) } }
    : process.states;
  const roles = Object.fromEntries(Object.entries(roleText).map(([role, { title }]) => [role, title]));
  return flowChart({ ...process, states }, { roles });
}

async function seen(kernel: Kernel, actor: Actor, id: number): Promise<Snapshot> {
  const snapshot = await matterById(kernel, id);
  // Kinds without a page are ledgers of accounts and the like: they have readers of their own.
  const { page, read } = kernel.kinds.of(snapshot.kind);
  if (page === undefined) throw refuse('matter/not-found', {}, 404);
  if (agenciesInSight(kernel.access, actor).includes(snapshot.agencyId)) return snapshot;
  if (read !== undefined && kernel.access.may(actor, read, { agencyId: snapshot.agencyId })) return snapshot;
  throw refuse('access/forbidden', { permission: 'workbench.see-matter' }, 403);
}

const stateTitle = ({ process }: Snapshot, state: string): string => process.states[state]?.title ?? state;

function clockView(
  calendar: Calendar,
  { process }: Snapshot,
  clock: RunningClock,
  today: Day,
): MatterView['clocks'][number] {
  const definition = process.clocks[clock.name];
  const isOpen = clock.state === 'running' || clock.state === 'suspended';
  return {
    name: clock.name,
    title: definition?.title ?? clock.name,
    law: definition?.law ?? '',
    state: clock.state,
    startedOn: clock.facts.startedOn,
    dueOn: clock.dueOn,
    metOn: clock.metOn,
    provisional: clock.provisional,
    light: clock.state === 'suspended' ? 'paused' : isOpen ? light(clock, today) : 'done',
    left: isOpen ? remaining(calendar, clock.facts, today) : null,
    sentence: null,
    steps: derive(calendar, clock.facts).steps.map(({ day, counted, n, why, law }) => ({
      day,
      counted,
      n: n ?? null,
      why,
      law,
    })),
  };
}

async function timelineView(kernel: Kernel, snapshot: Snapshot): Promise<MatterView['timeline']> {
  const entries = await timeline(kernel, snapshot.id);
  const ids = entries.flatMap(({ actor }) =>
    actor.person === null || actor.person === 'system' ? [] : [Number(actor.person)],
  );
  const names = await personNames(kernel, [...new Set(ids)]);
  return entries.map((entry) => ({
    seq: entry.seq,
    at: entry.at,
    act: entry.act,
    title: snapshot.process.actions[entry.act]?.title ?? matterWords.remarks.get(entry.act) ?? entry.act,
    by: byWhom(entry, names),
    role: entry.actor.role !== null && isRole(entry.actor.role) ? roleText[entry.actor.role].title : null,
    to: stateTitle(snapshot, entry.to),
    text: saidIn(entry),
    hash: entry.hash,
  }));
}

/** Staff by name; who asks something of the city is not named in lists. */
function byWhom({ actor }: TimelineEntry, names: ReadonlyMap<number, string>): string | null {
  if (actor.person === null || actor.person === 'system') return null;
  return actor.role === 'subject' ? matterWords.subject : (names.get(Number(actor.person)) ?? null);
}

/** What somebody wrote with an act, for the kinds of the city's own work; such facts are never personal. */
function saidIn({ facts }: TimelineEntry): string | null {
  if (typeof facts !== 'object' || facts === null) return null;
  for (const key of ['explanation', 'reason', 'note']) {
    const said: unknown = Reflect.get(facts, key);
    if (typeof said === 'string' && said !== '') return said;
  }
  return null;
}
