import type pg from 'pg';
import { z } from 'zod';
import { hexOf } from '../engine/encode.ts';
import { articlePath, refOf } from '../rules/address.ts';

type Source = Pick<pg.Pool, 'query'>;

/** What a page reads of the content of a publication; more may be there. */
const Content = z.object({
  subtitle: z.string().default(''),
  body: z.string(),
  effectiveFrom: z.string().nullable().default(null),
  effectiveUntil: z.string().nullable().default(null),
  source: z.string().default(''),
  author: z.string().nullable().default(null),
  attribute: z.string().default('proactive'),
  interpretation: z
    .object({ form: z.string(), interpreter: z.string(), rank: z.string().optional() })
    .nullable()
    .default(null),
  reprint: z.object({ outlet: z.string(), on: z.string(), url: z.string() }).nullable().default(null),
  origin: z.object({ how: z.string(), others: z.string() }).nullable().default(null),
  agency: z.string(),
  charts: z
    .array(
      z.object({
        kind: z.enum(['compared', 'trend']),
        indicator: z.string(),
        unit: z.string(),
        points: z.array(z.object({ label: z.string(), name: z.string(), value: z.string().nullable() })),
      }),
    )
    .default([]),
  attachments: z
    .array(
      z.object({
        fileId: z.string(),
        name: z.string(),
        type: z.string().default(''),
        bytes: z.number(),
        html: z.string().optional(),
      }),
    )
    .default([]),
});

export type PublicationLink = {
  readonly relation: string;
  readonly index: string;
  readonly title: string;
  readonly path: string;
};

/** A matter of which basis, procedure, process and result are told. */
export type Affair = {
  readonly title: string;
  readonly kind: string;
  readonly basis: string;
  readonly told: readonly { readonly stage: string; readonly title: string; readonly path: string }[];
};

/** A publication as a page shows it. */
export type Publication = {
  readonly index: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly agencyId: number;
  readonly region: string;
  readonly node: string;
  readonly axis: string | null;
  readonly keywords: readonly string[];
  readonly topic: string | null;
  readonly genre: string;
  readonly documentNumber: string | null;
  readonly formedOn: string | null;
  readonly publishedAt: Date;
  readonly changedAt: Date;
  readonly validity: 'in-force' | 'abolished' | 'lapsed';
  readonly withdrawn: boolean;
  readonly note: string | null;
  readonly content: z.output<typeof Content> | null;
  readonly links: readonly PublicationLink[];
  /** The day from which what a notice tells of is done. */
  readonly implementsOn: string | null;
  /** What was heard of how it is carried out, and what was done about it; the latest first. */
  readonly heard: readonly { readonly said: string; readonly improved: string; readonly on: string }[];
  /** By what else it, or what explains it, was carried. */
  readonly carried: readonly Carried[];
  /** The matter it belongs to, with what else is told of it. */
  readonly affair: Affair | null;
  /** Issues of the gazette in which it stands. */
  readonly gazettes: readonly GazetteIssue[];
};

export type Carried = {
  readonly outlet: string;
  readonly title: string;
  readonly url: string | null;
  readonly on: string;
};

export type GazetteIssue = {
  readonly id: number;
  readonly name: string;
  readonly year: number;
  readonly number: number;
  readonly total: number;
};

type Row = Omit<Publication, 'content' | 'links' | 'affair'> & {
  content: unknown;
  affair: {
    title: string;
    kind: string;
    basis: string;
    told: { stage: string; index: string; title: string; path: string | null; publishedAt: string }[] | null;
  } | null;
  links: (Omit<PublicationLink, 'path'> & { path: string | null; publishedAt: string })[];
};

