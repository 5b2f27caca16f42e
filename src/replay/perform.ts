import { consult, submitAtWindow } from '../cases/index.ts';
import { type Actor, entriesIn, type Kernel, matterById, refuse } from '../kernel/index.ts';
import { type ItemInForce, itemInForce } from '../service-items/index.ts';
import { answersFor, duties } from './acts.ts';
import { type Crew, kept } from './crew.ts';
import type { Pool } from './people.ts';
import type { Chain, Plan, Step } from './plan/types.ts';
import { text } from './text.ts';

/** Everything a step is done with. */
export type Stage = {
  readonly kernel: Kernel;
  readonly crew: Crew;
  readonly pool: Pool;
  readonly items: (code: string) => Promise<ItemInForce>;
};

/** The items as they are in force on the last day of the plan; none of them changes before. */
export const itemsOn = (kernel: Kernel, { to }: Pick<Plan, 'to'>): Stage['items'] =>
  kept(async (code) => {
    const item = await itemInForce(kernel, code, to);
    if (!item) throw refuse('cases/item-not-found', {}, 404);
    return item;
  });

/** Does the first step of a chain, which opens its matter. Answers the matter. */
export async function begin(stage: Stage, chain: Chain, step: Step): Promise<number> {
  const { kernel, crew, pool } = stage;
  const { item, serial, key, amountFen } = chain;
  const actor = await crew.at(item.agencyId, 'window-clerk', serial, step.at);
  if (chain.kind === 'consultation') {
    const question = text.questions[serial % text.questions.length] ?? '';
    const channel = serial % 3 === 0 ? 'phone' : 'window';
    const asked = { agencyId: item.agencyId, itemCode: item.code, channel, askedBy: null, question } as const;
    return (await consult(kernel, { ...asked, actor, at: step.at })).id;
  }
  const caller = (item.forEnterprises ? pool.enterprises : pool.people)[chain.caller];
  if (!caller) throw new Error(`nobody comes with ${key}`);
  const received = await submitAtWindow(kernel, {
    key,
    itemCode: item.code,
    channel: 'window',
    caller,
    answers: answersFor(await stage.items(item.code), serial),
    form: {},
    checklist: {},
    ...(amountFen === null ? {} : { amountFen }),
    actor,
    at: step.at,
    papers: null,
  });
  return received.id;
}

/** Does a further step on the matter of a chain. @throws Refusal whatever the operation refuses */
export async function perform(stage: Stage, chain: Chain, step: Step, matter: number): Promise<void> {
  const duty = duties[step.act];
  const { item, serial } = chain;
  const doing = { kernel: stage.kernel, item: await stage.items(item.code), chain, step, matter };
  const nth = serial + ('nth' in step ? step.nth : 0);
  switch (duty.by) {
    case 'applicant': {
      const snapshot = await matterById(stage.kernel, matter);
      if (snapshot.subjectId === null) throw new Error(`${snapshot.number} is nobody's`);
      return duty.act(doing, await stage.crew.citizen(snapshot.subjectId, step.at));
    }
    case 'supervisor':
      return duty.act(doing, await stage.crew.anywhere('supervisor', step.at));
    case 'township-reviewer': {
      const review = await firstReviewOf(stage.kernel, chain);
      const { agencyId } = await matterById(stage.kernel, review);
      return duty.act({ ...doing, matter: review }, await stage.crew.at(agencyId, duty.by, nth, step.at));
    }
    case 'window-clerk':
    case 'examiner':
    case 'decider':
    case 'deliverer': {
      // What is settled at once is settled by one person at the window.
      const isWindow = item.caseType === 'instant' && (step.act === 'grant' || step.act === 'deliver');
      const role = isWindow ? 'window-clerk' : duty.by;
      const actor: Actor = await stage.crew.at(item.agencyId, role, nth, step.at);
      return duty.act(doing, actor);
    }
  }
}

/** The matter by which the township examines first: opened in the same act that accepted the application. */
async function firstReviewOf(kernel: Kernel, { key, steps }: Chain): Promise<number> {
  const accepted = steps.find(({ act }) => act === 'accept');
  if (!accepted) throw new Error(`${key} was not accepted`);
  const query = { from: accepted.at, to: new Date(accepted.at.getTime() + 1), kinds: ['first-review'], acts: ['open'] };
  const { entries } = await entriesIn(kernel.pool, query, null, 1);
  const [opened] = entries;
  if (!opened) throw new Error(`${key} was not handed to a township`);
  return opened.matterId;
}
