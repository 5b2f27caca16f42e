import { type ArticleBlock, articleBlocks, blockText, type PublishedContent, runText } from '../disclosure/index.ts';
import { type Day, dayOf, type Kernel, refuse } from '../kernel/index.ts';
import { itemInForce } from '../service-items/index.ts';
import type { Part, Shown, SourceRef } from './contract.ts';
import { itemParts } from './rules/item.ts';

type Row = {
  version: number;
  title: string;
  agency: string;
  on: Day;
  path: string | null;
  content: PublishedContent;
};

/**
 * What is published under a reference, as a visitor would read it; nothing else can get on paper or on a screen.
 *
 * @throws Refusal boards/not-published (404)
 */
export async function shownOf(kernel: Kernel, source: SourceRef, at: Date): Promise<Shown> {
  const found = await findShown(kernel, source, at);
  if (!found) throw refuse('boards/not-published', { ref: source.ref }, 404);
  return found;
}

/** The same, or null for what is no longer said. */
export async function findShown(kernel: Kernel, { kind, ref }: SourceRef, at: Date): Promise<Shown | null> {
  return kind === 'publication' ? publication(kernel, ref) : serviceItem(kernel, ref, at);
}

/** What is said under these references now, by title; what is no longer said is not among them. */
export async function titlesOf(
  kernel: Kernel,
  sources: readonly SourceRef[],
  at: Date,
): Promise<ReadonlyMap<string, string>> {
  const refsOf = (kind: SourceRef['kind']) => [
    ...new Set(sources.filter((source) => source.kind === kind).map(({ ref }) => ref)),
  ];
  const { rows } = await kernel.published.pool.query<{ ref: string; title: string }>(
    `select index_number as ref, title from pub.pub_publication
      where index_number = any($1) and not withdrawn and validity = 'in-force'`,
    [refsOf('publication')],
  );
  const items = await Promise.all(refsOf('service-item').map((code) => serviceItem(kernel, code, at)));
  return new Map([...rows, ...items.flatMap((item) => item ?? [])].map(({ ref, title }) => [ref, title]));
}

async function publication({ published, publicUrl }: Kernel, index: string): Promise<Shown | null> {
  const { rows } = await published.pool.query<Row>(
    `select p.version, p.title, a.name as agency, (p.published_at at time zone 'Asia/Shanghai')::date as on,
            s.path, c.content
       from pub.pub_publication p
       join pub.pub_publication_content c on c.index_number = p.index_number
       join pub.pub_agency a on a.id = p.agency_id
       left join pub.pub_article s on s.index_number = p.index_number and not s.withdrawn
      where p.index_number = $1 and not p.withdrawn and p.validity = 'in-force'`,
    [index],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    ref: index,
    version: row.version,
    title: row.title,
    agency: row.agency,
    on: row.on,
    url: `${publicUrl}${row.path ?? `/catalogue?q=${encodeURIComponent(index)}`}`,
    parts: articleBlocks(row.content.body).flatMap((block) => partsOf(block)),
  };
}

async function serviceItem(kernel: Kernel, code: string, at: Date): Promise<Shown | null> {
  // The register of items is published; its compiled versions are kept by the module.
  const found = await itemInForce({ pool: kernel.published.pool }, code, dayOf(at));
  if (!found) return null;
  const { version } = found;
  return {
    ref: code,
    version,
    title: found.name,
    agency: found.agencyName,
    on: dayOf(at),
    url: `${kernel.publicUrl}/items/${code}`,
    parts: [...itemParts(found)],
  };
}

/** A block of an article as plain parts; pictures stay behind, their words do not. */
function partsOf(block: ArticleBlock, before = ''): readonly Part[] {
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'heading', text: blockText(block) }];
    case 'paragraph': {
      const text = blockText(block).trim();
      return text === '' ? [] : [{ kind: 'paragraph', text: before + text }];
    }
    case 'list':
      return block.items.flatMap((item, at) =>
        item.flatMap((one, place) => partsOf(one, place === 0 && block.isOrdered ? `${block.start + at}. ` : '')),
      );
    case 'quote':
      return block.blocks.flatMap((one) => partsOf(one));
    case 'table': {
      const rows = (all: typeof block.body) =>
        all.map((row) => row.flatMap((cell) => [cell.blocks.map(blockText).join('\n'), ...filled(cell.columns - 1)]));
      const [head = [], ...more] = rows(block.head);
      return [{ kind: 'table', caption: runText(block.caption), head, rows: [...more, ...rows(block.body)] }];
    }
    case 'rule':
      return [];
    default:
      return block satisfies never;
  }
}

const filled = (n: number): readonly string[] => Array.from({ length: n }, () => '');
