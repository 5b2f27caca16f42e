import type pg from 'pg';
import { payloadPlace } from '../seal/columns.ts';
import type { Seal } from '../seal/seal.ts';
import { canonical } from './canonical.ts';
import { commitmentOf, commitmentToSealed, type EntryFacts, hashNamedIn, hashOf, readOpening } from './entry.ts';
import { erasedBy } from './erasures.ts';

/** Something in the ledger that is not as it was written. */
export type Fault = { readonly matter: string; readonly seq: number; readonly fault: FaultCode };
type FaultCode =
  | 'entry-changed'
  | 'chain-broken'
  | 'entry-missing'
  | 'entry-misplaced'
  | 'columns-differ'
  | 'payload-changed'
  | 'payload-missing'
  | 'payload-not-erased'
  | 'head-differs'
  | 'not-canonical';

export type Verification = { readonly matters: number; readonly entries: number; readonly faults: readonly Fault[] };

type Row = {
  matter_id: number;
  number: string | null;
  head: Buffer | null;
  last_seq: number | null;
  state: string | null;
  seq: number;
  at: Date;
  act: string;
  from_state: string | null;
  to_state: string;
  body: string;
  hash: Buffer;
  salt: Buffer | null;
  content: Buffer | null;
};

/** Where the ledger is. Without the keys everything is checked but whether sealed payloads fit their commitments. */
type Source = { readonly pool: Pick<pg.Pool, 'query'>; readonly seal?: Seal };

const BATCH = 5000;

/**
 * Reads the whole ledger and computes every hash, chain and commitment again; names each matter and entry that is not
 * what was written. Reads in batches, so that memory does not grow with the ledger.
 */
export async function verifyLedger({ pool, seal }: Source): Promise<Verification> {
  const faults: Fault[] = [];
  let entries = 0;
  let matters = 0;
  let chain: Chain | undefined;
  for (let after = { matter: 0, seq: 0 }; ; ) {
    const rows = await batchAfter(pool, after.matter, after.seq);
    for (const row of rows) {
      if (chain === undefined || chain.matterId !== row.matter_id) {
        if (chain !== undefined) faults.push(...endFaults(chain));
        matters += 1;
        chain = {
          matterId: row.matter_id,
          number: row.number ?? `#${row.matter_id}`,
          seq: 0,
          hash: null,
          head: row.head,
          last: row.last_seq,
          state: null,
          rowState: row.state,
          payloads: NO_PAYLOADS,
        };
      }
      faults.push(...entryFaults(row, chain, seal));
      const payloads = notedPayloads(chain.payloads, row);
      chain = { ...chain, seq: row.seq, hash: row.hash, state: row.to_state, payloads };
      entries += 1;
    }
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) break;
    after = { matter: end.matter_id, seq: end.seq };
  }
  if (chain) faults.push(...endFaults(chain));
  faults.push(...(await emptyMatters(pool)));
  return { matters, entries, faults };
}

type Chain = {
  readonly matterId: number;
  readonly number: string;
  readonly seq: number;
  readonly hash: Buffer | null;
  readonly head: Buffer | null;
  readonly last: number | null;
  readonly state: string | null;
  readonly rowState: string | null;
  readonly payloads: Payloads;
};

/** What a chain says of its personal parts so far: which are not there, and which it says were erased. */
type Payloads = {
  readonly missing: readonly number[];
  readonly there: readonly number[];
  readonly erased: readonly number[];
};
const NO_PAYLOADS: Payloads = { missing: [], there: [], erased: [] };

function notedPayloads(before: Payloads, row: Row): Payloads {
  const facts = parsed(row.body);
  if (!facts) return before;
  const erased = erasedBy(facts);
  if (facts.payload === null && erased.length === 0) return before;
  const has = row.content !== null;
  return {
    missing: facts.payload !== null && !has ? [...before.missing, row.seq] : before.missing,
    there: facts.payload !== null && has ? [...before.there, row.seq] : before.there,
    erased: [...before.erased, ...erased],
  };
}

