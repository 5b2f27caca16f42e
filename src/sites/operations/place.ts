import {
  type Announced,
  dayOf,
  indexDocuments,
  inTransaction,
  type Kernel,
  type RecordListener,
  type SearchDocument,
} from '../../kernel/index.ts';
import { clusterOf, forgetCluster } from '../cluster.ts';
import { placedBefore, putArticles, putForeignLinks } from '../repo/articles.ts';
import { publications } from '../repo/publications.ts';
import { noteTouched } from '../repo/touched.ts';
import { foreignLinks } from '../rules/address.ts';
import { type Placed, placedNow, publishSome } from './articles.ts';
import { refreshSoon } from './refresh.ts';

const KIND = 'publication';
const SEARCH_KIND = 'article';
/** So many are placed and rendered together. */
const AT_ONCE = 200;

/** Shows what the city has said and says no longer: places it in its columns, renders it, and what lists it. */
export const showRecords: RecordListener = async (kernel, changes, at) => {
  const keys = [...new Set(changes.filter(({ kind }) => kind === KIND).map(({ key }: Announced) => key))].toSorted();
  // Columns of a site may have come or gone, in another copy of the program.
  if (changes.some(({ change }) => change === 'surroundings')) forgetCluster(kernel);
  if (keys.length > 0) await showPublications(kernel, keys, at);
};

export async function showPublications(kernel: Kernel, indexes: readonly string[], at: Date): Promise<void> {
  let published: Promise<unknown> = Promise.resolve();
  for (let i = 0; i < indexes.length; i += AT_ONCE) {
    // While the pages of some are made, the next are placed.
    const [placed] = await Promise.all([placeSome(kernel, indexes.slice(i, i + AT_ONCE), at), published]);
    published = publishSome(kernel, placed, at);
    published.catch(() => undefined);
  }
  await published;
  await refreshSoon(kernel, at);
}

async function placeSome(kernel: Kernel, indexes: readonly string[], at: Date): Promise<readonly Placed[]> {
  // Read as a visitor: what is not published cannot get onto a page.
  const found = await publications(kernel.published.pool, indexes);
  const before = await placedBefore(kernel.pool, indexes);
  const cluster = await clusterOf(kernel);
  const placed = found.map((publication) => placedNow(cluster, publication, before.get(publication.index)?.path));
  const touched = placed.flatMap(({ index, places, publishedAt, withdrawn }) => {
    const all = [...(before.get(index)?.places ?? []), ...places];
    return all.map((place) => ({ ...place, publishedAt, isNews: !withdrawn }));
  });
  await inTransaction(kernel.pool, async (tx) => {
    await noteTouched(tx, touched, at);
    await putArticles(
      tx,
      placed.map(({ publication: _, ...row }) => row),
      at,
    );
    await putForeignLinks(
      tx,
      placed.map(({ ref }) => ref),
      placed.flatMap(linksOf),
    );
    await indexDocuments(tx.client, {
      kind: SEARCH_KIND,
      documents: placed.filter(({ withdrawn }) => !withdrawn).map(searchDocumentOf),
      gone: placed.filter(({ withdrawn }) => withdrawn).map(({ ref }) => ref),
    });
  });
  return placed;
}

const linksOf = ({ ref, publication }: Placed): readonly { ref: string; url: string; title: string }[] =>
  [publication.content?.body ?? '', ...(publication.content?.attachments ?? []).map(({ html }) => html ?? '')].flatMap(
    (html) => [...foreignLinks(html)].map(([url, title]) => ({ ref, url, title })),
  );

/** What the search finds, and what it can be narrowed by. */
const searchDocumentOf = ({
  ref,
  text,
  path,
  column,
  places,
  publication,
  publishedAt,
}: Placed): Omit<SearchDocument, 'kind'> => ({
  ref,
  title: publication.title,
  url: path,
  summary: publication.summary.slice(0, 200),
  text: [publication.documentNumber ?? '', publication.index, ...publication.keywords, text].join('\n'),
  agencyId: publication.agencyId,
  region: publication.region,
  publishedOn: dayOf(publishedAt),
  facets: {
    agency: publication.content?.agency ?? '',
    number: publication.documentNumber,
    column,
    validity: publication.validity,
  },
  filters: {
    year: [dayOf(publishedAt).slice(0, 4)],
    agency: [String(publication.agencyId)],
    validity: [publication.validity],
    site: [...new Set(places.map(({ site }) => site))],
    column: [...new Set(places.map((place) => `${place.site}/${place.column}`))],
    genre: [publication.genre],
    axis: publication.axis === null ? [] : [publication.axis],
    node: [publication.node],
  },
});
