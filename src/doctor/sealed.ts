import { existsSync } from 'node:fs';
import type pg from 'pg';
import { type Finding, type Kernel, ok, wrong } from '../kernel/index.ts';
import { payloadPlace } from '../kernel/seal/index.ts';
import { type KeyPlaces, keyFiles } from './data-folder.ts';
import { machineText as text } from './text-machine.ts';

type Source = Pick<pg.Pool, 'query'>;

/**
 * Whether the keys are there. To be asked before anything makes new ones: `missing` when something is sealed and they are
 * gone, `none` when nothing is sealed yet.
 */
export async function keyState(owner: Source, places: KeyPlaces): Promise<'there' | 'missing' | 'none'> {
  const files = keyFiles(places);
  if (files.length === 0 || files.some((path) => existsSync(path))) return 'there';
  const { rows } = await owner.query<{ found: boolean }>(
    `select exists (select from kernel.payload) or exists (select from identity.person where phone_sealed is not null) as found`,
  );
  return rows[0]?.found ? 'missing' : 'none';
}

/** The keys are there, and the program will not work with them. */
export const keyRefused = (sentence: string): Finding => wrong('key/refused', sentence, text.keyWrongMend);

export const keyMissingFinding: Finding = wrong('key/missing', text.keyMissing, text.keyMissingMend);

const LOOKED_AT = 20;

/** Opens what was sealed last: with a wrong key none of it opens. */
export async function sealFindings(kernel: Pick<Kernel, 'pool' | 'seal'>): Promise<readonly Finding[]> {
  const { rows } = await kernel.pool.query<{ number: string; seq: number; content: Buffer }>(
    `select m.number, p.seq, p.content from kernel.payload p join kernel.matter m on m.id = p.matter_id
      order by p.matter_id desc, p.seq desc limit 1`,
  );
  const [last] = rows;
  if (!last) return [];
  try {
    kernel.seal.open(last.content, payloadPlace(last.number, last.seq));
    return [ok('key/opens', text.keyGood)];
  } catch {
    return [wrong('key/wrong', text.keyWrong, text.keyWrongMend)];
  }
}

/** Whether files that are known are where they should be; looks at the latest. */
export async function fileFindings(kernel: Pick<Kernel, 'pool' | 'files'>): Promise<readonly Finding[]> {
  const { rows } = await kernel.pool.query<{ sha256: Buffer }>(
    `select sha256 from kernel.file where scan <> 'infected' order by created_at desc limit $1`,
    [LOOKED_AT],
  );
  const there = await Promise.all(rows.map(({ sha256 }) => kernel.files.store.head(sha256)));
  const gone = there.filter((found) => found === null).length;
  if (gone > 0) return [wrong('files/gone', text.filesGone(gone, rows.length), text.filesGoneMend)];
  return rows.length === 0 ? [] : [ok('files/there', text.files(rows.length))];
}
