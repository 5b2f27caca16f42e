import type { Kernel } from '../kernel.ts';
import { Refusal } from '../refusal.ts';
import { hashOf } from './receive.ts';

const PAGE = 200;

/** Bytes that are not what they were when they came in, and the files that have them. */
export type FileFault = {
  readonly sha256: string;
  readonly fault: 'missing' | 'changed';
  readonly files: readonly { readonly id: string; readonly matter: string | null }[];
};
export type FileVerification = {
  readonly files: number;
  readonly bytes: number;
  readonly faults: readonly FileFault[];
};

type Row = { sha256: Buffer; size: number; files: { id: string; matter: string | null }[] };

/**
 * Reads every file that is kept and computes its hash again. Memory does not grow with their number, but for the faults.
 *
 * @throws Refusal files/store-away (503): then nothing is said about any file
 */
export async function verifyFiles({
  pool,
  files: { store },
}: Pick<Kernel, 'pool' | 'files'>): Promise<FileVerification> {
  const faults: FileFault[] = [];
  let files = 0;
  let bytes = 0;
  let after: Buffer = Buffer.alloc(0);
  for (;;) {
    const { rows } = await pool.query<Row>(
      `select f.sha256, max(f.size) as size,
              jsonb_agg(jsonb_build_object('id', f.id, 'matter', m.number) order by f.created_at, f.id) as files
         from kernel.file f left join kernel.matter m on m.id = f.matter_id
        where f.sha256 > $1 and f.scan <> 'infected'
        group by f.sha256 order by f.sha256 limit $2`,
      [after, PAGE],
    );
    for (const row of rows) {
      files += row.files.length;
      bytes += row.size;
      const fault = await faultOf(store, row);
      if (fault) faults.push({ sha256: row.sha256.toString('hex'), fault, files: row.files });
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return { files, bytes, faults };
    after = last.sha256;
  }
}

async function faultOf(store: Kernel['files']['store'], { sha256 }: Row): Promise<FileFault['fault'] | null> {
  try {
    return (await hashOf(await store.get(sha256))).equals(sha256) ? null : 'changed';
  } catch (error) {
    if (error instanceof Refusal && error.code === 'files/lost') return 'missing';
    throw error;
  }
}
