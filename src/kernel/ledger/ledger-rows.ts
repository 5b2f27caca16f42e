import type pg from 'pg';

/** A place in the ledger; entries are read in the order of matters, and within one as they were written. */
export type Place = { readonly matter: number; readonly seq: number };

export type EntryRow = readonly [
  matter: number,
  seq: number,
  /** As PostgreSQL writes an instant in UTC. */
  at: string,
  act: string,
  from: string | null,
  to: string,
  body: string,
  /** In hex. */
  hash: string,
];
export type PayloadRow = readonly [matter: number, seq: number, salt: Buffer | null, content: Buffer];
export type MatterRow = readonly [id: number, number: string, /** In hex. */ head: string, seq: number, state: string];
export type ClockRow = readonly [
  matter: number,
  name: string,
  state: string,
  /** JSON. */
  facts: string,
  dueOn: string,
  provisional: boolean,
  calendar: string,
];

/** A stretch of the ledger with everything that belongs to it; `end` is null when it is the last. */
export type Batch = {
  readonly entries: readonly EntryRow[];
  readonly payloads: readonly PayloadRow[];
  /** Of matters after the one that the stretch before ended in. */
  readonly matters: readonly MatterRow[];
  readonly clocks: readonly ClockRow[];
  readonly end: Place | null;
};

const SIZE = 1000;
const LAST_SEQ = 2 ** 31 - 1;

/**
 * The ledger in stretches, so that memory does not grow with it. All of them are read from one snapshot.
 *
 * @param part only the matters after one, up to and with another
 */
export async function* batchesOf(
  client: pg.PoolClient,
  part: { readonly after: number; readonly through: number },
): AsyncGenerator<Batch> {
  const rows = async <Row extends readonly unknown[]>(
    name: string,
    text: string,
    values: readonly number[],
  ): Promise<readonly Row[]> =>
    // pg types rows as records, whatever the mode.
    (await client.query({ name, text, values: [...values], rowMode: 'array' })).rows as unknown as readonly Row[];
  // No entry has the last possible number, so the first matter looked at is the next one.
  for (let after: Place = { matter: part.after, seq: LAST_SEQ }; ; ) {
    const entries = await rows<EntryRow>(
      'kernel-verify-entries',
      `select matter_id, seq, at::text, act, from_state, to_state, body, encode(hash, 'hex') from kernel.entry
        where (matter_id, seq) > ($1, $2) and matter_id <= $4 order by matter_id, seq limit $3`,
      [after.matter, after.seq, SIZE, part.through],
    );
    const last = entries.length < SIZE ? undefined : entries.at(-1);
    const end = last ? { matter: last[0], seq: last[1] } : null;
    const upTo = end ?? { matter: part.through, seq: LAST_SEQ };
    const payloads = await rows<PayloadRow>(
      'kernel-verify-payloads',
      `select matter_id, seq, salt, content from kernel.payload
        where (matter_id, seq) > ($1, $2) and (matter_id, seq) <= ($3, $4) order by matter_id, seq`,
      [after.matter, after.seq, upTo.matter, upTo.seq],
    );
    const matters = await rows<MatterRow>(
      'kernel-verify-matters',
      `select id, number, encode(head, 'hex'), seq, state from kernel.matter where id > $1 and id <= $2 order by id`,
      [after.matter, upTo.matter],
    );
    const clocks = await rows<ClockRow>(
      'kernel-verify-clocks',
      `select matter_id, name, state, facts::text, due_on::text, provisional, calendar_version from kernel.clock
        where matter_id > $1 and matter_id <= $2 order by matter_id, name`,
      [after.matter, upTo.matter],
    );
    yield { entries, payloads, matters, clocks, end };
    if (!end) return;
    after = end;
  }
}
