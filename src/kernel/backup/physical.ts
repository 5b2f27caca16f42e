import { setPriority } from 'node:os';
import pg from 'pg';
import { copyOut } from '../db/copy.ts';
import { refuse } from '../refusal.ts';
import type { PhysicalFacts } from './manifest.ts';
import { contentOf, type PartWriter } from './parts.ts';
import { readTar } from './tar.ts';

/** Where the files of the cluster stand in a backup. */
export const CLUSTER = 'database';
/** PostgreSQL's own list of these files with their hashes; not itself a file of the cluster. */
const BACKUP_MANIFEST = `${CLUSTER}/backup_manifest`;
const NICE = 10;
const SEGMENT_BYTES = 16n * 1024n * 1024n;

export type PhysicalOptions = {
  readonly maxMegabytesPerSecond: number;
  /** Begin at once, at the price of a burst of writing; else with the checkpoint spread over minutes. */
  readonly atOnce: boolean;
};

/**
 * The files of a running cluster, as the server itself hands them out over the replication protocol, with the WAL that
 * makes them one moment. The server checks every page, holds to the speed, and keeps the WAL by a slot of this session.
 *
 * @throws Refusal backup/tablespaces, backup/damaged-in-transit; whatever the server says of a page that is not right
 */
export async function copyCluster(url: string, root: string, parts: PartWriter, options: PhysicalOptions) {
  const client = new pg.Client({ connectionString: `${url}&replication=true` });
  client.on('error', () => undefined);
  await client.connect();
  try {
    lowerPriority(client);
    await client.query(`CREATE_REPLICATION_SLOT mingtang_backup_${process.pid} TEMPORARY PHYSICAL (RESERVE_WAL true)`);
    return await copied(client, root, parts, options);
  } finally {
    await client.end();
  }
}

/** People come before backups: the server process that reads the files yields to those that serve. */
function lowerPriority(client: pg.Client & { readonly processID?: number }): void {
  try {
    if (client.processID) setPriority(client.processID, NICE);
  } catch {
    // Not ours to slow down; the limit of the speed still holds.
  }
}

async function copied(
  client: pg.Client,
  root: string,
  parts: PartWriter,
  { maxMegabytesPerSecond, atOnce }: PhysicalOptions,
): Promise<PhysicalFacts> {
  const rows: (readonly (string | null)[])[] = [];
  const messages = copyOut(
    client,
    `BASE_BACKUP (LABEL 'mingtang', CHECKPOINT '${atOnce ? 'fast' : 'spread'}', WAL true, WAIT false, MANIFEST 'yes',
      MANIFEST_CHECKSUMS 'SHA256', MAX_RATE ${Math.round(maxMegabytesPerSecond * 1000)})`,
    (fields) => rows.push(fields),
  )[Symbol.asyncIterator]();
  const folders: string[] = [];
  const hashes = new Map<string, string>();
  await expect(messages, 'n');
  await readTar(dataUntil(messages, 'm'), async ({ name, kind }, content) => {
    if (kind === 'folder') folders.push(name);
    else if (kind === 'other') throw refuse('backup/tablespaces', {}, 422);
    else {
      const part = await parts.add(`${CLUSTER}/${name}`, content, { pack: true });
      hashes.set(name, part.content?.sha256 ?? part.sha256);
    }
  });
  const manifest = await parts.add(BACKUP_MANIFEST, dataUntil(messages, null), { pack: true });
  await compareWithServer(root, manifest, hashes);
  const [startLsn = '', timeline = ''] = (rows[0] ?? []).map(String);
  const [endLsn = ''] = (rows.at(-1) ?? []).map(String);
  return { startLsn, endLsn, timeline: Number(timeline), firstSegment: segmentAt(startLsn, Number(timeline)), folders };
}

type Messages = AsyncIterator<Buffer>;

const kindOf = (message: Buffer): string => String.fromCharCode(message[0] ?? 0);

async function expect(messages: Messages, kind: string): Promise<void> {
  const { value, done } = await messages.next();
  if (done || kindOf(value) !== kind) throw new Error(`the server did not begin with ${kind}`);
}

/** The data of one archive or of the manifest; a second archive would be a second tablespace. */
async function* dataUntil(messages: Messages, end: string | null): AsyncGenerator<Buffer> {
  for (let next = await messages.next(); !next.done; next = await messages.next()) {
    const kind = kindOf(next.value);
    if (kind === 'd') yield next.value.subarray(1);
    else if (kind === end) return;
    else if (kind === 'n') throw refuse('backup/tablespaces', {}, 422);
  }
}

/** The server has hashed what it read; what arrived here must be the same. */
async function compareWithServer(
  root: string,
  part: Awaited<ReturnType<PartWriter['add']>>,
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of contentOf(root, part)) chunks.push(chunk);
  const { Files: files }: { Files: readonly { Path?: string; Checksum: string }[] } = JSON.parse(
    Buffer.concat(chunks).toString('utf8'),
  );
  const wrong = files.find(({ Path: path = '', Checksum: hash }) => hashes.get(path) !== hash);
  if (wrong || files.length === 0) throw refuse('backup/damaged-in-transit', { file: wrong?.Path ?? '' }, 500);
}

/** The name of the WAL segment that an address lies in. */
export function segmentAt(lsn: string, timeline: number): string {
  const [high = '0', low = '0'] = lsn.split('/');
  const hex = (n: bigint | number): string => n.toString(16).toUpperCase().padStart(8, '0');
  return `${hex(timeline)}${hex(BigInt(`0x${high}`))}${hex(BigInt(`0x${low}`) / SEGMENT_BYTES)}`;
}
