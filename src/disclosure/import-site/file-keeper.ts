import { Readable } from 'node:stream';
import { addFile, type Kernel, Refusal } from '../../kernel/index.ts';
import { scanDocument } from '../../screening/index.ts';
import type { Attachment } from '../contract.ts';
import { asUtf8 } from '../editor/convert/decode.ts';
import { isConvertible, readableHtml } from '../editor/readable.ts';
import { fileNameOf } from './file-links.ts';
import type { SiteSource } from './sources.ts';

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword',
  wps: 'application/msword',
  xls: 'application/vnd.ms-excel',
  et: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  pps: 'application/vnd.ms-powerpoint',
  dps: 'application/vnd.ms-powerpoint',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  txt: 'text/plain',
  csv: 'text/csv',
};
/** Archives nobody can look into here are kept aside, and shown to nobody but staff. */
const ARCHIVES: Readonly<Record<string, string>> = {
  rar: 'application/x-rar-compressed',
  '7z': 'application/x-7z-compressed',
  zip: 'application/zip',
};
/** Files that another run may find: the server was slow, or somebody has put them into the folder since. */
export const TRIED_AGAIN: readonly string[] = ['not-there', 'slow', 'server-fault', 'no-answer'].map(
  (fault) => `disclosure/file-${fault}`,
);
const PICTURE = /\.(?:jpe?g|png)$/iu;
const MOST_FILE_BYTES = 20 * 1_048_576;
const MOST_FILES = 60;

/** A file that stayed on the old site, by the code of what was wrong with it. */
export type LeftFile = { readonly name: string; readonly code: string };
export type AsideFile = { readonly name: string; readonly fileId: string };
export type MovedFile = { readonly from: string; readonly to: string };

/**
 * Brings the files of one page along: each is looked at like an upload of anybody, viruses included, and all of its text
 * is screened, in hidden sheets, comments and the layers of a PDF too.
 */
export class FileKeeper {
  readonly attachments: Attachment[] = [];
  /** Kinds of personal data in the files, one for each piece. */
  readonly hits: string[] = [];
  /** Where they stand: the name of the file and of its part. */
  readonly places: string[] = [];
  /** Parts of documents that nobody could read: somebody has to look at them. */
  readonly unread: string[] = [];
  readonly left: LeftFile[] = [];
  readonly moved: MovedFile[] = [];
  readonly aside: AsideFile[] = [];
  /** Addresses of files with a virus: nobody is led there from here. */
  readonly dangerous = new Set<string>();
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
    const name = fileNameOf(address) ?? decodeURIComponentSafely(new URL(address).pathname.split('/').at(-1) ?? '');
    const kept = await this.#fetched(address, name);
    this.#taken.set(address, kept);
    if (kept !== null) this.moved.push({ from: address, to: kept });
    return kept;
  }

  async #fetched(address: string, name: string): Promise<string | null> {
    if (this.attachments.length >= MOST_FILES) return this.#leave(name, 'disclosure/too-many-files');
    const found = await this.#source.fetch(address);
    if ('missing' in found) return this.#leave(name, `disclosure/file-${found.missing}`);
    return this.keep(found.bytes, name, address);
  }

  #leave(name: string, code: string): null {
    this.left.push({ name, code });
    return null;
  }

  async keep(bytes: Uint8Array, name: string, address: string | null = null): Promise<string | null> {
    const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
    const archive = ARCHIVES[ending];
    if (archive !== undefined) return this.#setAside(Buffer.from(bytes), name, archive, address);
    const type = TYPES[ending];
    if (type === undefined) return this.#leave(name, 'disclosure/file-of-other-kind');
    const buffer = Buffer.from(type.startsWith('text/') ? asUtf8(bytes) : bytes);
    try {
      const file = await this.#added(buffer, name, type);
      await this.#screen(buffer, name);
      const html = await this.#page(buffer, name);
      this.attachments.push({
        fileId: file.id,
        name: file.name,
        type: file.mediaType,
        bytes: file.size,
        ...(html === null ? {} : { html }),
      });
      return `/content/files/${file.id}/${encodeURIComponent(file.name)}`;
    } catch (error) {
      return this.#refused(error, name, address);
    }
  }

  #added(bytes: Buffer, name: string, type: string) {
    return addFile(this.#kernel, Readable.from([bytes]), {
      name,
      allowed: new Set([type]),
      maxBytes: MOST_FILE_BYTES,
      ownerId: null,
      // It comes from outside, whoever runs the command.
      isForeign: true,
      at: this.#at,
    });
  }

  async #setAside(bytes: Buffer, name: string, type: string, address: string | null): Promise<null> {
    try {
      const { id } = await this.#added(bytes, name, type);
      this.aside.push({ name, fileId: id });
      return null;
    } catch (error) {
      return this.#refused(error, name, address);
    }
  }

  /** What is broken or hostile stays where it is. */
  #refused(error: unknown, name: string, address: string | null): null {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    if (error.code === 'files/infected' && address !== null) this.dangerous.add(address);
    return this.#leave(name, error.code);
  }

  async #screen(bytes: Buffer, name: string): Promise<void> {
    // A picture has no text that could be read.
    if (PICTURE.test(name)) return;
    for await (const found of scanDocument(name, bytes)) {
      const place = `${name} ${found.part}`.trim();
      if ('error' in found) this.unread.push(place);
      else {
        this.hits.push(found.kind);
        if (!this.places.includes(place)) this.places.push(place);
      }
    }
  }

  /** Stands beside the file as a page for everybody. */
  async #page(bytes: Buffer, name: string): Promise<string | null> {
    if (!isConvertible(name)) return null;
    try {
      return await readableHtml(this.#kernel, bytes, name);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return null;
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
