import { type Json, type Snapshot, tell } from '../../kernel/index.ts';
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
