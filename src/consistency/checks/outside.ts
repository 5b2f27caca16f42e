import { type Day, dayOf } from '../../kernel/index.ts';
import { text } from '../text.ts';
import { namesOf } from './channels.ts';
import { type Looking, settledBefore } from './looking.ts';

const SLICE = 500;

type Row = {
  readonly index: string;
  readonly title: string;
  readonly agencyId: number;
  readonly region: string;
  readonly node: string;
  readonly on: Day;
  readonly changedAt: Date;
  readonly noted: readonly string[];
};

/**
 * What the city has decided to tell at a place outside, too, and that nobody has noted there in time. A place that is no
 * longer in use asks for nothing.
 */
export async function lookForMissing(looking: Looking, after: string): Promise<string | null> {
  const { kernel, at, rule, found } = looking;
  const names = await namesOf(kernel, at);
  const owed = rule.external.filter(({ target }) => names.has(target));
  if (owed.length === 0) return null;
  const { rows } = await kernel.published.pool.query<Row>(
    `select p.index_number as index, p.title, p.agency_id as "agencyId", p.region, p.node,
            (p.published_at at time zone 'Asia/Shanghai')::date as on, p.changed_at as "changedAt",
            array(select d.target from pub.pub_delivery d where d.index_number = p.index_number) as noted
       from pub.pub_publication p where not p.withdrawn and p.index_number > $1 order by p.index_number limit $2`,
    [after, SLICE],
  );
  const today = dayOf(at);
  for (const { index, title, agencyId, region, node, on, changedAt, noted } of rows) {
    for (const { target, nodes, workdays, since } of owed) {
      if (on < since || noted.includes(target) || !nodes.some((key) => stands(node, key))) continue;
      const until = kernel.calendars.forRegion(region).addWorkdays(on, workdays);
      if (until >= today) continue;
      found({
        ...{
          code: 'external-missing',
          channel: 'external',
          place: names.get(target) ?? target,
          index,
          title,
          agencyId,
        },
        ...{ shown: null, stored: text.dates.owedBy(until), fresh: changedAt > settledBefore(looking) },
      });
    }
  }
  return rows.length < SLICE ? null : (rows.at(-1)?.index ?? null);
}

/** Whether an entry is another or stands below it. */
const stands = (node: string, key: string): boolean => node === key || node.startsWith(`${key}.`);
