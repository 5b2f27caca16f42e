import { addDays, type Calendar, type Day } from '../../kernel/index.ts';
import { type Course, courseOf, declinedCourse } from './course.ts';
import { type Draft, draftsFor } from './draw.ts';
import type { Goals } from './goals.ts';
import { type Accepted, type Handling, handlingTimes } from './handling.ts';
import { elapsedIn, intakesFor, type ToAccept } from './intake.ts';
import { workdaysIn } from './office-time.ts';
import type { Random } from './random.ts';
import type { PlanItem } from './types.ts';

/** Days after a period within which everything that was open at its end is delivered. */
export const AFTERWARDS_DAYS = 200;

/** One application with its course. */
export type Planned = Course & { readonly item: PlanItem; readonly amountFen: number | null };

/** Every application of one centre in one period. */
export function runOf(
  goals: Goals,
  items: readonly PlanItem[],
  calendar: Calendar,
  random: Random,
): readonly Planned[] {
  const days = workdaysIn(calendar, goals.from, goals.to);
  const all = workdaysIn(calendar, goals.from, addDays(goals.to, AFTERWARDS_DAYS));
  const drafts = draftsFor(goals, days, items, random);
  const handling = handlingOf(goals, days, drafts, random);
  const intakes = intakesFor(
    drafts.map((draft, i) => toAccept(draft, handling[i])),
    { corrected: goals.corrected, meanHundredths: goals.acceptanceHundredths },
    random,
    elapsedIn(days),
  );
  const accepted = drafts.map((draft, i): Planned => {
    const [intake, handled] = [intakes[i], handling[i]];
    if (!intake || !handled) throw new Error('an application without a course');
    return {
      item: draft.item,
      amountFen: draft.amountFen,
      ...courseOf(all, days.length - 1, draft, intake, handled, random),
    };
  });
  const declined = Array.from({ length: goals.notAccepted }, (_, nth): Planned => {
    const item = random.pick(items.filter(declinable));
    return { item, amountFen: null, ...declinedCourse(days, random.between(5, days.length - 5), nth, random) };
  });
  return [...accepted, ...declined];
}

const declinable = ({ caseType, investment, firstReview }: PlanItem): boolean =>
  caseType === 'promised' && !investment && !firstReview;

/** Fewest working days of a matter that the township examines first: a day for the visit, two for the county. */
const FIRST_REVIEW_LEAST = 3;

function handlingOf(goals: Goals, days: readonly Day[], drafts: readonly Draft[], random: Random): readonly Handling[] {
  const promised = drafts.filter(({ item }) => item.caseType === 'promised');
  const matters = promised.map(({ item, on, amountFen }): Accepted => {
    const isSpecial = item.specialExaminers !== null && random.chance(0.5);
    return {
      on,
      promised: item.promisedWorkdays,
      least: item.firstReview ? FIRST_REVIEW_LEAST : 1,
      pause: isSpecial ? random.between(2, 8) : 0,
      mustEnd: amountFen !== null,
    };
  });
  const times = handlingTimes(
    matters,
    {
      sameDay: goals.sameDay === null ? null : goals.sameDay - goals.instant,
      open: goals.open.map(({ on, count }) => ({ after: days.findLastIndex((day) => day <= on), count })),
      meanHundredths: goals.handledHundredths,
    },
    random,
  );
  const of = new Map(promised.map((draft, i) => [draft, times[i]]));
  return drafts.map((draft) => of.get(draft) ?? { workdays: 0, pause: 0, isOpen: false });
}

/** The latest minute of acceptance that leaves time for what follows on the same day. */
function toAccept({ item, on }: Draft, handling: Handling | undefined): ToAccept {
  const isInstant = item.caseType === 'instant';
  const latestMinute = isInstant ? 365 : handling?.workdays === 0 ? 230 : handling && handling.pause > 0 ? 340 : 380;
  return { on, latestMinute, isInstant };
}
