import { directoryOf } from '../../identity/index.ts';
import {
  act,
  calendarDays,
  type Day,
  day,
  dayOf,
  defineRegister,
  hours,
  instant,
  type Kernel,
  matterById,
  openMatter,
  type RecordListener,
  refuse,
  system,
  workingDays,
} from '../../kernel/index.ts';
import { PUBLICATION } from '../contract.ts';
import { dutyProcess } from '../process.ts';
import { type DutyRow, dutyRow, type FiguresOf, figureVersions } from '../repo/duties.ts';
import { publishedRow } from '../repo/published.ts';
import { Obligation, type Period, periodBefore } from '../rules/obligation.ts';
import { text } from '../text.ts';
import type { Acting } from './publication.ts';

/** What has to be told again and again, each in force from a day. */
export const obligationRegister = defineRegister<Obligation>('publication-obligation', (value) =>
  Obligation.parse(value),
);

/**
 * Opens a matter for each agency and each duty whose period is over, once; answers how many. The clock counts from the
 * last day of the period, whenever the program notices.
 */
export async function openDuties(kernel: Kernel, at: Date): Promise<number> {
  const today = dayOf(at);
  const obligations = await obligationRegister.list(kernel.pool, today);
  // A city that nobody has entered yet owes nothing.
  if (obligations.length === 0) return 0;
  const directory = await directoryOf(kernel);
  const city = directory.cityGovernment().region;
  let opened = 0;
  for (const { value: obligation, validFrom } of obligations) {
    const period = periodBefore(obligation.every, today);
    if (period.last < validFrom) continue;
    for (const line of obligation.lines) {
      const agency = directory.agencyByLine(city, line);
      if (agency && (await openDuty(kernel, obligation, period, agency, at))) opened += 1;
    }
  }
  return opened;
}

/** Opens the matter of one agency for one period; false when it is there already. */
export async function openDuty(
  kernel: Kernel,
  obligation: Obligation,
  period: Period,
  agency: { readonly id: number; readonly region: string },
  at: Date,
): Promise<boolean> {
  const known = await kernel.pool.query(
    'select 1 from disclosure.duty where obligation = $1 and agency_id = $2 and period = $3',
    [obligation.key, agency.id, period.key],
  );
  if (known.rowCount !== 0) return false;
  const { n, unit } = obligation.within;
  const until = untilDay(obligation, period);
  const isNamed = until !== null && dayOf(at) <= until;
  const limit = isNamed ? untilEndOf(until, at) : unit === 'workday' ? workingDays(n) : calendarDays(n);
  const process = dutyProcess(limit, obligation.law);
  await openMatter(kernel, {
    kind: 'disclosure-duty',
    process,
    act: 'open',
    title: text.dutyTitle(period.title, obligation.name),
    region: agency.region,
    agencyId: agency.id,
    actor: system,
    at,
    ...(isNamed ? {} : { on: period.last }),
    facts: { obligation: obligation.key, period: period.key, node: obligation.node },
    write: async (tx, id) => {
      await tx.client.query(
        'insert into disclosure.duty (matter_id, obligation, agency_id, period, node, titled) values ($1, $2, $3, $4, $5, $6)',
        [id, obligation.key, agency.id, period.key, obligation.node, obligation.titled],
      );
    },
  });
  return true;
}

/** The day that a rule names for the figures of a year. */
const untilDay = ({ until, every }: Obligation, { last }: Period): Day | null =>
  until === undefined || every !== 'year' ? null : day(`${Number(last.slice(0, 4)) + 1}-${until}`);

const HOUR_MS = 3_600_000;

/** Until the end of a day, which does not move. */
const untilEndOf = (on: Day, at: Date) =>
  hours(Math.floor((instant(on).getTime() + 24 * HOUR_MS - at.getTime()) / HOUR_MS));

/** The duty of an agency for a period, with the newest version of its figures; null where none was opened. */
export async function dutyOf(
  { pool }: Pick<Kernel, 'pool'>,
  of: FiguresOf,
): Promise<{ readonly duty: DutyRow; readonly version: number } | null> {
  const { rows } = await pool.query<{ id: number }>(
    'select matter_id as id from disclosure.duty where obligation = $1 and agency_id = $2 and period = $3',
    [of.obligation, of.agencyId, of.period],
  );
  const duty = rows[0] ? await dutyRow(pool, rows[0].id) : null;
  if (!duty) return null;
  const [newest] = await figureVersions(pool, of);
  return { duty, version: newest?.version ?? 0 };
}

/** What is published fulfils the duty that it was begun for, or else the oldest open one that it can. */
export const meetDuties: RecordListener = async (kernel, changes, at) => {
  for (const { kind, key, change } of changes) {
    if (kind !== PUBLICATION || change !== 'publish') continue;
    const { rows } = await kernel.pool.query<{ id: number }>(
      `with begun as (
         select d.matter_id from disclosure.duty d join disclosure.publication b on b.matter_id = d.publication_id
          where b.index_number = $1)
       select d.matter_id as id from disclosure.duty d
         join disclosure.published p on p.agency_id = d.agency_id
         join kernel.matter m on m.id = d.matter_id
        where p.index_number = $1 and not p.withdrawn and m.closed_at is null
          and case when exists (select from begun) then d.matter_id in (select matter_id from begun)
              else p.node = d.node and position(d.titled in p.title) > 0 and p.changed_at >= m.opened_at end
          and not exists (select from disclosure.duty other where other.index_number = p.index_number)
        order by d.period limit 1`,
      [key],
    );
    if (rows[0]) await meet(kernel, rows[0].id, key, { actor: system, at });
  }
};

/**
 * Says which publication fulfils a duty.
 *
 * @throws Refusal disclosure/not-published (404) also when it is another agency's; those of `act`
 */
export async function meet(kernel: Kernel, id: number, index: string, { actor, at, seenSeq }: Acting): Promise<void> {
  const snapshot = await dutyById(kernel, id);
  const published = await publishedRow(kernel.pool, index);
  if (!published || published.agencyId !== snapshot.agencyId || published.withdrawn) {
    throw refuse('disclosure/not-published', { index }, 404);
  }
  await act(kernel, {
    matter: snapshot,
    act: 'meet',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { index },
    write: async (tx) => {
      await tx.client.query('update disclosure.duty set index_number = $2 where matter_id = $1', [id, index]);
    },
  });
}

/** Lets a period pass, and says why. @throws Refusal disclosure/no-words (422), those of `act` */
export async function excuse(kernel: Kernel, id: number, words: string, { actor, at, seenSeq }: Acting): Promise<void> {
  await act(kernel, {
    matter: await dutyById(kernel, id),
    act: 'excuse',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { reason: words },
    evidence: { words },
  });
}

async function dutyById(kernel: Kernel, id: number) {
  const snapshot = await matterById(kernel, id);
  if (snapshot.kind !== 'disclosure-duty') throw refuse('matter/not-found', {}, 404);
  return snapshot;
}