/** A personal part is gone with an entry that says so, or it is there; everything else is a fault. */
function payloadFaults({ number, payloads: { missing, there, erased } }: Chain): readonly Fault[] {
  const said = new Set(erased);
  return [
    ...missing.flatMap((seq) => (said.has(seq) ? [] : [{ matter: number, seq, fault: 'payload-missing' as const }])),
    ...there.flatMap((seq) => (said.has(seq) ? [{ matter: number, seq, fault: 'payload-not-erased' as const }] : [])),
  ];
}

async function batchAfter(pool: Pick<pg.Pool, 'query'>, matter: number, seq: number): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>(
    `select e.matter_id, m.number, m.head, m.seq as last_seq, m.state, e.seq, e.at, e.act, e.from_state, e.to_state, e.body, e.hash,
            p.salt, p.content
       from kernel.entry e
       left join kernel.matter m on m.id = e.matter_id
       left join kernel.payload p on p.matter_id = e.matter_id and p.seq = e.seq
      where (e.matter_id, e.seq) > ($1, $2) order by e.matter_id, e.seq limit $3`,
    [matter, seq, BATCH],
  );
  return rows;
}

function entryFaults(row: Row, chain: Chain, seal: Seal | undefined): readonly Fault[] {
  const faults: FaultCode[] = [];
  const facts = parsed(row.body);
  if (!hashOf(row.body, facts ? hashNamedIn(facts) : 'sha256').equals(row.hash)) faults.push('entry-changed');
  if (!facts) faults.push('not-canonical');
  else {
    if (row.number !== null && facts.matter !== row.number) faults.push('entry-misplaced');
    if ((facts.prev ?? null) !== (chain.hash?.toString('hex') ?? null)) faults.push('chain-broken');
    if (
      facts.seq !== row.seq ||
      facts.act !== row.act ||
      facts.from !== row.from_state ||
      facts.to !== row.to_state ||
      facts.at !== row.at.toISOString()
    ) {
      faults.push('columns-differ');
    }
    // A payload that is there must fit its commitment; whether one may be gone is seen when the whole chain is known.
    const canOpen = row.salt !== null || seal !== undefined;
    if (row.content && canOpen && facts.payload !== commitmentIn(row.salt, row.content, facts, seal))
      faults.push('payload-changed');
  }
  if (row.seq !== chain.seq + 1) faults.push('entry-missing');
  return faults.map((fault) => ({ matter: chain.number, seq: row.seq, fault }));
}

/** The commitment that a payload opens; null when it cannot be opened. */
function commitmentIn(salt: Buffer | null, content: Buffer, facts: EntryFacts, seal?: Seal): string | null {
  if (salt) return commitmentToSealed(salt, content);
  try {
    return seal
      ? commitmentOf(readOpening(seal.open(content, payloadPlace(facts.matter, facts.seq))), hashNamedIn(facts))
      : null;
  } catch {
    return null;
  }
}

function parsed(body: string): EntryFacts | null {
  try {
    const value = JSON.parse(body) as EntryFacts;
    return canonical(JSON.parse(body)) === body ? value : null;
  } catch {
    return null;
  }
}

function endFaults(chain: Chain): readonly Fault[] {
  const faults: Fault[] = [...payloadFaults(chain)];
  if (chain.head === null) faults.push({ matter: chain.number, seq: chain.seq, fault: 'entry-misplaced' });
  else if (chain.last !== null && chain.last > chain.seq)
    faults.push({ matter: chain.number, seq: chain.last, fault: 'entry-missing' });
  else if (!chain.hash?.equals(chain.head) || chain.rowState !== chain.state) {
    faults.push({ matter: chain.number, seq: chain.seq, fault: 'head-differs' });
  }
  return faults;
}

async function emptyMatters(pool: Pick<pg.Pool, 'query'>): Promise<readonly Fault[]> {
  const { rows } = await pool.query<{ number: string }>(
    `select number from kernel.matter m where not exists (select from kernel.entry e where e.matter_id = m.id) limit 1000`,
  );
  return rows.map((row) => ({ matter: row.number, seq: 1, fault: 'entry-missing' as const }));
}
