import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { refuse } from '../refusal.ts';

/** The one file that makes a folder a backup; it is written last but for its own hash. */
const MANIFEST = 'manifest.json';
const HASH = 'manifest.json.sha256';
/** Every other file of the backup, one a line. */
const PART_LIST = 'parts.tsv';
/** What a backup is called until it is whole. */
export const UNFINISHED = '.unfinished';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const Migration = z.object({ name: z.string(), sha256: Sha256 });
const Table = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int().min(0),
  part: z.string(),
});

const Manifest = z.object({
  format: z.literal(1),
  /** `physical`: the files of the embedded PostgreSQL; `logical`: rows, for any PostgreSQL. */
  kind: z.enum(['physical', 'logical']),
  program: z.string(),
  postgres: z.object({ major: z.number().int(), version: z.string() }),
  migrations: z.array(Migration),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** The row of `kernel.backup_run` that tells of this backup; the backup holds it as not finished yet. */
  run: z.number().int().nullable(),
  /** Everything the ledger held when the backup began; see heads.ts. */
  ledger: z.object({ head: Sha256, matters: z.number().int(), entries: z.number().int(), part: z.string() }),
  physical: z
    .object({
      startLsn: z.string(),
      endLsn: z.string(),
      timeline: z.number().int(),
      /** The oldest segment of the WAL that a recovery from here may read. */
      firstSegment: z.string(),
      folders: z.array(z.string()),
    })
    .nullable(),
  logical: z
    .object({
      tables: z.array(Table),
      sequences: z.array(z.object({ name: z.string(), last: z.string(), isCalled: z.boolean() })),
      partitions: z.array(z.object({ name: z.string(), of: z.string(), bound: z.string() })),
    })
    .nullable(),
  /** Folders of DATA_DIR that are in it. */
  folders: z.array(z.string()),
  keys: z.enum(['inside', 'elsewhere', 'left-out']),
  parts: z.object({ count: z.number().int(), bytes: z.number().int(), newBytes: z.number().int(), sha256: Sha256 }),
});

export type Manifest = z.infer<typeof Manifest>;
export type PhysicalFacts = NonNullable<Manifest['physical']>;
export type LogicalFacts = NonNullable<Manifest['logical']>;
export type LedgerHead = Manifest['ledger'];

/** One file of a backup: its bytes as they lie there, and what they are when they are unpacked (zstd). */
export type Part = {
  /** Below the folder of the backup; a packed one ends in `.zst`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly content: { readonly bytes: number; readonly sha256: string } | null;
};

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** The manifest of a backup and the files that describe it, in the order in which they are to be written. */
export function descriptionOf(
  facts: Omit<Manifest, 'parts'>,
  parts: readonly Part[],
  newBytes: number,
): { readonly manifest: Manifest; readonly files: readonly { readonly path: string; readonly text: string }[] } {
  const list = parts
    .map(({ path, bytes, sha256: hash, content }) =>
      [path, bytes, hash, ...(content === null ? [] : [content.bytes, content.sha256])].join('\t'),
    )
    .join('\n');
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const manifest: Manifest = { ...facts, parts: { count: parts.length, bytes, newBytes, sha256: sha256(list) } };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const files = [
    { path: PART_LIST, text: list },
    { path: MANIFEST, text },
    { path: HASH, text: `${sha256(text)}  ${MANIFEST}\n` },
  ];
  return { manifest, files };
}

/** The files that every backup has besides its parts. */
export const DESCRIPTION: ReadonlySet<string> = new Set([MANIFEST, HASH, PART_LIST]);

/**
 * What a folder says of itself, if it is a whole backup.
 *
 * @throws Refusal backup/not-a-backup, backup/unfinished, backup/damaged, backup/newer-format (422)
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  if (names.length === 0) throw refuse('backup/not-a-backup', { folder }, 422);
  if (folder.endsWith(UNFINISHED) || !names.includes(MANIFEST)) throw refuse('backup/unfinished', { folder }, 422);
  const text = await readFile(join(folder, MANIFEST), 'utf8');
  const hash = await readFile(join(folder, HASH), 'utf8').catch(() => '');
  if (hash !== `${sha256(text)}  ${MANIFEST}\n`) throw refuse('backup/damaged', { folder, file: MANIFEST }, 422);
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw refuse('backup/newer-format', { folder }, 422);
  return parsed.data;
}

/** Every part of a backup by its path. @throws Refusal backup/damaged (422) */
export async function readParts(folder: string, manifest: Manifest): Promise<ReadonlyMap<string, Part>> {
  const list = await readFile(join(folder, PART_LIST)).catch(() => Buffer.alloc(0));
  if (sha256(list) !== manifest.parts.sha256) throw refuse('backup/damaged', { folder, file: PART_LIST }, 422);
  const parts = new Map<string, Part>();
  for (const line of list.toString('utf8').split('\n')) {
    const [path = '', bytes, hash = '', contentBytes, contentHash] = line.split('\t');
    const content = contentHash === undefined ? null : { bytes: Number(contentBytes), sha256: contentHash };
    if (path !== '') parts.set(path, { path, bytes: Number(bytes), sha256: hash, content });
  }
  return parts;
}
