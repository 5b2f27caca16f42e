import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Kernel, refuse } from '../../kernel/index.ts';
import type { CellQuery, readCell } from './contract.ts';
import { disputesIn, frozenDisputesIn, frozenRequestsIn, type ReportScope, requestsIn } from './counts.ts';
import { frozenProactiveIn, type ProactiveSources, proactiveIn } from './proactive.ts';
import type { StoredReport } from './repo.ts';

type Cell = Omit<z.infer<typeof CellQuery>, 'after'>;
type Answer = z.infer<typeof readCell.response>;

/**
 * What one cell of a report counts: of a frozen one what was kept with it, else what stands now.
 *
 * @throws Refusal annual-report/no-cell (422)
 */
export async function cellOf(
  kernel: Kernel,
  report: StoredReport,
  scope: ReportScope,
  sources: ProactiveSources,
  { row, column, group, result, figure }: Cell,
  after: string | null,
): Promise<Answer> {
  const { agencyShortName } = await directoryOf(kernel);
  const afterId = after !== null && /^\d{1,15}$/u.test(after) ? Number(after) : null;
  const next = (id: number | null): string | null => (id === null ? null : String(id));
  if (figure) {
    const source = sources[figure];
    const found = report.frozen
      ? await frozenProactiveIn(kernel.db, { ...report, cell: figure }, { after })
      : source
        ? await proactiveIn(kernel.db, source(scope), { after })
        : { rows: [], next: null };
    return {
      rows: found.rows.map(({ ref, title, agencyId, day, url }) => ({
        id: null,
        number: ref,
        title,
        agency: agencyShortName(agencyId),
        from: day,
        until: null,
        url,
      })),
      next: found.next,
    };
  }
  if (group && result) {
    const cell = { group, result, after: afterId };
    const found = report.frozen
      ? await frozenDisputesIn(kernel.db, report, cell)
      : await disputesIn(kernel.db, scope, cell);
    return {
      rows: found.rows.map(({ id, number, authority, caseNumber, agencyId, acceptedOn, resultOn }) => ({
        id,
        number,
        title: `${authority} ${caseNumber}`.trim(),
        agency: agencyShortName(agencyId),
        from: acceptedOn,
        until: resultOn,
        url: null,
      })),
      next: next(found.next),
    };
  }
  if (!row || !column) throw refuse('annual-report/no-cell', {}, 422);
  const cell = { row, column, after: afterId };
  const found = report.frozen
    ? await frozenRequestsIn(kernel.db, report, cell)
    : await requestsIn(kernel.db, scope, cell);
  return {
    rows: found.rows.map(({ id, number, subject, agencyId, receivedOn, concludedOn }) => ({
      id,
      number,
      title: subject,
      agency: agencyShortName(agencyId),
      from: receivedOn,
      until: concludedOn,
      url: null,
    })),
    next: next(found.next),
  };
}
