import type pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { type Day, dayOf, yearOf } from '../day.ts';
import { inTransaction, type Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import type { Json } from '../ledger/canonical.ts';
import type { Process } from '../process/define.ts';
import { type Capacity, clocksParameter, jobsParameter, type NewJob, spoken, writeEntry } from './commit.ts';
import { counted } from './counted.ts';
import type { Facts } from './kinds.ts';
import { consequenceOf, legalDay, type Terms } from './step.ts';

export type OpenRequest = {
  readonly kind: string;
  /** A process compiled for this matter; else the kind's own. */
  readonly process?: Process;
  /** The act that opens it, one of the process's acts that leads from its initial state. */
  readonly act: string;
  readonly title: string;
  readonly region: string;
  readonly agencyId: number;
  readonly subjectId?: number | null;
  readonly parentId?: number | null;
  readonly actor: Actor;
  readonly capacity?: Capacity;
  readonly at: Date;
  /** The legal day of what is entered, where it lies before the day it is entered. */
  readonly on?: Day;
  /** Limits that the act sets itself, by clock, where the process leaves them to it. */
  readonly terms?: Terms;
  readonly facts?: Facts;
  readonly personal?: Json;
  readonly jobs?: readonly NewJob[];
  readonly write?: (tx: Transaction, matterId: number, number: string) => Promise<void>;
  readonly within?: Transaction;
};

export type Opened = {
  readonly id: number;
  readonly number: string;
  readonly dueOn: Day | null;
  readonly hash: Buffer;
  readonly state: string;
};

/**
 * Opens a matter with its first act: number, envelope, first ledger entry, clocks and the module's rows in one
 * transaction. Numbers run for each kind, region and year; a refused opening may leave a gap, never a duplicate.
 */
export const openMatter = (kernel: Kernel, request: OpenRequest): Promise<Opened> =>
  counted(kernel.instruments, 'open', () => open(kernel, request));

async function open(kernel: Kernel, request: OpenRequest): Promise<Opened> {
  const kind = kernel.kinds.of(request.kind);
  const process = request.process ?? kind.process;
  if (!process) throw new Error(`a matter of kind ${request.kind} needs a process`);
  const processId = await kernel.processes.idOf(process);
  const on = dayOf(request.at);
  const number = await nextNumber(request.within?.client ?? kernel.pool, kind.prefix, request.region, yearOf(on));
  const outcome = consequenceOf(
    { process, state: process.initial, clocks: {}, agreed: null, holderRole: null },
    request.act,
    request.actor.personId,
    {
      on: legalDay(request),
      at: request.at,
      terms: request.terms ?? {},
      calendar: kernel.calendars.forRegion(request.region),
      lightRule: kernel.lightRule,
    },
  );
  const capacity = request.capacity ?? { role: null, agencyId: null };
  const entry = writeEntry(
    kernel,
    {
      matter: number,
      kind: request.kind,
      seq: 1,
      at: request.at.toISOString(),
      act: request.act,
      ...spoken(request),
      from: null,
      to: outcome.to,
      process: kernel.processes.digestOf(process),
      facts: request.facts ?? {},
      clocks: outcome.changed,
      prev: null,
    },
    request.actor,
    capacity,
    request.personal,
  );
  const parameters = [
    request.kind,
    processId,
    number,
    request.title,
    request.region,
    request.agencyId,
    request.subjectId ?? null,
    request.parentId ?? null,
    outcome.to,
    request.at,
    request.act,
    request.actor.personId,
    capacity.agencyId,
    entry.body,
    entry.hash,
    null,
    entry.payload,
    outcome.holderRole,
    outcome.closed,
    outcome.dueOn ?? 'infinity',
    outcome.warnOn ?? 'infinity',
    outcome.provisional,
    clocksParameter(outcome.changed, process.clocks),
    jobsParameter(request.jobs ?? []),
  ];
  const insert = async (tx: Transaction): Promise<number> => {
    const { rows } = await tx.client.query<{ id: number }>({ ...OPEN, values: parameters });
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('a matter was not opened');
    await request.write?.(tx, id, number);
    return id;
  };
  const id = request.within ? await insert(request.within) : await inTransaction(kernel.pool, insert);
  if (request.jobs?.length) kernel.wake();
  return { id, number, dueOn: outcome.dueOn, hash: entry.hash, state: outcome.to };
}

const OPEN = {
  name: 'kernel-open',
  text: `select kernel.open_matter(${Array.from({ length: 24 }, (_, i) => `$${i + 1}`).join(',')}) as id`,
};

/** `SP-590922-2026-000123`: kind, region, year, serial. */
async function nextNumber(
  source: Pick<pg.Pool, 'query'>,
  prefix: string,
  region: string,
  year: number,
): Promise<string> {
  const { rows } = await source.query<{ serial: number }>({
    name: 'kernel-next-number',
    text: 'select kernel.next_number($1, $2, $3) as serial',
    values: [prefix, region, year],
  });
  const serial = rows[0]?.serial;
  if (serial === undefined) throw new Error('no number was given out');
  return `${prefix}-${region}-${year}-${String(serial).padStart(6, '0')}`;
}
