import { readPublishedFile } from '../../sites/index.ts';
import { writtenMoment } from '../../ui/index.ts';
import { sameWords, tagOf } from '../rules/html.ts';
import { text } from '../text.ts';
import { type Found, type Looking, settledBefore } from './looking.ts';

const SLICE = 200;

type Row = {
  readonly index: string;
  readonly version: number;
  readonly title: string;
  readonly agencyId: number;
  readonly publishedAt: Date;
  readonly changedAt: Date;
  readonly validity: string;
  readonly withdrawn: boolean;
  readonly path: string | null;
  readonly shownVersion: number | null;
  readonly shownValidity: string | null;
};

/**
 * Every publication against its page, as a visitor has it: it is there, in this version, with this title, day and
 * validity; and what was withdrawn is not.
 */
export async function lookAtArticles(looking: Looking, after: string): Promise<string | null> {
  const { rows } = await looking.kernel.published.pool.query<Row>(
    `select p.index_number as index, p.version, p.title, p.agency_id as "agencyId", p.published_at as "publishedAt",
            p.changed_at as "changedAt", p.validity, p.withdrawn, a.path, a.version as "shownVersion",
            a.validity as "shownValidity"
       from pub.pub_publication p left join pub.pub_article a on a.index_number = p.index_number
      where p.index_number > $1 order by p.index_number limit $2`,
    [after, SLICE],
  );
  for (const row of rows) await lookAt(looking, row);
  return rows.length < SLICE ? null : (rows.at(-1)?.index ?? null);
}

async function lookAt(looking: Looking, row: Row): Promise<void> {
  const { kernel, found } = looking;
  const { index, title, agencyId } = row;
  const fresh = row.changedAt > settledBefore(looking);
  const of = { channel: 'page' as const, place: row.path ?? index, index, title, agencyId, fresh };
  const html = row.path === null ? null : await readPublishedFile(kernel, row.path);
  if (row.withdrawn) {
    if (html !== null) found({ ...of, code: 'withdrawn-shown', shown: title, stored: text.withdrawn });
    return;
  }
  if (row.path === null) return found({ ...of, code: 'not-on-portal', shown: null, stored: title });
  if (html === null) return found({ ...of, code: 'page-missing', shown: null, stored: title });
  for (const one of differences(row, html)) found({ ...of, ...one });
}

type Difference = Pick<Found, 'code' | 'shown' | 'stored'>;

function differences(row: Row, html: string): readonly Difference[] {
  const all: Difference[] = [];
  const { version, shownVersion, validity, shownValidity } = row;
  if (shownVersion !== null && shownVersion !== version) {
    all.push({ code: 'other-version', shown: text.version(shownVersion), stored: text.version(version) });
  }
  if (shownValidity !== validity) {
    const said = (value: string | null): string => text.validities[value ?? ''] ?? value ?? '';
    all.push({ code: 'other-validity', shown: said(shownValidity), stored: said(validity) });
  }
  const title = tagOf(html, 'ArticleTitle');
  if (title === null || !sameWords(title, row.title))
    all.push({ code: 'other-title', shown: title, stored: row.title });
  const on = tagOf(html, 'PubDate');
  const published = writtenMoment(row.publishedAt).slice(0, 10);
  if (on?.slice(0, 10) !== published) all.push({ code: 'other-date', shown: on, stored: published });
  return all;
}

/** Pages of articles that nobody has published. */
export async function lookForStrangers({ kernel, found }: Looking): Promise<void> {
  const { rows } = await kernel.published.pool.query<{ path: string; title: string; index: string; agencyId: number }>(
    `select a.path, a.title, a.index_number as index, a.agency_id as "agencyId" from pub.pub_article a
      where not a.withdrawn and not exists (select from pub.pub_publication p where p.index_number = a.index_number)
      order by a.path limit 1000`,
  );
  for (const { path, title, index, agencyId } of rows) {
    found({ code: 'unknown-page', channel: 'page', place: path, index, title, agencyId, shown: title, stored: null });
  }
}
