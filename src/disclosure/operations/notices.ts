import { type ActGate, addDays, type Day, dayOf, type Kernel, tell } from '../../kernel/index.ts';
import { draftRow } from '../repo/publications.ts';
import { noticeFault } from '../rules/completeness.ts';

/** So many days before something is done, its people are told that the notice does not stand yet. */
const WARN_DAYS = 5;

/**
 * A notice of what the public has to do its part in does not go out on the day on which that is done, or later: then it
 * would tell nobody anything. The day is asked again at the moment of going out, however long the gates took.
 *
 * @law 政务公开告示制度
 */
const noticeGate = (act: 'publish' | 'schedule'): ActGate => ({
  kind: 'publication',
  act,
  holds: async (kernel, { id }, source) => {
    const draft = await draftRow(source, id);
    const code = draft && noticeFault(draft.content, dayOf(kernel.now()));
    return code ? { code } : null;
  },
});

export const noticeGates: readonly ActGate[] = [noticeGate('publish'), noticeGate('schedule')];

/** Tells who holds a notice that the day is near and it does not stand yet, once a day; answers of how many. */
export async function warnOfNotices(kernel: Kernel, at: Date): Promise<number> {
  const today = dayOf(at);
  const { rows } = await kernel.pool.query<{ id: number; title: string; number: string; on: Day; people: number[] }>(
    `select p.matter_id as id, m.title, m.number, p.implements_on as on,
            array(select distinct e.actor_id from kernel.entry e where e.matter_id = p.matter_id and e.actor_id is not null) as people
       from disclosure.publication p join kernel.matter m on m.id = p.matter_id
      where p.implements_on is not null and p.published_at is null and m.closed_at is null
        and p.implements_on between $1 and $2 and (p.warned_on is null or p.warned_on < $1)
      order by p.implements_on, p.matter_id limit 200`,
    [today, addDays(today, WARN_DAYS)],
  );
  for (const { id, title, number, on, people } of rows) {
    const { rowCount } = await kernel.pool.query(
      'update disclosure.publication set warned_on = $2 where matter_id = $1 and warned_on is distinct from $2',
      [id, today],
    );
    if (rowCount === 0) continue;
    for (const personId of people) {
      await tell(kernel.pool, {
        personId,
        matterId: id,
        code: 'disclosure.notice-near',
        params: { title, number, on },
        at,
      });
    }
  }
  return rows.length;
}
