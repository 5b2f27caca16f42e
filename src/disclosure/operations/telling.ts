import { directoryOf, dutiesOn, roleHolders } from '../../identity/index.ts';
import { dayOf, type Json, type Kernel, type Snapshot, tell } from '../../kernel/index.ts';
import type { Source } from '../repo/publications.ts';
import { text } from '../text.ts';

/** Tells those who drew it up or handed it in what became of it. */
export async function tellDrafters(
  source: Source,
  { id, title, number }: Pick<Snapshot, 'id' | 'title' | 'number'>,
  code: string,
  more: Readonly<Record<string, Json>>,
  at: Date,
): Promise<void> {
  const { rows } = await source.query<{ personId: number }>(
    `select distinct actor_id as "personId" from kernel.entry
      where matter_id = $1 and act in ('plan', 'begin', 'submit') and actor_id is not null`,
    [id],
  );
  for (const { personId } of rows) {
    await tell(source, { personId, matterId: id, code, params: { title, number, ...more }, at });
  }
}

const REVIEWER = 'secrecy-reviewer';

/**
 * An agency with nobody to look for secrets does not wait for ever: those next above it who do are told that it is theirs
 * meanwhile, and its own head that somebody has to be appointed.
 *
 * @law 政府信息公开条例 第四条, 第十七条
 */
export async function tellWhoStepsIn(
  kernel: Pick<Kernel, 'pool' | 'db'>,
  source: Source,
  { id, title, number, agencyId }: Pick<Snapshot, 'id' | 'title' | 'number' | 'agencyId'>,
  at: Date,
): Promise<void> {
  const { isHeld, nearestAbove } = await dutiesOn(kernel, dayOf(at));
  if (isHeld(REVIEWER, agencyId)) return;
  const agency = (await directoryOf(kernel)).agencyName(agencyId);
  const params = { title, number, agency };
  const next = new Set(nearestAbove(REVIEWER, agencyId).map(({ personId }) => personId));
  const heads = (await roleHolders(kernel, [agencyId], dayOf(at))).filter(({ role }) => role === 'decider');
  for (const personId of next)
    await tell(source, { personId, matterId: id, code: 'disclosure.review-above', params, at });
  for (const personId of new Set(heads.map((head) => head.personId)))
    await tell(source, { personId, matterId: id, code: 'disclosure.no-reviewer', params, at });
}

type Changed = {
  readonly index: string;
  readonly change: 'withdraw' | 'abolish' | 'lapse' | 'revive';
  readonly note: string;
  readonly title: string;
  readonly matterId: number;
  readonly at: Date;
};

/** Tells those who brought something into the public that it was withdrawn, or is in force no longer or again. */
export async function tellOfChange(
  source: Source,
  { index, change, note, title, matterId, at }: Changed,
): Promise<void> {
  const { rows } = await source.query<{ personId: number }>(
    `select distinct e.actor_id as "personId" from disclosure.publication p join kernel.entry e on e.matter_id = p.matter_id
      where p.index_number = $1 and e.act = 'submit' and e.actor_id is not null`,
    [index],
  );
  const params = { title: text.changeTitle(change, title), index, note };
  for (const { personId } of rows) await tell(source, { personId, matterId, code: 'disclosure.changed', params, at });
}
