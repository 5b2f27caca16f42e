import { bytesOf, fileById, type Kernel } from '../kernel/index.ts';
import type { StockItem, StockSource } from '../screening/index.ts';
import { showPublications } from '../sites/index.ts';
import type { PublishedContent } from './contract.ts';

type Row = { key: string; title: string; region: string; agency_id: number; content: PublishedContent };

const COLUMNS = 'key, title, region, agency_id, content';

/** What stands in public, handed to those who look through it for personal data again. */
export const publishedStock = (kernel: Kernel): StockSource => ({
  name: 'publications',
  after: async (cursor, limit) => {
    const { rows } = await kernel.pool.query<Row>(
      `select ${COLUMNS} from kernel.record
        where kind = 'publication' and replaced_at is null and not withdrawn and key > $1
        order by key limit $2`,
      [cursor, limit],
    );
    return rows.map((row) => itemOf(kernel, row));
  },
  item: async (ref) => {
    const { rows } = await kernel.pool.query<Row>(
      `select ${COLUMNS} from kernel.record
        where kind = 'publication' and key = $1 and replaced_at is null and not withdrawn`,
      [ref],
    );
    return rows[0] ? itemOf(kernel, rows[0]) : null;
  },
  purge: (ref, at) => showPublications(kernel, [ref], at),
});

const itemOf = (kernel: Kernel, { key, title, region, agency_id, content }: Row): StockItem => ({
  ref: key,
  title,
  region,
  agencyId: agency_id,
  mendAt: `/disclosure/published?q=${encodeURIComponent(key)}`,
  contents: [
    { name: '正文.html', bytes: async () => Buffer.from(`<h1>${content.title}</h1>${content.summary}${content.body}`) },
    ...content.attachments.flatMap(({ fileId, name, html }) => [
      { name, bytes: async () => bytesOf(kernel, await fileById(kernel.pool, fileId)) },
      ...(html === undefined ? [] : [{ name: `${name}.html`, bytes: async () => Buffer.from(html) }]),
    ]),
  ],
});
