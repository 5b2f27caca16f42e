import type pg from 'pg';
import { dueOn } from '../../src/kernel/clock/index.ts';
import { day, type Kernel, system, workingDays } from '../../src/kernel/index.ts';
import { writeEntry } from '../../src/kernel/matter/commit.ts';
import type { RunningClock } from '../../src/kernel/matter/snapshot.ts';

const PER_MATTER = 10;
const MATTERS_AT_ONCE = 500;
/** January to November. */
const MONTHS = 11;

type Entry = {
  readonly matter: number;
  readonly seq: number;
  readonly at: Date;
  readonly act: string;
  readonly from: string | null;
  readonly to: string;
  readonly body: string;
  readonly hash: Buffer;
  readonly payload: Buffer | null;
};

/**
 * A ledger as eleven months of work leave it, written by the functions of an act and inserted in bulk: ten entries for
 * a matter, every third with a sealed payload, clocks that start, stand and are met. Answers how many entries.
 */
export async function fillLedger(kernel: Kernel, owner: pg.Pool, entries: number): Promise<number> {
  const process = await kernel.pool.query<{ id: number }>(
    `insert into kernel.process (kind, digest, definition) values ('bench-ledger', 'x', '{}') returning id`,
  );
  const processId = process.rows[0]?.id ?? 0;
  const matters = Math.ceil(entries / PER_MATTER);
  for (let first = 1; first <= matters; first += MATTERS_AT_ONCE) {
    const count = Math.min(MATTERS_AT_ONCE, matters - first + 1);
    await insert(
      owner,
      processId,
      Array.from({ length: count }, (_, i) => matterOf(kernel, first + i)),
    );
  }
  return matters * PER_MATTER;
}

type Matter = {
  readonly id: number;
  readonly number: string;
  readonly entries: readonly Entry[];
  readonly clock: RunningClock;
};

const STATES = [
  'new',
  'received',
  'accepted',
  'examined',
  'visited',
  'examined',
  'reviewed',
  'decided',
  'delivered',
  'closed',
];
const ACTS = ['submit', 'receive', 'accept', 'examine', 'visit', 'report', 'review', 'decide', 'deliver', 'close'];

function matterOf(kernel: Kernel, id: number): Matter {
  const number = `BL-590922-2026-${String(id).padStart(7, '0')}`;
  const opened = new Date(Date.UTC(2026, id % MONTHS, 1 + (id % 25), 1, id % 60, 0, id % 1000));
  const startedOn = day(opened.toISOString().slice(0, 10));
  const entries: Entry[] = [];
  let head: Buffer | null = null;
  let clock = clockOf(kernel, startedOn, 'running');
  for (let seq = 1; seq <= PER_MATTER; seq += 1) {
    const at = new Date(opened.getTime() + seq * 3_600_000);
    const [from, to] = [seq === 1 ? null : (STATES[seq - 2] ?? ''), STATES[seq - 1] ?? ''];
    if (seq === 8) clock = { ...clock, state: 'met', metOn: startedOn };
    const act = ACTS[seq - 1] ?? '';
    const written = writeEntry(
      kernel,
      {
        matter: number,
        kind: 'bench-ledger',
        seq,
        at: at.toISOString(),
        act,
        from,
        to,
        facts: { opinion: '材料齐全，符合法定条件，建议准予许可', window: `A${id % 30}`, materials: 6 },
        clocks: seq === 3 || seq === 8 ? [clock] : [],
        prev: head?.toString('hex') ?? null,
      },
      system,
      { role: 'clerk', agencyId: 7 },
      seq % 3 === 1
        ? {
            name: '张三',
            idNumber: '590922199001011234',
            phone: '13800000000',
            address: '明堂市溪平县城关镇人民路 12 号',
          }
        : undefined,
    );
    head = written.hash;
    entries.push({ matter: id, seq, at, act, from, to, ...written });
  }
  return { id, number, entries, clock };
}

function clockOf(kernel: Kernel, startedOn: ReturnType<typeof day>, state: RunningClock['state']): RunningClock {
  const facts = { limit: workingDays(20), startedOn, spans: [], extensions: [] };
  const calendar = kernel.calendars.forRegion('590922');
  const due = dueOn(calendar, facts);
  return {
    name: 'decision',
    state,
    facts,
    dueOn: due.dueOn,
    warnOn: null,
    metOn: null,
    provisional: due.provisional,
    calendarVersion: calendar.version,
    lapsedAt: null,
  };
}

async function insert(owner: pg.Pool, processId: number, matters: readonly Matter[]): Promise<void> {
  const last = (matter: Matter): Entry | undefined => matter.entries.at(-1);
  await owner.query(
    `insert into kernel.matter (id, kind, process_id, number, title, region, agency_id, state, opened_at, acted_at, closed_at, seq, head)
     overriding system value
     select id, 'bench-ledger', $5, number, '测速', '590922', 7, 'closed', at, at, at, ${PER_MATTER}, head
       from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::bytea[]) as m (id, number, at, head)`,
    [
      matters.map(({ id }) => id),
      matters.map(({ number }) => number),
      matters.map((matter) => last(matter)?.at),
      matters.map((matter) => last(matter)?.hash),
      processId,
    ],
  );
  const entries = matters.flatMap((matter) => matter.entries);
  await owner.query(
    `insert into kernel.entry (matter_id, seq, at, act, agency_id, from_state, to_state, body, hash)
     select matter_id, seq, at, act, 7, from_state, to_state, body, hash
       from unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[])
         as e (matter_id, seq, at, act, from_state, to_state, body, hash)`,
    [
      entries.map(({ matter }) => matter),
      entries.map(({ seq }) => seq),
      entries.map(({ at }) => at),
      entries.map(({ act }) => act),
      entries.map(({ from }) => from),
      entries.map(({ to }) => to),
      entries.map(({ body }) => body),
      entries.map(({ hash }) => hash),
    ],
  );
  const sealed = entries.filter(({ payload }) => payload !== null);
  await owner.query(
    `insert into kernel.payload (matter_id, seq, content) select * from unnest($1::bigint[], $2::int[], $3::bytea[])`,
    [sealed.map(({ matter }) => matter), sealed.map(({ seq }) => seq), sealed.map(({ payload }) => payload)],
  );
  await owner.query(
    `insert into kernel.clock (matter_id, name, state, facts, due_on, met_on, provisional, calendar_version)
     select id, 'decision', 'met', facts, due_on, met_on, provisional, calendar
       from unnest($1::bigint[], $2::jsonb[], $3::date[], $4::date[], $5::boolean[], $6::text[])
         as c (id, facts, due_on, met_on, provisional, calendar)`,
    [
      matters.map(({ id }) => id),
      matters.map(({ clock }) => JSON.stringify(clock.facts)),
      matters.map(({ clock }) => clock.dueOn ?? 'infinity'),
      matters.map(({ clock }) => clock.metOn),
      matters.map(({ clock }) => clock.provisional),
      matters.map(({ clock }) => clock.calendarVersion),
    ],
  );
}
