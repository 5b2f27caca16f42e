import { join } from 'node:path';
import type pg from 'pg';
import type { LedgerHash } from '../ledger/entry.ts';
import { refuse } from '../refusal.ts';
import type { WitnessKey } from './signer.ts';
import { witnessOf } from './signer.ts';

/** What a city's ledger is hashed and its log signed with; chosen once. */
export type Suite = 'sha256-ed25519' | 'sm3-sm2';

export const hashOfSuite = (suite: Suite): LedgerHash => (suite === 'sm3-sm2' ? 'sm3' : 'sha256');

/** Somebody outside who confirms that the log only grows. */
export type Witness = {
  readonly vkey: string;
  readonly key: WitnessKey;
  /** Where checkpoints are sent; null: he brings his signatures himself. */
  readonly url: string | null;
};

/** How the log of this installation is kept. */
export type LogSettings = {
  readonly suite: Suite;
  /** The static files. */
  readonly folder: string;
  /** Where the signing key is. */
  readonly keys: string;
  /** The origin the operator asks for; null: whatever it is. */
  readonly origin: string | null;
  /** The origin of a log that begins without being told one. */
  readonly originIfNew: string;
  /** How often new entries are gathered; 0: this copy of the program publishes nothing. */
  readonly everySeconds: number;
  readonly witnesses: readonly Witness[];
};

/** What an operator can set of the log, as it comes from the environment. */
export type LogOptions = {
  readonly origin?: string | null;
  readonly publicUrl?: string;
  readonly everySeconds?: number;
  readonly witnesses?: string;
};

const DEFAULT_SECONDS = 10;

/** @throws Refusal log/not-a-key when a witness has no readable key */
export function logSettings(dataDir: string, suite: Suite, options: LogOptions = {}): LogSettings {
  return {
    suite,
    folder: join(dataDir, 'log'),
    keys: join(dataDir, 'keys'),
    origin: options.origin ?? null,
    originIfNew: `${new URL(options.publicUrl ?? 'http://localhost').host}/log`,
    everySeconds: options.everySeconds ?? DEFAULT_SECONDS,
    witnesses: parseWitnesses(options.witnesses ?? ''),
  };
}

/** `VKEY [URL]`, separated by commas. */
export function parseWitnesses(text: string): readonly Witness[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [vkey = '', url, ...more] = part.split(/\s+/u);
      if (more.length > 0 || (url !== undefined && !/^https?:\/\//u.test(url)))
        throw refuse('log/not-a-witness', { part });
      return { vkey, key: witnessOf(vkey), url: url?.replace(/\/+$/u, '') ?? null };
    });
}

/**
 * The suite of this database: the one it began with. One that has entries from before there was a choice has the first.
 *
 * @param wanted what the operator asks for; null: whatever it is
 * @throws Refusal ledger/other-suite when it began with another
 */
export async function suiteOf(pool: Pick<pg.Pool, 'query'>, wanted: Suite | null): Promise<Suite> {
  const { rows } = await pool.query<{ suite: Suite }>(
    `with chosen as (
       insert into kernel.setting (key, value)
       select 'ledger.suite', to_jsonb(case when exists (select from kernel.entry) then 'sha256-ed25519' else $1::text end)
       where not exists (select from kernel.setting where key = 'ledger.suite')
       on conflict (key) do nothing returning value #>> '{}' as suite)
     select suite from chosen union all select value #>> '{}' from kernel.setting where key = 'ledger.suite'`,
    [wanted ?? 'sha256-ed25519'],
  );
  // Nothing comes back when another program chose at the same moment.
  const suite = rows[0]?.suite ?? (await suiteOf(pool, wanted));
  if (wanted !== null && suite !== wanted) throw refuse('ledger/other-suite', { suite, wanted });
  return suite;
}
