import { bytesOf, fileById, type Kernel, Refusal } from '../../kernel/index.ts';
import type { Attachment } from '../contract.ts';
import { isConvertible, readableHtml } from '../editor/readable.ts';
import type { Source } from '../repo/publications.ts';

/** A file as a page, or why there is none. */
type ReadableFile = { readonly html: string | null; readonly fault: string | null };

async function readableFiles(source: Source, ids: readonly string[]): Promise<ReadonlyMap<string, ReadableFile>> {
  if (ids.length === 0) return new Map();
  const { rows } = await source.query<ReadableFile & { id: string }>(
    'select file_id as id, html, fault from disclosure.readable_file where file_id = any($1)',
    [ids],
  );
  return new Map(rows.map(({ id, html, fault }) => [id, { html, fault }]));
}

/**
 * Reads those attachments that can be read and were not yet, aside from the program and once for each file. What cannot
 * be read stands as a file only; why is kept for its editor.
 *
 * @law 无障碍环境建设法 第三十二条
 */
export async function makeReadable(
  kernel: Kernel,
  attachments: readonly Pick<Attachment, 'fileId' | 'name'>[],
  at: Date,
): Promise<ReadonlyMap<string, ReadableFile>> {
  const wanted = attachments.filter(({ name }) => isConvertible(name));
  const known = await readableFiles(
    kernel.pool,
    wanted.map(({ fileId }) => fileId),
  );
  const made = new Map(known);
  for (const { fileId, name } of wanted) {
    if (made.has(fileId)) continue;
    const found = await tried(kernel, fileId, name);
    await kernel.pool.query(
      `insert into disclosure.readable_file (file_id, html, fault, made_at) values ($1, $2, $3, $4) on conflict do nothing`,
      [fileId, found.html, found.fault, at],
    );
    made.set(fileId, found);
  }
  return made;
}

async function tried(kernel: Kernel, fileId: string, name: string): Promise<ReadableFile> {
  try {
    const bytes = await bytesOf(kernel, await fileById(kernel.pool, fileId));
    return { html: await readableHtml(kernel, bytes, name), fault: null };
  } catch (error) {
    // A store that is away is no fault of the file.
    if (error instanceof Refusal && error.status < 500) return { html: null, fault: error.code };
    throw error;
  }
}

/** Attachments as they are published: each with its page, where it has one, and with no other. */
export async function withReadable(source: Source, attachments: readonly Attachment[]): Promise<Attachment[]> {
  const made = await readableFiles(
    source,
    attachments.map(({ fileId }) => fileId),
  );
  return attachments.map(({ html: _written, ...file }) => {
    const html = made.get(file.fileId)?.html ?? null;
    return html === null ? file : { ...file, html };
  });
}
