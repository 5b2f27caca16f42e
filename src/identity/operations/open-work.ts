import type pg from 'pg';
import { addDays, type Day, type Kernel, refuse, type Transaction } from '../../kernel/index.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { appointmentById, holdersOn, type PostRow, postById } from '../repo/posts.ts';
import { postServices } from '../repo/services.ts';

/** Kinds that are about the person and not his work. */
const OWN_KINDS = ['account', 'gate', 'staff-filing', 'data-request', 'vacancy'];
const MOST_LISTED = 200;

export type OpenWork = {
  readonly id: number;
  readonly number: string;
  readonly kind: string;
  readonly dueOn: Day | null;
};

/** Matters of these agencies that are open and in which the person acted: what has to go to somebody when he leaves. */
async function openWorkOf(
  source: Pick<pg.Pool, 'query'>,
  personId: number,
  agencyIds: readonly number[],
): Promise<readonly OpenWork[]> {
  const { rows } = await source.query<OpenWork>(
    `select m.id, m.number, m.kind, nullif(m.due_on, 'infinity') as "dueOn" from kernel.matter m
      where m.agency_id = any($2) and m.closed_at is null and m.kind <> all($3)
        and exists (select from kernel.entry e where e.matter_id = m.id and e.actor_id = $1)
      order by m.due_on, m.id limit $4`,
    [personId, agencyIds, OWN_KINDS, MOST_LISTED],
  );
  return rows;
}

const agenciesOf = async (tx: Transaction, post: PostRow): Promise<readonly number[]> => [
  post.agencyId,
  ...((await postServices(databaseIn(tx), [post.id])).get(post.id) ?? []),
];

/**
 * What is open when somebody leaves a post. It is handed over: a successor is named, or it is written down who does it.
 *
 * @throws Refusal identity/handover-open-work (409) with how many
 */
export async function assertHandedOver(
  tx: Transaction,
  post: PostRow,
  {
    personId,
    successorId,
    handoverNote,
  }: { readonly personId: number; readonly successorId: number | null; readonly handoverNote: string | null },
): Promise<readonly OpenWork[]> {
  const open = await openWorkOf(tx.client, personId, await agenciesOf(tx, post));
  if (open.length > 0 && successorId === null && (handoverNote ?? '').trim().length < 5)
    throw refuse('identity/handover-open-work', { count: open.length }, 409);
  return open;
}

/** Whoever appoints sees how much is open and of what kind, never what it is about; and which roles nobody else holds. */
export async function leavingView(
  kernel: Kernel,
  appointmentId: number,
  lastOn: Day,
): Promise<{ readonly open: readonly OpenWork[]; readonly lonely: readonly string[] }> {
  const db = databaseOf(kernel);
  const { postId, personId } = await appointmentById(db, appointmentId);
  const post = await postById(db, postId);
  const agencies = [post.agencyId, ...((await postServices(db, [postId])).get(postId) ?? [])];
  const after = await holdersOn(db, [post.agencyId], addDays(lastOn, 1));
  const others = new Set(after.flatMap((holder) => (holder.personId === personId ? [] : [holder.role])));
  return {
    open: await openWorkOf(kernel.pool, personId, agencies),
    lonely: post.roles.filter((role) => !others.has(role)),
  };
}
