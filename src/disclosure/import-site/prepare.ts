import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { addFile, canonical, type Kernel, Refusal } from '../../kernel/index.ts';
import { findPersonalData } from '../../screening/index.ts';
import { type Attachment, Content } from '../contract.ts';
import { FOUND_IMAGE } from '../editor/content/addresses.ts';
import { type Block, contentText, type Run } from '../editor/content/nodes.ts';
import { writeContent } from '../editor/content/write.ts';
import { convertFile } from '../editor/convert/convert.ts';
import { jsonOf } from '../operations/publication.ts';
import { plainDocumentNumber } from '../rules/document-number.ts';
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
  /** Files that could not be brought along; their links lead to the old site. */
  readonly left: number;
};

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  txt: 'text/plain',
  csv: 'text/csv',
};
const FILE = /\.(?:pdf|docx?|xlsx?|pptx?|wps|et|jpe?g|png|txt|csv|zip|rar)$/iu;
const MOST_FILE_BYTES = 20 * 1_048_576;
const MOST_FILES = 60;

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

/** Brings the files of a page along and looks for what belongs to persons, in its text and in them. */
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
  const words = [page.title, page.summary, page.author ?? '', contentText(blocks), ...files.texts].join('\n');
  const content = Content.parse({
    title: page.title,
    body: writeContent(blocks),
    summary: page.summary === '' ? summaryOf(blocks) : page.summary,
    keywords: page.keywords,
    ...targetOf(mapping, page.column),
    documentNumber: documentNumberOf(page.title, blocks),
    source: page.source === '' ? host : page.source,
    author: page.author,
    attribute: 'proactive',
    attachments: files.attachments,
  });
  return { page, content, hash, hits: findPersonalData(words).map(({ kind }) => kind), left: files.left };
}

const summaryOf = (blocks: readonly Block[]): string =>
  contentText(blocks).replaceAll(/\s+/gu, ' ').trim().slice(0, 120);

/** The number of the document itself stands alone on a line near the beginning. */
function documentNumberOf(title: string, blocks: readonly Block[]): string | null {
  const lines = [title, ...contentText(blocks.slice(0, 6)).split('\n')].map((line) => plainDocumentNumber(line));
  return lines.find((line) => line.length < 40 && /^[\u4e00-\u9fa5A-Za-z]+〔\d{4}〕[1-9]\d*号$/u.test(line)) ?? null;
}

class FileKeeper {
  readonly attachments: Attachment[] = [];
  /** The words of attachments, for the screening. */
  readonly texts: string[] = [];
  left = 0;
  readonly #kernel: Kernel;
  readonly #source: SiteSource;
  readonly #at: Date;
  readonly #taken = new Map<string, string | null>();

  constructor(kernel: Kernel, source: SiteSource, at: Date) {
    this.#kernel = kernel;
    this.#source = source;
    this.#at = at;
  }

  /** The new address of a file of the old site; null: it stays there. */
  async take(address: string): Promise<string | null> {
    const before = this.#taken.get(address);
    if (before !== undefined) return before;
    const name = decodeURIComponentSafely(new URL(address).pathname.split('/').at(-1) ?? '');
    const found = this.attachments.length < MOST_FILES ? await this.#source.fetch(address) : null;
    const kept = found === null ? null : await this.keep(found.bytes, name);
    if (kept === null) this.left += 1;
    this.#taken.set(address, kept);
    return kept;
  }

  async keep(bytes: Uint8Array, name: string): Promise<string | null> {
    const type = TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''];
    if (type === undefined) return null;
    try {
      const file = await addFile(this.#kernel, Readable.from([Buffer.from(bytes)]), {
        name,
        allowed: new Set([type]),
        maxBytes: MOST_FILE_BYTES,
        ownerId: null,
        at: this.#at,
      });
      this.attachments.push({ fileId: file.id, name: file.name, type: file.mediaType, bytes: file.size });
      await this.#read(bytes, name);
      return `/content/files/${file.id}/${encodeURIComponent(file.name)}`;
    } catch (error) {
      // What is broken or hostile stays where it is.
      if (error instanceof Refusal && error.status < 500) return null;
      throw error;
    }
  }

  /** An attachment that can be read is screened, and stands beside its file as a page for everybody. */
  async #read(bytes: Uint8Array, name: string): Promise<void> {
    if (!/\.(?:docx|xlsx|txt)$/iu.test(name)) return;
    const { mkdtemp, rm, writeFile } = await import('node:fs/promises');
    const { join } = await import('node:path');
    const folder = await mkdtemp(join(this.#kernel.files.arriving, 'convert-'));
    try {
      const path = join(folder, 'file');
      await writeFile(path, bytes, { mode: 0o600 });
      const { blocks } = await convertFile(path, name);
      this.texts.push(contentText(blocks));
      const last = this.attachments.at(-1);
      const html = writeContent(blocks.map((block) => withoutImages(block)));
      if (last && html !== '') this.attachments[this.attachments.length - 1] = { ...last, html };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const withoutImages = (block: Block): Block =>
  block.kind === 'paragraph' || block.kind === 'heading'
    ? { ...block, runs: block.runs.filter(({ kind }) => kind !== 'image') }
    : block;

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
    if (!FILE.test(new URL(one.href).pathname)) return [one];
    const href = await files.take(one.href);
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
