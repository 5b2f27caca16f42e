import { directoryOf, roleHolders } from '../../identity/index.ts';
import { dayOf, type Kernel, tell } from '../../kernel/index.ts';
import { guidesOn, keepsGuide, standingOfGuide } from '../guide.ts';
import { reviewText } from '../text.ts';

const DAY_MS = 86_400_000;
/** Whoever has been told is told again after a month, as long as nothing has happened. */
const AGAIN_MS = 30 * DAY_MS;
const WHO = new Set(['liaison', 'disclosure-officer']);

/**
 * Tells who keeps the guide of an agency that there is none, or that it has to be looked at again: it is more than a year
 * old, or the agency has another phone or address now. Answers how many were told.
 */
export async function remindOfGuides(kernel: Kernel, at: Date): Promise<number> {
  const today = dayOf(at);
  const [directory, guides] = await Promise.all([directoryOf(kernel), guidesOn(kernel.pool, today)]);
  const due = directory.agencies.filter(keepsGuide).flatMap((agency) => {
    const { state, reasons } = standingOfGuide(guides.get(agency.key) ?? null, agency, today);
    const why = reasons.map((reason) => reviewText[reason]).join('、');
    return state === 'good' ? [] : [{ agency, code: `disclosure.guide-${state}`, why }];
  });
  const holders = (
    await roleHolders(
      kernel,
      due.map(({ agency }) => agency.id),
      today,
    )
  ).filter(({ role }) => WHO.has(role));
  const told = await toldSince(kernel, new Date(at.getTime() - AGAIN_MS));
  let count = 0;
  for (const { agency, code, why } of due) {
    const people = new Set(holders.filter(({ agencyId }) => agencyId === agency.id).map(({ personId }) => personId));
    for (const personId of people) {
      if (told.has(`${personId} ${code} ${agency.name} ${why}`)) continue;
      await tell(kernel.pool, { personId, matterId: null, code, params: { agency: agency.name, why }, at });
      count += 1;
    }
  }
  return count;
}

async function toldSince({ pool }: Pick<Kernel, 'pool'>, since: Date): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ said: string }>(
    `select concat_ws(' ', person_id, code, params->>'agency', params->>'why') as said from kernel.notice
      where code in ('disclosure.guide-missing', 'disclosure.guide-due') and created_at > $1`,
    [since],
  );
  return new Set(rows.map(({ said }) => said));
}
