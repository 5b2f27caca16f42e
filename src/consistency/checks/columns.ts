import { readPublishedFile } from '../../sites/index.ts';
import type { Channel, Code } from '../contract.ts';
import { articleLinks, feedEntries, sameWords } from '../rules/html.ts';
import { type Looking, settledBefore } from './looking.ts';

const IN_FEED = 30;
const FEEDS = ['rss.xml', 'atom.xml', 'feed.json'] as const;

type Stored = {
  readonly path: string;
  readonly title: string;
  readonly index: string;
  readonly agencyId: number;
  readonly settled: boolean;
};
type Line = { readonly path: string; readonly title: string };

/** The lists, front page and feeds of the next site, against what is placed there; answers that site. */
export async function lookAtSite(looking: Looking, after: string): Promise<string | null> {
  const { rows } = await looking.kernel.published.pool.query<{ site: string; agencyId: number; columns: string[] }>(
    `select s.site, (e.value->>'agencyId')::int as "agencyId", s.columns
       from (select site, array_agg(distinct column_key order by column_key) as columns from pub.pub_placement
              where site > $1 group by site order by site limit 1) s
       join lateral (select value from pub.pub_register_entry
         where register = 'site' and key = s.site order by version desc limit 1) e on true`,
    [after],
  );
  const [next] = rows;
  if (!next) return null;
  for (const column of next.columns) await lookAtColumn(looking, next.site, column, next.agencyId);
  await lookAtFront(looking, next.site, next.agencyId);
  await lookAtFeeds(looking, next.site, next.agencyId);
  return next.site;
}

const STORED = `a.path, a.title, a.index_number as index, a.agency_id as "agencyId",
  coalesce(q.changed_at <= $2, true) as settled`;
const FROM = `pub.pub_article a left join pub.pub_publication q on q.index_number = a.index_number`;

async function placedIn(looking: Looking, site: string, column: string): Promise<readonly Stored[]> {
  const { rows } = await looking.kernel.published.pool.query<Stored>(
    `select ${STORED} from pub.pub_placement p join ${FROM} on true where p.ref = a.ref and p.site = $1 and p.column_key = $3`,
    [site, settledBefore(looking), column],
  );
  return rows;
}

/** What stands of these addresses, whatever column it is in; what was withdrawn does not. */
async function standing(looking: Looking, paths: readonly string[]): Promise<ReadonlyMap<string, Stored>> {
  const { rows } = await looking.kernel.published.pool.query<Stored & { withdrawn: boolean }>(
    `select ${STORED}, a.withdrawn from ${FROM} where a.path = any($1)`,
    [paths, settledBefore(looking)],
  );
  // What changed just now may be listed as it was a moment ago.
  return new Map(rows.filter(({ withdrawn, settled }) => !withdrawn || !settled).map((row) => [row.path, row]));
}

async function lookAtColumn(looking: Looking, site: string, column: string, agencyId: number): Promise<void> {
  const { kernel, found } = looking;
  const base = `/site/${site}/${column}/`;
  const placed = new Map((await placedIn(looking, site, column)).map((one) => [one.path, one]));
  const { rows: pages } = await kernel.published.pool.query<{ path: string }>(
    `select path from pub.pub_page where status = 200 and (path = $1 or path ^@ ($1 || 'list-')) order by path`,
    [base],
  );
  const listed: Line[] = [];
  for (const { path } of pages.length === 0 ? [{ path: base }] : pages) {
    const html = await readPublishedFile(kernel, path);
    if (html !== null) listed.push(...articleLinks(html));
    else if (placed.size > 0) {
      const fresh = ![...placed.values()].some(({ settled }) => settled);
      const of = { channel: 'column' as const, place: path, index: null, title: path, agencyId, fresh };
      found({ ...of, code: 'list-missing', shown: null, stored: null });
    }
  }
  const seen = new Set(listed.map(({ path }) => path));
  for (const { path, title, index, agencyId: owner, settled } of placed.values()) {
    if (seen.has(path)) continue;
    const of = { channel: 'column' as const, place: base, index, title, agencyId: owner, fresh: !settled };
    found({ ...of, code: 'not-in-column', shown: null, stored: title });
  }
  await compareLines(looking, listed, placed, {
    channel: 'column',
    place: base,
    agencyId,
    codes: ['list-title', 'list-extra'],
  });
}

type Where = {
  readonly channel: Channel;
  readonly place: string;
  readonly agencyId: number;
  readonly codes: readonly [title: Code, extra: Code];
};

/** Lines that lead to what is not there, or call it by another name. */
async function compareLines(
  looking: Looking,
  lines: readonly Line[],
  known: ReadonlyMap<string, Stored>,
  { channel, place, agencyId, codes: [otherTitle, extra] }: Where,
): Promise<void> {
  const { found } = looking;
  const elsewhere = await standing(
    looking,
    lines.map(({ path }) => path).filter((path) => !known.has(path)),
  );
  for (const { path, title } of new Map(lines.map((line) => [line.path, line])).values()) {
    const stored = known.get(path) ?? elsewhere.get(path);
    const of = { channel, place, index: stored?.index ?? null, fresh: stored?.settled === false };
    if (!stored) {
      found({ ...of, place: `${place} ${path}`, code: extra, title, agencyId, shown: title, stored: null });
    } else if (!sameWords(title, stored.title)) {
      const { agencyId: owner, title: right } = stored;
      found({ ...of, code: otherTitle, title: right, agencyId: owner, shown: title, stored: right });
    } else if (channel === 'column' && !known.has(path)) {
      found({ ...of, code: extra, title: stored.title, agencyId: stored.agencyId, shown: title, stored: null });
    }
  }
}

async function lookAtFront(looking: Looking, site: string, agencyId: number): Promise<void> {
  const place = `/site/${site}/`;
  const html = await readPublishedFile(looking.kernel, place);
  if (html === null) {
    const of = { channel: 'front' as const, place, index: null, title: place, agencyId };
    return looking.found({ ...of, code: 'page-missing', shown: null, stored: null });
  }
  await compareLines(looking, articleLinks(html), new Map(), {
    ...{ channel: 'front', place, agencyId },
    codes: ['front-title', 'front-extra'],
  });
}

async function lookAtFeeds(looking: Looking, site: string, agencyId: number): Promise<void> {
  const { kernel, found } = looking;
  const { rows: newest } = await kernel.published.pool.query<Stored>(
    `select ${STORED} from (select ref, max(published_at) as published_at from pub.pub_placement
        where site = $1 group by ref order by max(published_at) desc, ref desc limit $3) p
       join ${FROM} on true where p.ref = a.ref`,
    [site, settledBefore(looking), IN_FEED],
  );
  for (const name of FEEDS) {
    const place = `/site/${site}/${name}`;
    const body = await readPublishedFile(kernel, place);
    if (body === null) {
      const of = { channel: 'feed' as const, place, index: null, title: place, agencyId };
      found({ ...of, code: 'feed-missing', shown: null, stored: null });
      continue;
    }
    const entries = feedEntries(name, body);
    const seen = new Set(entries.map(({ path }) => path));
    for (const { path, title, index, agencyId: owner, settled } of newest) {
      if (seen.has(path)) continue;
      const of = { channel: 'feed' as const, place, index, title, agencyId: owner, fresh: !settled };
      found({ ...of, code: 'feed-entry-missing', shown: null, stored: title });
    }
    await compareLines(looking, entries, new Map(), {
      ...{ channel: 'feed', place, agencyId },
      codes: ['feed-title', 'feed-extra'],
    });
  }
}
