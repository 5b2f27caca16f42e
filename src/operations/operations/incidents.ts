import { entitledAt, roleHolders } from '../../identity/index.ts';
import {
  type Acted,
  type Actor,
  act,
  type Day,
  dayOf,
  type Facts,
  type Kernel,
  matterById,
  type Opened,
  openMatter,
  refuse,
  system,
  tell,
} from '../../kernel/index.ts';
import type { Category, Grade } from '../contract.ts';
import { limitsOn } from '../limits.ts';
import { type IncidentAct, incidentProcess } from '../process.ts';
import {
  changeIncident,
  type Incident,
  type IncidentChange,
  incidentById,
  incidentOfCause,
  insertIncident,
} from '../repo/incidents.ts';
import { onCallOn } from '../repo/on-call.ts';
import { incidentText } from '../text.ts';
import { settleDrills } from './drills.ts';
import { operatingAgency } from './operating-agency.ts';

export type NewIncident = {
  readonly category: Category;
  /** What was seen, in one sentence; never personal data. */
  readonly summary: string;
  /** Personal data got out, was changed or was lost. */
  readonly personalData?: boolean;
  readonly drill?: boolean;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Enters an incident and calls those who are on call. A drill is entered the same way and says that it is one.
 *
 * @law S-99, W-74
 */
export const startIncident = (kernel: Kernel, incident: NewIncident): Promise<Opened> => open(kernel, incident, null);

/**
 * Enters what the program itself has noticed. The same cause is one incident, however often it is noticed and by how
 * many copies of the program: a cause that may come again carries its day.
 *
 * @param cause stable and without personal data, e.g. `ledger:3fb1…`
 * @returns the matter of the incident, new or known
 */
export async function raiseIncident(
  kernel: Kernel,
  { cause, ...incident }: Omit<NewIncident, 'actor' | 'drill'> & { readonly cause: string },
): Promise<number> {
  const known = await incidentOfCause(kernel.pool, cause);
  if (known !== null) return known;
  try {
    return (await open(kernel, { ...incident, actor: system }, cause)).id;
  } catch (error) {
    // Another copy was faster.
    const theirs = await incidentOfCause(kernel.pool, cause);
    if (theirs === null) throw error;
    return theirs;
  }
}

async function open(
  kernel: Kernel,
  { category, summary, personalData = false, drill = false, actor, at }: NewIncident,
  cause: string | null,
): Promise<Opened> {
  const on = dayOf(at);
  const agency = await operatingAgency(kernel, on);
  const process = incidentProcess(await limitsOn(kernel, on));
  const title = incidentText.title(summary, drill);
  const opened = await openMatter(kernel, {
    kind: 'incident',
    process,
    act: 'detect',
    title,
    region: agency.region,
    agencyId: agency.id,
    actor,
    at,
    facts: { category, drill, personalData, cause },
    write: async (tx, id) =>
      insertIncident(tx.client, { id, summary, category, drill, personalData, detectedAt: at, cause }),
  });
  for (const personId of await calledOn(kernel, agency.id, on)) {
    await tell(kernel.pool, {
      personId,
      matterId: opened.id,
      code: drill ? 'operations.drill' : 'operations.incident',
      params: { title, number: opened.number },
      at,
    });
  }
  return opened;
}

/** Who is on call, and the administrators of the agency that runs the machine. */
async function calledOn(kernel: Kernel, agencyId: number, on: Day): Promise<readonly number[]> {
  const onCall = (await onCallOn(kernel.pool, on)).flatMap(({ personId, deputyId }) => [personId, deputyId]);
  const admins = (await roleHolders(kernel, [agencyId], on))
    .filter(({ role }) => role === 'system-admin' || role === 'security-admin')
    .map(({ personId }) => personId);
  return [...new Set([...onCall, ...admins])].filter((id) => id !== null);
}

export type IncidentStep = {
  readonly id: number;
  readonly act: IncidentAct;
  readonly actor: Actor;
  readonly at: Date;
  readonly seenSeq: number;
  readonly note?: string;
  readonly grade?: Grade;
  readonly personalData?: boolean;
};

/**
 * Takes an incident one step on.
 *
 * @throws Refusal operations/incident-not-found (404), operations/says-nothing, operations/no-grade,
 *   operations/not-notified and those of `act`
 */
export async function takeStep(kernel: Kernel, step: IncidentStep): Promise<Acted> {
  const incident = await existing(kernel, step.id);
  const matter = await matterById(kernel, step.id);
  const note = step.note?.trim() ?? '';
  const facts: Facts = {
    ...(note === '' ? {} : { note }),
    ...(step.grade === undefined ? {} : { grade: step.grade }),
    ...(step.personalData === undefined ? {} : { personalData: step.personalData }),
  };
  const change = changeBy(step, note);
  const acted = await act(kernel, {
    matter,
    act: step.act,
    actor: cityWide(kernel, step.actor, matter.agencyId),
    at: step.at,
    seenSeq: step.seenSeq,
    facts,
    evidence: {
      ...facts,
      personalData: step.personalData ?? incident.personalData,
      notified: incident.notifiedAt !== null,
    },
    write: async (tx) => changeIncident(tx.client, step.id, change),
  });
  if (step.act === 'review' && incident.drill) await settleDrills(kernel, step.at);
  return acted;
}

export async function existing(kernel: Pick<Kernel, 'pool'>, id: number): Promise<Incident> {
  const incident = await incidentById(kernel.pool, id);
  if (!incident) throw refuse('operations/incident-not-found', { id }, 404);
  return incident;
}

const changeBy = ({ act: step, grade, personalData, at }: IncidentStep, note: string): IncidentChange => ({
  ...(grade === undefined ? {} : { grade }),
  ...(personalData === undefined ? {} : { personalData }),
  ...(step === 'notify' ? { notifiedAt: at } : {}),
  ...(step === 'review' || step === 'dismiss' ? { outcome: note } : {}),
});

/** An administrator serves the whole city, whichever agency he sits in. */
const cityWide = (kernel: Kernel, actor: Actor, agencyId: number): Actor =>
  kernel.access.mayEver(actor, 'operations.see') ? entitledAt(actor, agencyId) : actor;