/** Publications by their index numbers, with what they say and what they are linked with; only what anybody may read. */
export async function publications(source: Source, indexes: readonly string[]): Promise<readonly Publication[]> {
  const { rows } = await source.query<Row>({
    name: 'sites-publications',
    text: `
      select p.index_number as index, p.version, p.title, p.summary, p.agency_id as "agencyId", p.region, p.node, p.axis,
             p.keywords, p.topic, p.genre, p.document_number as "documentNumber", p.formed_on as "formedOn",
             p.published_at as "publishedAt", p.changed_at as "changedAt", p.validity, p.withdrawn, p.note, c.content,
             coalesce((select jsonb_agg(jsonb_build_object('relation', l.relation, 'index', l.to_index, 'title', t.title,
                        'path', a.path, 'publishedAt', t.published_at) order by l.relation, l.to_index)
                from pub.pub_publication_link l
                join pub.pub_publication t on t.index_number = l.to_index and not t.withdrawn
                left join pub.pub_article a on a.index_number = l.to_index
               where l.from_index = p.index_number), '[]') as links,
             p.implements_on as "implementsOn",
             coalesce((select jsonb_agg(jsonb_build_object('said', o.said, 'improved', o.improved, 'on',
                        (o.answered_at at time zone 'Asia/Shanghai')::date) order by o.answered_at desc)
                from pub.pub_opinion o where o.index_number = p.index_number), '[]') as heard,
             coalesce((select jsonb_agg(jsonb_build_object('outlet', m.outlet, 'title', m.title, 'url', m.url, 'on', m.on_day)
                        order by m.on_day, m.id)
                from pub.pub_carried m where m.index_number = p.index_number), '[]') as carried,
             (select jsonb_build_object('title', f.title, 'kind', f.kind, 'basis', f.basis, 'told',
                (select jsonb_agg(jsonb_build_object('stage', t.stage, 'index', t.index_number, 'title', t.title, 'path', a.path,
                         'publishedAt', t.published_at) order by t.published_at, t.index_number)
                   from pub.pub_publication t left join pub.pub_article a on a.index_number = t.index_number
                  where t.affair_id = f.id and not t.withdrawn and t.index_number <> p.index_number))
                from pub.pub_affair f where f.id = p.affair_id) as affair,
             coalesce((select jsonb_agg(jsonb_build_object('id', i.gazette_id, 'name', i.name, 'year', i.year,
                        'number', i.number, 'total', i.total) order by i.gazette_id)
                from pub.pub_gazette_item i
               where i.index_number = p.index_number), '[]') as gazettes
        from pub.pub_publication p left join pub.pub_publication_content c on c.index_number = p.index_number
       where p.index_number = any($1) order by p.index_number`,
    values: [indexes],
  });
  const pathOf = (path: string | null, index: string, publishedAt: string): string =>
    path ?? articlePath(refOf(index, hexOf), new Date(publishedAt));
  return rows.map(({ links, affair, ...row }) => ({
    ...row,
    affair: affair && {
      ...affair,
      told: (affair.told ?? []).map(({ stage, title, path, index, publishedAt }) => ({
        ...{ stage, title },
        path: pathOf(path, index, publishedAt),
      })),
    },
    content: row.content === null ? null : Content.parse(row.content),
    // What is published together may not have been placed yet: its address is known all the same.
    links: links.map(({ path, publishedAt, ...link }) => ({
      ...link,
      path: pathOf(path, link.index, publishedAt),
    })),
  }));
}

/** Index numbers in order, for going through all of them. */
export async function indexesAfter(source: Source, after: string, most: number): Promise<readonly string[]> {
  const { rows } = await source.query<{ index: string }>(
    'select index_number as index from pub.pub_publication where index_number > $1 order by index_number limit $2',
    [after, most],
  );
  return rows.map(({ index }) => index);
}

/** A file that belongs to what stands in public; without a hash while it waits to be looked at for viruses. */
export async function publishedFile(
  source: Source,
  fileId: string,
): Promise<{
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: Buffer | null;
} | null> {
  const { rows } = await source.query<{ name: string; mediaType: string; size: number; sha256: Buffer | null }>(
    `select name, media_type as "mediaType", size::float8 as size, sha256 from pub.pub_publication_file
      where file_id = $1 limit 1`,
    [fileId],
  );
  return rows[0] ?? null;
}
