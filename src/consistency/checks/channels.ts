import { sheetsThatHang } from '../../boards/index.ts';
import { type Day, dayOf } from '../../kernel/index.ts';
import { targetsOn } from '../../sites/index.ts';
import { sameWords } from '../rules/html.ts';
import { text } from '../text.ts';
import { type Looking, settledBefore } from './looking.ts';

/** Boards on walls and channels of others against what stands in public. */
export async function lookAtChannels(looking: Looking): Promise<void> {
  await boards(looking);
  await deliveries(looking);
}

/** The same thing hangs in the version that stands. */
async function boards(looking: Looking): Promise<void> {
  const { kernel, found } = looking;
  for (const { board, index, title, agencyId, version } of await sheetsThatHang(kernel)) {
    const { rows } = await kernel.published.pool.query<{ version: number; withdrawn: boolean; changedAt: Date }>(
      `select version, withdrawn, changed_at as "changedAt" from pub.pub_publication where index_number = $1`,
      [index],
    );
    const [now] = rows;
    const fresh = now !== undefined && now.changedAt > settledBefore(looking);
    const of = { channel: 'board' as const, place: board, index, title, agencyId, shown: text.version(version), fresh };
    if (!now || now.withdrawn) found({ ...of, code: 'board-withdrawn', stored: text.withdrawn });
    else if (now.version !== version) found({ ...of, code: 'board-version', stored: text.version(now.version) });
  }
}

type Delivered = {
  readonly target: string;
  readonly index: string;
  readonly title: string;
  readonly agencyId: number;
  readonly on: Day;
  readonly storedTitle: string;
  readonly portalOn: Day;
  readonly withdrawn: boolean;
  readonly changedAt: Date;
};

/** What was published elsewhere has the same title there, is not withdrawn, and was not there first. */
async function deliveries(looking: Looking): Promise<void> {
  const { kernel, at, found } = looking;
  const { rows } = await kernel.published.pool.query<Delivered>(
    `select d.target, d.index_number as index, d.title, d.agency_id as "agencyId", d.published_on as on,
            p.title as "storedTitle", (p.published_at at time zone 'Asia/Shanghai')::date as "portalOn", p.withdrawn,
            p.changed_at as "changedAt"
       from pub.pub_delivery d join pub.pub_publication p on p.index_number = d.index_number
      where p.withdrawn or p.title <> d.title or d.published_on < (p.published_at at time zone 'Asia/Shanghai')::date
      order by d.id`,
  );
  const names = await namesOf(kernel, at);
  for (const { target, index, title, agencyId, on, storedTitle, portalOn, withdrawn, changedAt } of rows) {
    const of = {
      channel: 'external' as const,
      place: names.get(target) ?? target,
      index,
      title: storedTitle,
      agencyId,
      fresh: changedAt > settledBefore(looking),
    };
    if (withdrawn) {
      found({ ...of, code: 'external-withdrawn', shown: title, stored: text.withdrawn });
      continue;
    }
    if (!sameWords(title, storedTitle)) found({ ...of, code: 'external-title', shown: title, stored: storedTitle });
    if (on < portalOn) {
      const said = { shown: text.dates.external(on), stored: text.dates.portal(portalOn) };
      // What was told elsewhere first stays so, however lately something else of it changed.
      found({ ...of, fresh: false, code: 'portal-later', ...said });
    }
  }
}

/** Places outside by their keys, in force on that day. */
export const namesOf = async (kernel: Looking['kernel'], at: Date): Promise<ReadonlyMap<string, string>> =>
  new Map((await targetsOn(kernel, dayOf(at))).map(({ key, name }) => [key, name]));
