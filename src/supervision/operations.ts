import {
  type Actor,
  act,
  type Kernel,
  matterById,
  openMatter,
  refuse,
  type Snapshot,
  system,
} from '../kernel/index.ts';
import { text } from './text.ts';

/**
 * Issues a card for a matter that ran past one of its dates, unless there is one already. A late card itself gets no
 * card: supervision would never end.
 */
export async function issueCard(
  kernel: Kernel,
  late: { readonly matter: number; readonly clock: string },
  at: Date,
): Promise<void> {
  const matter = await matterById(kernel, late.matter);
  if (matter.kind === 'supervision-card') return;
  const { rows } = await kernel.pool.query<{ found: boolean }>(
    'select exists (select from supervision.card where late_matter_id = $1 and clock = $2) as found',
    [late.matter, late.clock],
  );
  if (rows[0]?.found) return;
  const clock = matter.clocks[late.clock];
  await openMatter(kernel, {
    kind: 'supervision-card',
    act: 'issue',
    title: text.cardTitle(matter.number, matter.process.clocks[late.clock]?.title ?? late.clock),
    region: matter.region,
    agencyId: matter.agencyId,
    actor: system,
    at,
    facts: { late: matter.number, clock: late.clock, dueOn: clock?.dueOn ?? null },
    write: async (tx, id) => {
      await tx.client.query(
        'insert into supervision.card (matter_id, late_matter_id, clock, due_on) values ($1, $2, $3, $4)',
        [id, late.matter, late.clock, clock?.dueOn ?? null],
      );
    },
  });
}

export type CardAct = { readonly card: number; readonly actor: Actor; readonly at: Date; readonly seenSeq?: number };

/** @throws Refusal matter/not-found (404) also when it is a matter of another kind: its acts may bear the same names */
async function cardById(kernel: Kernel, id: number): Promise<Snapshot> {
  const matter = await matterById(kernel, id);
  if (matter.kind !== 'supervision-card') throw refuse('matter/not-found', {}, 404);
  return matter;
}

/** The late agency says why, and what it does about it. @throws Refusal supervision/no-explanation and those of `act` */
export const explain = async (
  kernel: Kernel,
  { card, explanation, ...who }: CardAct & { readonly explanation: string },
) =>
  act(kernel, {
    matter: await cardById(kernel, card),
    act: 'explain',
    ...who,
    facts: { explanation },
    evidence: { explanation },
  });

/** The supervisor does not accept the explanation. */
export const returnCard = async (
  kernel: Kernel,
  { card, explanation, ...who }: CardAct & { readonly explanation: string },
) =>
  act(kernel, {
    matter: await cardById(kernel, card),
    act: 'return',
    ...who,
    facts: { explanation },
    evidence: { explanation },
  });

export const closeCard = async (kernel: Kernel, { card, ...who }: CardAct) =>
  act(kernel, { matter: await cardById(kernel, card), act: 'close', ...who });
