import type pg from 'pg';
import { actorOf, directoryOf } from '../../../src/identity/index.ts';
import {
  dayOf,
  type Kernel,
  kernelTasks,
  matterById,
  type Actor as ProgramActor,
  startWorker,
  type Web,
} from '../../../src/kernel/index.ts';
import { modules } from '../../../src/modules.ts';
import { type Actor, enterStaff, idOf, PLACES } from '../actors.ts';

/** What the objects are prepared with. */
export type Setting = {
  readonly kernel: Kernel;
  readonly owner: pg.Pool;
  readonly web: Web;
  readonly at: Date;
  readonly actors: readonly Actor[];
};

/** A matter as somebody saw it who is about to act on it. */
export type Seen = { readonly id: number; readonly number: string; readonly seq: number };

/** It as it is now. */
export async function seen({ kernel }: Pick<Setting, 'kernel'>, id: number): Promise<Seen> {
  const { number, seq } = await matterById(kernel, id);
  return { id, number, seq };
}

export async function agencyAt({ kernel }: Pick<Setting, 'kernel'>, place: keyof typeof PLACES): Promise<number> {
  const agency = (await directoryOf(kernel)).agencyByKey(PLACES[place].key);
  if (!agency) throw new Error(`the demo city has no agency ${PLACES[place].key}`);
  return agency.id;
}

/** One of those who are in the table. */
export function columnOf({ actors }: Setting, group: string, letter: string): Actor {
  const actor = actors.find((each) => each.group === group && each.letter === letter);
  if (!actor) throw new Error(`nobody stands under ${group} ${letter}`);
  return actor;
}

/** Somebody of the demo city, who is in no column: what he did before keeps nobody of the table from anything. */
export async function demoActor(
  { kernel, owner, at }: Setting,
  login: string,
  actingFor: number | null = null,
): Promise<ProgramActor> {
  const actor = await actorOf(kernel, await idOf(owner, login), dayOf(at), actingFor);
  if (!actor) throw new Error(`nobody is called ${login}`);
  return actor;
}

let colleagues = 0;

/** Somebody of staff at a place who is in no column either: where the demo city has nobody of that role. */
export async function colleague(
  setting: Setting,
  role: string,
  place: keyof typeof PLACES = 'o',
): Promise<ProgramActor> {
  colleagues += 1;
  const personId = await enterStaff(setting, role, await agencyAt(setting, place), `同事${colleagues}`);
  const actor = await actorOf(setting.kernel, personId, dayOf(setting.at));
  if (!actor) throw new Error(`nobody was entered as ${role}`);
  return actor;
}

/** Does what waits to be done, as the worker would. */
export async function drain({ kernel }: Pick<Setting, 'kernel'>): Promise<void> {
  const faults: string[] = [];
  const worker = startWorker({
    pool: kernel.pool,
    tasks: Object.assign({}, kernelTasks(kernel), ...modules.map((module) => module.tasks?.(kernel) ?? {})),
    routines: [],
    now: kernel.now,
    report: (event, details) => faults.push(`${event} ${JSON.stringify(details)}`),
  });
  await worker.drain();
  await worker.stop();
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
