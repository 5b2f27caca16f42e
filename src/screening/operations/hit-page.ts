import type { z } from 'zod';
import { directoryOf, personNames } from '../../identity/index.ts';
import { type Actor, dayOf, type Kernel, pageOf } from '../../kernel/index.ts';
import { kindNames, partName, text } from '../text.ts';
import type { listHits } from '../wire.ts';
import { type HitQuery, type HitRow, hitCounts, listedHits } from './hit-list.ts';
import { agenciesWithTickets } from './ticket-list.ts';
import { agenciesToRead } from './ticket-view.ts';

const PAGE = 100;
const LONGEST_EXPORT = 50_000;

type Asked = Omit<HitQuery, 'agencyIds' | 'limit'>;

const decidersOf = (kernel: Kernel, rows: readonly HitRow[]): Promise<ReadonlyMap<number, string>> =>
  personNames(
    kernel,
    rows.flatMap(({ decidedBy }) => decidedBy ?? []),
  );

/** Lines of tickets, newest first, each with its number, what became of it and by whom. */
export async function hitPage(kernel: Kernel, query: Asked, actor: Actor): Promise<z.input<typeof listHits.response>> {
  const agencyIds = agenciesToRead(kernel, actor);
  const [found, counts, withTickets, directory] = await Promise.all([
    listedHits(kernel, { ...query, agencyIds, limit: PAGE + 1 }),
    hitCounts(kernel, agencyIds),
    agenciesWithTickets(kernel, agencyIds),
    directoryOf(kernel),
  ]);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  const names = await decidersOf(kernel, rows);
  return {
    rows: rows.map(({ agencyId, officeId, kind, part, decidedBy, decidedAt, ticketState, ...row }) => ({
      ...row,
      agency: directory.agencyShortName(agencyId),
      office: officeId === null ? null : directory.agencyShortName(officeId),
      kindName: kind === null ? null : kindNames[kind],
      part: part === null ? null : partName(part),
      decidedBy: decidedBy === null ? null : (names.get(decidedBy) ?? null),
      decidedAt: decidedAt?.toISOString() ?? null,
      mayDecide: ticketState === 'found' && kernel.access.may(actor, 'screening.decide', { agencyId }),
    })),
    next,
    agencies: withTickets.map((id) => ({ id, name: directory.agencyShortName(id) })),
    counts,
  };
}

/** The same lines as rows of a table, all of them. */
export async function hitRows(
  kernel: Kernel,
  query: Asked,
  actor: Actor,
): Promise<readonly (readonly (string | number | null)[])[]> {
  const rows = await listedHits(kernel, {
    ...query,
    before: undefined,
    agencyIds: agenciesToRead(kernel, actor),
    limit: LONGEST_EXPORT,
  });
  const [names, directory] = await Promise.all([decidersOf(kernel, rows), directoryOf(kernel)]);
  return rows.map((row) => [
    row.number,
    row.title,
    directory.agencyName(row.agencyId),
    text.finders[row.finder],
    row.officeId === null ? null : directory.agencyName(row.officeId),
    row.kind === null ? null : kindNames[row.kind],
    row.content,
    row.part === null ? row.note : partName(row.part),
    row.masked,
    text.hitStates[row.state],
    row.reason,
    row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
    row.decidedAt === null ? null : dayOf(row.decidedAt),
    row.foundOn,
    row.settledOn,
  ]);
}
