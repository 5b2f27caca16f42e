import type pg from 'pg';
import { payloadPlace } from '../seal/columns.ts';
import type { Seal } from '../seal/seal.ts';
import { canonical, isCanonical, type Json } from './canonical.ts';
import { commitmentOf, commitmentToSealed, type EntryFacts, hashNamedIn, hexHashOf, readOpening } from './entry.ts';
import { erasedBy } from './erasures.ts';
import { type Batch, batchesOf, type ClockRow, type EntryRow, type MatterRow, type PayloadRow } from './ledger-rows.ts';

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
  | 'clock-differs'
  | 'not-canonical';

export type Verification = { readonly matters: number; readonly entries: number; readonly faults: readonly Fault[] };

/** Where the ledger is. Without the keys everything is checked but whether sealed payloads fit their commitments. */
type Source = { readonly pool: pg.Pool; readonly seal?: Seal };

/** The matters that are looked at: those after one, up to and with another. */
export type LedgerPart = { readonly after: number; readonly through: number };

const WHOLE: LedgerPart = { after: 0, through: Number.MAX_SAFE_INTEGER };

/**
 * Reads the whole ledger, or the part that is asked for, and computes every hash, chain and commitment again; names each
 * matter and entry that is not what was written, and each clock that does not stand as its entries left it. The ledger
 * may grow meanwhile: what is checked is one moment of it.
 */
export async function verifyLedger({ pool, seal }: Source, part: LedgerPart = WHOLE): Promise<Verification> {
  return atOneMoment(pool, async (client) => {
    const walk: Walk = { faults: [], entries: 0, matters: 0, chain: undefined, seal };
    for await (const batch of batchesOf(client, part)) follow(walk, batch);
    if (walk.chain) walk.faults.push(...endFaults(walk.chain));
    const { matters, entries, faults } = walk;
    return { matters, entries, faults };
  });
}

/** How far the ledger has been read, and what was found. */
type Walk = {
  readonly faults: Fault[];
  readonly seal: Seal | undefined;
  entries: number;
  matters: number;
  chain: Chain | undefined;
};

function follow(walk: Walk, batch: Batch): void {
  const { faults } = walk;
  const found = indexOf(batch);
  for (const row of batch.entries) {
    if (walk.chain?.id !== row[0]) {
      if (walk.chain) faults.push(...endFaults(walk.chain));
      walk.chain = beginning(row[0], found.matters, found.clocks);
      walk.matters += 1;
    }
    faults.push(...entryFaults(row, found.payloadOf(row), walk.chain, walk.seal));
  }
  walk.entries += batch.entries.length;
  // What no entry has asked for belongs to none.
  for (const [, number] of found.matters.values()) faults.push({ matter: number, seq: 1, fault: 'entry-missing' });
  for (const [matter, seq] of found.orphans()) {
    const number = walk.chain?.id === matter ? walk.chain.number : `#${matter}`;
    faults.push({ matter: number, seq, fault: 'payload-changed' });
  }
}

/** Reads within one snapshot, for as long as it takes. */
export async function atOneMoment<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    return await work(client);
  } finally {
    await client.query('rollback').catch((error: unknown) => {
      broken = error instanceof Error ? error : new Error(String(error));
    });
    client.release(broken);
  }
}

type Found = {
  /** The payload of an entry; entries are asked for in the order they are read in. */
  readonly payloadOf: (entry: EntryRow) => PayloadRow | undefined;
  /** Payloads that no entry has asked for. */
  readonly orphans: () => readonly PayloadRow[];
  readonly matters: Map<number, MatterRow>;
  readonly clocks: ReadonlyMap<number, readonly ClockRow[]>;
};

function indexOf({ payloads, matters, clocks }: Batch): Found {
  const orphans: PayloadRow[] = [];
  let at = 0;
  return {
    payloadOf: ([matter, seq]) => {
      for (let row = payloads[at]; row !== undefined; row = payloads[at]) {
        if (row[0] > matter || (row[0] === matter && row[1] > seq)) return undefined;
        at += 1;
        if (row[0] === matter && row[1] === seq) return row;
        orphans.push(row);
      }
      return undefined;
    },
    orphans: () => [...orphans, ...payloads.slice(at)],
    matters: new Map(matters.map((row) => [row[0], row])),
    clocks: Map.groupBy(clocks, ([matter]) => matter),
  };
}

/** What is known of a matter while its entries go by. */
type Chain = {
  readonly id: number;
  readonly number: string;
  readonly row: MatterRow | undefined;
  readonly rows: readonly ClockRow[];
  seq: number;
  /** Hash of the entry gone by last, in hex, as the next names it. */
  head: string | null;
  state: string | null;
  readonly clocks: Map<string, ClockInEntry>;
  /** Entries that commit to a personal part: those whose part is there, those whose part is gone, those said to be erased. */
  readonly there: number[];
  readonly gone: number[];
  readonly erased: number[];
};

function beginning(id: number, matters: Map<number, MatterRow>, clocks: Found['clocks']): Chain {
  const row = matters.get(id);
  matters.delete(id);
  return {
    id,
    number: row?.[1] ?? `#${id}`,
    row,
    rows: clocks.get(id) ?? [],
    seq: 0,
    head: null,
    state: null,
    clocks: new Map(),
    there: [],
    gone: [],
    erased: [],
  };
}

