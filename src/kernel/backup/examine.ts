import type pg from 'pg';
import { openPool } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { type Verification, verifyLedger } from '../ledger/verify.ts';
import { payloadColumn, payloadPlace } from '../seal/columns.ts';
import { openKeys, ownRing } from '../seal/index.ts';
import { FILES } from './folders.ts';
import { compareHeads, type HeadComparison } from './heads.ts';
import type { Manifest, Part } from './manifest.ts';

/** What a restored database proves of itself. */
export type Examined = { readonly heads: HeadComparison; readonly ledger: Verification; readonly isRight: boolean };

/** A restored database to be looked at, and the backup it came from. */
export type Subject = {
  readonly url: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly parts: ReadonlyMap<string, Part>;
};

/** Compares the ledger with the backup's, brings the database to this program's schema, and verifies the ledger. */
export async function examine({ url, folder, manifest, parts }: Subject): Promise<Examined> {
  const pool = openPool({ url, max: 2 });
  try {
    const heads = await compareHeads(pool, folder, manifest.ledger, parts);
    await migrate(url);
    const ledger = await verifyLedger({ pool });
    return { heads, ledger, isRight: heads.agrees && ledger.faults.length === 0 };
  } finally {
    await pool.end();
  }
}

/** Files that rows speak of and the backup does not hold as they were; null when the backup is not to hold files. */
export async function lostFiles(
  pool: pg.Pool,
  manifest: Manifest,
  parts: ReadonlyMap<string, Part>,
): Promise<{ readonly files: number; readonly lost: readonly string[] } | null> {
  const { rows } = await pool.query<{ hash: string }>(
    `select distinct encode(sha256, 'hex') as hash from kernel.file order by 1`,
  );
  if (rows.length > 0 && !manifest.folders.includes(FILES)) return null;
  // Every part was hashed before; a file is named by the hash it must have.
  const isThere = (hash: string): boolean =>
    parts.get(`${FILES}/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`)?.sha256 === hash;
  return { files: rows.length, lost: rows.map(({ hash }) => hash).filter((hash) => !isThere(hash)) };
}

/** Whether these keys open what was sealed last; null when nothing is sealed. */
export async function keysOpen(pool: pg.Pool, keysFolder: string): Promise<boolean | null> {
  const { rows } = await pool.query<{ number: string; seq: number; content: Buffer }>(
    `select m.number, p.seq, p.content from kernel.payload p join kernel.matter m on m.id = p.matter_id
      order by p.matter_id desc, p.seq desc limit 1`,
  );
  const [sealed] = rows;
  if (!sealed) return null;
  try {
    const keys = await openKeys({ pool, source: ownRing(keysFolder), suite: 'aes-256-gcm', columns: [payloadColumn] });
    keys.seal.open(sealed.content, payloadPlace(sealed.number, sealed.seq));
    return true;
  } catch {
    return false;
  }
}
