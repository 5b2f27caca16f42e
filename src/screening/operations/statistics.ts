import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Day, dayOf, type Kernel } from '../../kernel/index.ts';
import type { readStatistics } from '../wire.ts';
import { finderFigures, hitFigures } from './hit-list.ts';
import { lastPass } from './pass.ts';
import { agenciesToRead } from './ticket-view.ts';

const FIGURES = ['self', 'assigned', 'rectified', 'open', 'kept', 'dismissed'] as const;

/** What was found and what became of it, agency by agency and by who found it, and how far the stock is looked through. */
export async function ticketStatistics(
  kernel: Kernel,
  { from, to }: { readonly from?: Day | undefined; readonly to?: Day | undefined },
  actor: Actor,
): Promise<z.input<typeof readStatistics.response>> {
  const today = dayOf(kernel.now());
  const [first, last] = [from ?? (`${today.slice(0, 4)}-01-01` as Day), to ?? today];
  const agencyIds = agenciesToRead(kernel, actor);
  const [agencies, finders, pass, directory] = await Promise.all([
    hitFigures(kernel, agencyIds, first, last),
    finderFigures(kernel, agencyIds, first, last),
    lastPass(kernel),
    directoryOf(kernel),
  ]);
  const total = Object.fromEntries(
    FIGURES.map((figure) => [figure, agencies.reduce((sum, agency) => sum + agency[figure], 0)]),
  ) as Record<(typeof FIGURES)[number], number>;
  return {
    from: first,
    to: last,
    total,
    agencies: agencies.map(({ agencyId, ...figures }) => ({ agency: directory.agencyShortName(agencyId), ...figures })),
    finders: finders.map(({ officeId, ...figures }) => ({
      ...figures,
      office: officeId === null ? null : directory.agencyShortName(officeId),
    })),
    pass: pass && {
      ...pass,
      beganAt: pass.beganAt.toISOString(),
      endedAt: pass.endedAt?.toISOString() ?? null,
    },
  };
}