/** Checks one entry against itself, its columns, its payload and the one before; the chain goes on to it. */
function entryFaults(row: EntryRow, payload: PayloadRow | undefined, chain: Chain, seal?: Seal): readonly Fault[] {
  const [, seq, , , , to, body, hash] = row;
  const facts = parsed(body);
  const faults: FaultCode[] = [];
  if (hexHashOf(body, facts ? hashNamedIn(facts) : 'sha256') !== hash) faults.push('entry-changed');
  if (!facts) faults.push('not-canonical');
  else faults.push(...factsFaults(facts, row, payload, chain, seal));
  if (seq !== chain.seq + 1) faults.push('entry-missing');
  chain.seq = seq;
  chain.head = hash;
  chain.state = to;
  for (const clock of facts ? clocksIn(facts) : []) chain.clocks.set(clock.name, clock);
  return faults.map((fault) => ({ matter: chain.number, seq, fault }));
}

function factsFaults(
  facts: EntryFacts,
  [, seq, at, act, from, to]: EntryRow,
  payload: PayloadRow | undefined,
  chain: Chain,
  seal?: Seal,
): readonly FaultCode[] {
  const faults: FaultCode[] = [];
  if (chain.row && facts.matter !== chain.number) faults.push('entry-misplaced');
  if ((facts.prev ?? null) !== chain.head) faults.push('chain-broken');
  const isSame = facts.seq === seq && facts.act === act && facts.from === from && facts.to === to;
  if (!isSame || writtenInstant(facts.at) !== at) faults.push('columns-differ');
  if (payload && !isCommittedTo(payload, facts, seal)) faults.push('payload-changed');
  if (facts.payload !== null) (payload ? chain.there : chain.gone).push(seq);
  chain.erased.push(...erasedBy(facts));
  return faults;
}

/** `2026-11-20T02:00:00.120Z` as PostgreSQL writes it in UTC: `2026-11-20 02:00:00.12+00`. */
function writtenInstant(at: unknown): string {
  if (typeof at !== 'string' || at.length !== INSTANT || !at.endsWith('Z')) return '';
  const thousandths = at.slice(20, 23);
  const fraction = thousandths === '000' ? '' : `.${thousandths.replace(/0+$/u, '')}`;
  return `${at.slice(0, 10)} ${at.slice(11, 19)}${fraction}+00`;
}
const INSTANT = '2026-11-20T02:00:00.120Z'.length;

/**
 * A payload that is there must fit its commitment; whether one may be gone is seen when the whole chain is known. Without
 * keys only those of version 1 can be looked at.
 */
function isCommittedTo([, , salt, content]: PayloadRow, facts: EntryFacts, seal?: Seal): boolean {
  if (salt) return facts.payload === commitmentToSealed(salt, content);
  if (!seal) return facts.payload !== null;
  try {
    return (
      facts.payload ===
      commitmentOf(readOpening(seal.open(content, payloadPlace(facts.matter, facts.seq))), hashNamedIn(facts))
    );
  } catch {
    return false;
  }
}

function parsed(body: string): EntryFacts | null {
  try {
    const value = JSON.parse(body) as EntryFacts & Json;
    return isCanonical(body, value) ? value : null;
  } catch {
    return null;
  }
}

type ClockInEntry = {
  readonly name: string;
  readonly state: string;
  readonly facts: Json;
  readonly dueOn: string | null;
  readonly provisional: boolean;
  readonly calendar: string;
};

const clocksIn = ({ clocks }: EntryFacts): readonly ClockInEntry[] =>
  Array.isArray(clocks) ? (clocks as unknown as readonly ClockInEntry[]) : [];

function endFaults(chain: Chain): readonly Fault[] {
  const { number: matter, seq, row } = chain;
  if (!row) return [{ matter, seq, fault: 'entry-misplaced' }];
  const [, , head, last, state] = row;
  const faults: Fault[] = [];
  if (last > seq) faults.push({ matter, seq: last, fault: 'entry-missing' });
  else if (chain.head !== head || last !== seq || state !== chain.state)
    faults.push({ matter, seq, fault: 'head-differs' });
  const said = new Set(chain.erased);
  for (const gone of chain.gone) if (!said.has(gone)) faults.push({ matter, seq: gone, fault: 'payload-missing' });
  for (const there of chain.there)
    if (said.has(there)) faults.push({ matter, seq: there, fault: 'payload-not-erased' });
  if (!clocksStand(chain)) faults.push({ matter, seq, fault: 'clock-differs' });
  return faults;
}

/** Whether the clocks stand as the entries left them: none more, none less, each with its dates. */
function clocksStand({ clocks, rows }: Chain): boolean {
  if (rows.length !== clocks.size) return false;
  return rows.every(([, name, state, facts, dueOn, provisional, calendar]) => {
    const said = clocks.get(name);
    return (
      said !== undefined &&
      said.state === state &&
      (said.dueOn ?? 'infinity') === dueOn &&
      said.provisional === provisional &&
      said.calendar === calendar &&
      canonical(said.facts) === canonical(JSON.parse(facts) as Json)
    );
  });
}
