import type { Draft } from './draw.ts';
import type { Handling } from './handling.ts';
import type { Intake } from './intake.ts';
import { instantAt, type Moment, OFFICE_MINUTES } from './office-time.ts';
import type { Random } from './random.ts';
import type { Step } from './types.ts';

type Days = Parameters<typeof instantAt>[0];

/** Writes steps down one after the other: each a little later than the one before, never after the office closes. */
function diary(days: Days) {
  const steps: Step[] = [];
  let last: Moment = { day: 0, minute: -1 };
  const note = (moment: Moment, write: (at: Date) => Step): void => {
    const isSameDay = moment.day === last.day;
    const minute = isSameDay ? Math.max(moment.minute, last.minute + 1) : moment.minute;
    if (moment.day < last.day || minute >= OFFICE_MINUTES)
      throw new Error(`a day is too short: ${moment.day}/${minute}`);
    last = { day: moment.day, minute };
    steps.push(write(instantAt(days, last)));
  };
  return { steps, note, last: () => last };
}
type Diary = ReturnType<typeof diary>;

export type Course = {
  readonly steps: readonly Step[];
  /** null when it ended before acceptance. */
  readonly delivered: Moment | null;
};

/**
 * Everything that happens to one accepted application, from the counter to the delivered result.
 *
 * @param days the working days of the period and of some time after it
 * @param lastDay the last of the period: what is decided within it is delivered within it
 */
export function courseOf(
  days: Days,
  lastDay: number,
  draft: Draft,
  intake: Intake,
  handling: Handling,
  random: Random,
): Course {
  const book = diary(days);
  comeIn(book, intake);
  book.note(intake.accept, (at) => ({ at, act: 'accept' }));
  if (draft.item.caseType === 'instant') settleAtOnce(book, random);
  else handle(book, draft, handling, random);
  const decided = book.last();
  const later = handling.workdays === 0 ? 0 : random.pick([0, 0, 0, 1, 1, 2]);
  const day = handling.isOpen ? decided.day + later : Math.min(decided.day + later, lastDay);
  const minute = day === decided.day ? decided.minute + random.between(1, 4) : random.between(5, 380);
  book.note({ day, minute }, (at) => ({ at, act: 'deliver' }));
  return { steps: book.steps, delivered: book.last() };
}

function comeIn(book: Diary, { submit, correction }: Omit<Intake, 'accept'>): void {
  book.note(submit, (at) => ({ at, act: 'submit' }));
  if (!correction) return;
  book.note(correction.ask, (at) => ({ at, act: 'ask-to-correct' }));
  book.note(correction.correct, (at) => ({ at, act: 'correct' }));
}

const after = ({ day, minute }: Moment, minutes: number): Moment => ({ day, minute: minute + minutes });

function settleAtOnce(book: Diary, random: Random): void {
  book.note(after(book.last(), random.between(3, 10)), (at) => ({ at, act: 'grant' }));
}

/** Examined by one, decided by another; in between what the item asks for. */
function handle(book: Diary, { item, amountFen }: Draft, { workdays, pause }: Handling, random: Random): void {
  const accepted = book.last();
  const decidedOn = accepted.day + workdays + pause;
  const outcome = amountFen === null && workdays > 0 && random.chance(0.01) ? 'deny' : 'grant';
  if (workdays === 0) {
    book.note(after(accepted, random.between(25, 60)), (at) => ({ at, act: 'recommend' }));
    book.note(after(book.last(), random.between(20, 60)), (at) => ({ at, act: outcome }));
    return;
  }
  let earliest = accepted.day;
  if (item.firstReview) {
    reviewFirst(book, accepted.day + 1, random);
    // The county hears of the opinion by the next morning.
    earliest = accepted.day + 2;
  }
  if (pause > 0 && item.specialExaminers !== null) {
    const begin = accepted.day + random.between(0, workdays - 1);
    lookOnTheSpot(book, begin, pause, item.specialExaminers, random);
    earliest = begin + pause;
  }
  const day = random.chance(0.6) ? Math.max(earliest, decidedOn - 1) : decidedOn;
  const minute = day === decidedOn ? random.between(30, 140) : random.between(200, 380);
  book.note({ day, minute }, (at) => ({ at, act: 'recommend' }));
  if (day < decidedOn && random.chance(0.02)) askAgain(book, decidedOn, random);
  book.note({ day: decidedOn, minute: random.between(180, 370) }, (at) => ({ at, act: outcome }));
}

function reviewFirst(book: Diary, day: number, random: Random): void {
  const minute = random.between(20, 120);
  book.note({ day, minute }, (at) => ({ at, act: 'record-visit', nth: 0 }));
  book.note({ day, minute: minute + 20 }, (at) => ({ at, act: 'record-visit', nth: 1 }));
  book.note({ day, minute: random.between(200, 380) }, (at) => ({ at, act: 'conclude' }));
}

/** A procedure whose time does not count; every examiner records what was found. */
function lookOnTheSpot(book: Diary, begin: number, pause: number, examiners: number, random: Random): void {
  book.note({ day: begin, minute: random.between(350, 370) }, (at) => ({
    at,
    act: 'start-special',
    expectedWorkdays: pause,
  }));
  for (let nth = 0; nth < examiners; nth += 1) {
    book.note({ day: begin + pause, minute: 5 + nth * 5 }, (at) => ({ at, act: 'end-special', nth }));
  }
}

/** Sent back once for a better opinion. */
function askAgain(book: Diary, day: number, random: Random): void {
  book.note({ day, minute: random.between(5, 30) }, (at) => ({ at, act: 'send-back' }));
  book.note({ day, minute: random.between(60, 150) }, (at) => ({ at, act: 'recommend' }));
}

/** The few that end before acceptance: most belong elsewhere. */
export function declinedCourse(days: Days, on: number, nth: number, random: Random): Course {
  const book = diary(days);
  const endings = [
    'refuse-acceptance',
    'withdraw',
    'refuse-acceptance',
    'tell-not-needed',
    'refuse-acceptance',
  ] as const;
  const act = endings[nth % endings.length] ?? 'refuse-acceptance';
  book.note({ day: on, minute: random.between(10, 300) }, (at) => ({ at, act: 'submit' }));
  book.note(after(book.last(), random.between(10, 60)), (at) => ({ at, act }));
  return { steps: book.steps, delivered: null };
}
