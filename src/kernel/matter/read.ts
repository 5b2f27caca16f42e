import type pg from 'pg';
import type { ClockFacts } from '../clock/index.ts';
import type { Day } from '../day.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import type { Agreement, RunningClock, Snapshot } from './snapshot.ts';

type ClockJson = {
  name: string;
  state: RunningClock['state'];
  facts: ClockFacts;
  due_on: string;
  warn_on: string;
  met_on: string | null;
  provisional: boolean;
  calendar_version: string;
  lapsed_at: string | null;
};

type MatterRow = {
  id: number;
  kind: string;
  process_id: number;
  number: string;
  title: string;
  region: string;
  agency_id: number;
  subject_id: number | null;
  parent_id: number | null;
  state: string;
  holder_role: string | null;
  agreed: Agreement | [];
  opened_at: Date;
  acted_at: Date;
  closed_at: Date | null;
  due_on: string;
  warn_on: string;
  provisional: boolean;
  seq: number;
  head: Buffer;
  clocks: ClockJson[] | null;
  open_children: number;
};

/** One query, so that the state, the clocks and the head belong together. */
const READ = `
  select m.*,
    (select json_agg(c) from (
       select name, state, facts, due_on, warn_on, met_on, provisional, calendar_version, lapsed_at
         from kernel.clock where matter_id = m.id) c) as clocks,
    (select count(*)::int from kernel.matter child where child.parent_id = m.id and child.closed_at is null) as open_children
  from kernel.matter m where m.`;

type Source = Pick<pg.Pool, 'query'>;

/** @throws Refusal matter/not-found (404) */
export const matterById = (kernel: Kernel, id: number, source: Source = kernel.pool): Promise<Snapshot> =>
  read(kernel, source, 'kernel-matter-by-id', `${READ}id = $1`, id);

/** @throws Refusal matter/not-found (404) */
export const matterByNumber = (kernel: Kernel, number: string, source: Source = kernel.pool): Promise<Snapshot> =>
  read(kernel, source, 'kernel-matter-by-number', `${READ}number = $1`, number);

async function read(
  kernel: Kernel,
  source: Source,
  name: string,
  text: string,
  key: number | string,
): Promise<Snapshot> {
  const { rows } = await source.query<MatterRow>({ name, text, values: [key] });
  const row = rows[0];
  if (!row) throw refuse('matter/not-found', {}, 404);
  return {
    id: row.id,
    kind: row.kind,
    processId: row.process_id,
    process: await kernel.processes.byId(row.process_id),
    number: row.number,
    title: row.title,
    region: row.region,
    agencyId: row.agency_id,
    subjectId: row.subject_id,
    parentId: row.parent_id,
    state: row.state,
    holderRole: row.holder_role,
    agreed: Array.isArray(row.agreed) ? null : row.agreed,
    openedAt: row.opened_at,
    actedAt: row.acted_at,
    closedAt: row.closed_at,
    dueOn: finite(row.due_on),
    warnOn: finite(row.warn_on),
    provisional: row.provisional,
    seq: row.seq,
    head: row.head,
    openChildren: row.open_children,
    clocks: Object.fromEntries((row.clocks ?? []).map((clock) => [clock.name, clockOf(clock)])),
  };
}

const clockOf = (clock: ClockJson): RunningClock => ({
  name: clock.name,
  state: clock.state,
  facts: clock.facts,
  dueOn: finite(clock.due_on),
  warnOn: finite(clock.warn_on),
  metOn: clock.met_on as Day | null,
  provisional: clock.provisional,
  calendarVersion: clock.calendar_version,
  lapsedAt: clock.lapsed_at === null ? null : new Date(clock.lapsed_at),
});

/** In the database a clock that stands still is due at infinity, so that lists sort it last. */
export const finite = (text: string): Day | null => (text === 'infinity' ? null : (text as Day));
