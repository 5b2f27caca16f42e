import { totalForMean } from './apportion.ts';
import { instantAt, type Moment } from './office-time.ts';
import type { Random } from './random.ts';

/** How an application came in and was accepted. */
export type Intake = {
  readonly submit: Moment;
  /** Asked once to correct, and when it was corrected. */
  readonly correction: { readonly ask: Moment; readonly correct: Moment } | null;
  readonly accept: Moment;
};

export type ToAccept = {
  /** Working day of acceptance. */
  readonly on: number;
  /** Last minute at which it may be accepted, so that the rest of the day suffices. */
  readonly latestMinute: number;
  readonly isInstant: boolean;
};

const DAY_MS = 86_400_000;

/**
 * Gives every application its way to the counter: most are accepted within minutes, some are looked at overnight, some
 * are corrected first. The mean from submission to acceptance comes as near to the given one as whole nights allow.
 *
 * @param elapsedMs time between two moments of the period
 */
export function intakesFor(
  cases: readonly ToAccept[],
  goals: { readonly corrected: number; readonly meanHundredths: number },
  random: Random,
  elapsedMs: (from: Moment, to: Moment) => number,
): readonly Intake[] {
  const intakes = cases.map((one) => atOnce(one, random));
  const order = random.shuffled(cases.flatMap(({ isInstant, on }, i) => (isInstant || on < 1 ? [] : [i])));
  const correctable = order.filter((i) => (cases[i]?.on ?? 0) >= LONGEST_CORRECTION);
  const corrected = new Set(correctable.slice(0, goals.corrected));
  for (const i of corrected) replace(intakes, i, cases[i], (one) => afterCorrection(one, random));
  const wantedMs = totalForMean(cases.length, goals.meanHundredths) * DAY_MS;
  let totalMs = intakes.reduce((sum, { submit, accept }) => sum + elapsedMs(submit, accept), 0);
  for (const i of order) {
    const one = cases[i];
    const before = intakes[i];
    if (corrected.has(i) || !one || !before) continue;
    const overnight = afterTheNight(one, random);
    const more = elapsedMs(overnight.submit, overnight.accept) - elapsedMs(before.submit, before.accept);
    if (totalMs + more > wantedMs + DAY_MS / 2) continue;
    intakes[i] = overnight;
    totalMs += more;
    if (totalMs >= wantedMs - DAY_MS / 2) break;
  }
  return intakes;
}

function replace(intakes: Intake[], i: number, one: ToAccept | undefined, make: (one: ToAccept) => Intake): void {
  if (one) intakes[i] = make(one);
}

function atOnce({ on, latestMinute }: ToAccept, random: Random): Intake {
  const minute = random.between(0, latestMinute - 12);
  return {
    submit: { day: on, minute },
    correction: null,
    accept: { day: on, minute: minute + random.between(4, 12) },
  };
}

/** Handed in during the afternoon, accepted first thing next working day. */
const afterTheNight = ({ on, latestMinute }: ToAccept, random: Random): Intake => ({
  submit: { day: on - 1, minute: random.between(200, 385) },
  correction: null,
  accept: { day: on, minute: random.between(5, Math.min(100, latestMinute)) },
});

const LONGEST_CORRECTION = 6;

function afterCorrection({ on, latestMinute }: ToAccept, random: Random): Intake {
  const day = on - random.between(2, LONGEST_CORRECTION);
  const minute = random.between(0, 340);
  const corrected = random.between(10, Math.min(150, latestMinute - 12));
  return {
    submit: { day, minute },
    correction: {
      ask: { day, minute: minute + random.between(10, 40) },
      correct: { day: on, minute: corrected },
    },
    accept: { day: on, minute: corrected + random.between(4, 12) },
  };
}

/** Time from one moment of the period to another as a clock on the wall has it. */
export const elapsedIn =
  (days: Parameters<typeof instantAt>[0]) =>
  (from: Moment, to: Moment): number =>
    instantAt(days, to).getTime() - instantAt(days, from).getTime();
