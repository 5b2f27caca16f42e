import { createHash } from 'node:crypto';
import { canonical, type Kernel } from '../../kernel/index.ts';
import { findPersonalData } from '../../screening/index.ts';
import { Content } from '../contract.ts';
import { FOUND_IMAGE } from '../editor/content/addresses.ts';
import { type Block, contentText, type Run } from '../editor/content/nodes.ts';
import { writeContent } from '../editor/content/write.ts';
import { jsonOf } from '../operations/publication.ts';
import { plainDocumentNumber } from '../rules/document-number.ts';
import { type AsideFile, FileKeeper, type LeftFile, type MovedFile } from './file-keeper.ts';
import { fileNameOf } from './file-links.ts';
import { type Mapping, targetOf } from './mapping.ts';
import type { SitePage } from './page.ts';
import type { SiteSource } from './sources.ts';

/** A page ready to stand here. */
export type Prepared = {
  readonly page: SitePage;
  readonly content: Content;
  readonly hash: Buffer;
  /** Kinds of personal data found in it, one for each piece. */
  readonly hits: readonly string[];
  /** Where in its files they stand. */
  readonly places: readonly string[];
  /** Parts of its files that could not be read. */
  readonly unread: readonly string[];
  /** Files that could not be brought along; their links lead to the old site. */
  readonly left: readonly LeftFile[];
  /** Files that came along, by the address they had. */
  readonly moved: readonly MovedFile[];
  /** Archives that are kept, and not shown. */
  readonly aside: readonly AsideFile[];
  /** Nothing is left of it: it was pictures only, and none of them came along. */
  readonly isEmpty: boolean;
};

/** What a page says, in one hash: by it a second import knows whether anything has changed. */
export const hashOfPage = (page: SitePage): Buffer =>
  createHash('sha256')
    .update(
      canonical(
        jsonOf({
          title: page.title,
          publishedAt: page.publishedAt.toISOString(),
          source: page.source,
          column: page.column,
          keywords: page.keywords,
          summary: page.summary,
          author: page.author,
          body: writeContent(page.content.blocks),
          images: page.content.images.map(({ address }) => address),
        }),
      ),
    )
    .digest();

/**
 * Brings the files of a page along and looks for what belongs to persons, in its text and in them.
 *
 * @law 个人信息保护法 第二十五条; GB/T 22239-2019 8.1.4.5 恶意代码防范
 */
export async function prepare(
  kernel: Kernel,
  page: SitePage,
  hash: Buffer,
  source: SiteSource,
  mapping: Mapping,
  at: Date,
): Promise<Prepared> {
  const files = new FileKeeper(kernel, source, at);
  const images: (string | null)[] = [];
  for (const { address, bytes } of page.content.images)
    images.push(bytes ? await files.keep(bytes, 'picture.png') : address === null ? null : await files.take(address));
  const blocks = await withFiles(page.content.blocks, images, files);
  const { host } = new URL(mapping.base);
  const body = writeContent(blocks);
  const { title, summary, source: said, author } = page;
  const words = [title, summary, said, author ?? '', ...page.keywords, contentText(blocks), addressesIn(body)].join(
    '\n',
  );
  const content = Content.parse({
    title: page.title,
    body,
    summary: page.summary === '' ? summaryOf(blocks) : page.summary,
    keywords: page.keywords,
    ...targetOf(mapping, page.column),
    documentNumber: documentNumberOf(page.title, blocks),
    source: page.source === '' ? host : page.source,
    author: page.author,
    attribute: 'proactive',
    attachments: files.attachments,
  });
  const { places, unread, left, moved, aside } = files;
  const hits = [...findPersonalData(words).map(({ kind }) => kind), ...files.hits];
  return { page, content, hash, hits, places, unread, left, moved, aside, isEmpty: blocks.length === 0 };
}

/** Telephones and mailboxes that a link dials, whatever its words say. */
const addressesIn = (html: string): string =>
  [...html.matchAll(/href="(?:tel|mailto):([^"]{1,200})"/giu)].map(([, address]) => address).join('\n');

const summaryOf = (blocks: readonly Block[]): string =>
  contentText(blocks).replaceAll(/\s+/gu, ' ').trim().slice(0, 120);

/** The number of the document itself stands alone on a line near the beginning. */
function documentNumberOf(title: string, blocks: readonly Block[]): string | null {
  const lines = [title, ...contentText(blocks.slice(0, 6)).split('\n')].map((line) => plainDocumentNumber(line));
  return lines.find((line) => line.length < 40 && /^[\u4e00-\u9fa5A-Za-z]+〔\d{4}〕[1-9]\d*号$/u.test(line)) ?? null;
}

/** Content with its pictures and linked files at their new places; a picture that was not kept is left out. */
async function withFiles(
  blocks: readonly Block[],
  images: readonly (string | null)[],
  files: FileKeeper,
): Promise<readonly Block[]> {
  const run = async (one: Run): Promise<readonly Run[]> => {
    if (one.kind === 'image') {
      const src = images[Number(FOUND_IMAGE.exec(one.src)?.[1] ?? -1)] ?? null;
      return src === null ? [] : [{ ...one, src }];
    }
    if (one.kind !== 'text' || one.href === null || !/^https?:/iu.test(one.href)) return [one];
    if (fileNameOf(one.href) === null) return [one];
    const href = await files.take(one.href);
    if (files.dangerous.has(one.href)) return [{ ...one, href: null }];
    return [href === null ? one : { ...one, href }];
  };
  const runs = async (all: readonly Run[]): Promise<readonly Run[]> => {
    const done: Run[] = [];
    for (const one of all) done.push(...(await run(one)));
    return done;
  };
  const many = async (all: readonly Block[]): Promise<readonly Block[]> => {
    const done: Block[] = [];
    for (const one of all) done.push(await block(one));
    return done;
  };
  const block = async (one: Block): Promise<Block> => {
    if (one.kind === 'paragraph' || one.kind === 'heading') return { ...one, runs: await runs(one.runs) };
    if (one.kind === 'quote') return { ...one, blocks: await many(one.blocks) };
    if (one.kind === 'list') return { ...one, items: await Promise.all(one.items.map(many)) };
    if (one.kind !== 'table') return one;
    const rows = (all: typeof one.body) =>
      Promise.all(
        all.map((row) => Promise.all(row.map(async (cell) => ({ ...cell, blocks: await many(cell.blocks) })))),
      );
    return { ...one, caption: await runs(one.caption), head: await rows(one.head), body: await rows(one.body) };
  };
  const settled = await many(blocks);
  return settled.filter((one) => !('runs' in one) || one.runs.length > 0);
}
