import type { Day } from '../../kernel/index.ts';
import { reported } from '../report.ts';
import { apportion } from './apportion.ts';

/** What one centre's matters of one period have to come to. */
export type Goals = {
  readonly from: Day;
  readonly to: Day;
  /** Applications accepted in each calendar month of the period, in order. */
  readonly acceptedByMonth: readonly number[];
  /** Refused, not needed or withdrawn before acceptance. */
  readonly notAccepted: number;
  /** 即办件 among those accepted; all of them are settled on the day. */
  readonly instant: number;
  /** Settled on the day of acceptance, 即办件 and others; null where it was not reported. */
  readonly sameDay: number | null;
  /** Accepted and not decided at the end of these days; the last is the end of the period. */
  readonly open: readonly { readonly on: Day; readonly count: number }[];
  /** Mean of working days of 承诺件; null where none was reported. */
  readonly handledHundredths: number | null;
  readonly acceptanceHundredths: number;
  /** Asked once to correct their materials. */
  readonly corrected: number;
  /** Investments, in fen; each is granted. */
  readonly investmentsFen: readonly number[];
};

type Days = (monthAndDay: string) => Day;

/** The eleven months of the report, cut down to one in `scale`. */
export function centreGoals(on: Days, lastWorkdayOfOctober: Day, scale: number): Goals {
  const of = (count: number): number => Math.max(1, Math.round(count / scale));
  const accepted = of(reported.accepted);
  const open = of(reported.accepted - reported.completed);
  const november = lastMonth(accepted, open);
  const sameDay = Math.round((accepted * reported.sameDay) / reported.accepted);
  return {
    from: on('01-01'),
    to: on('11-30'),
    acceptedByMonth: [...apportion(accepted - november.accepted, TO_OCTOBER), november.accepted],
    notAccepted: of(reported.applied - reported.accepted),
    instant: sameDay - of(SAME_DAY_PROMISED),
    sameDay,
    open: [
      { on: lastWorkdayOfOctober, count: open - (november.accepted - november.completed) },
      { on: on('11-30'), count: open },
    ],
    handledHundredths: reported.handledHundredths,
    acceptanceHundredths: reported.acceptanceHundredths,
    corrected: of(CORRECTED),
    investmentsFen: investments(accepted),
  };
}

/** 承诺件 that happened to be decided on the day they were accepted. */
const SAME_DAY_PROMISED = 147;
const CORRECTED = 150;

/** How busy January to October were: fewer working days at 春节 and 国庆, more people after the devices came in June. */
const TO_OCTOBER = [68, 55, 85, 88, 87, 98, 108, 105, 110, 100];
const NOVEMBER_SHARE = 0.096;

/** Whole numbers for November whose quotient is the printed one, as near as can be to its share of the year. */
function lastMonth(accepted: number, open: number): { readonly accepted: number; readonly completed: number } {
  const about = Math.round(accepted * NOVEMBER_SHARE);
  for (let off = 0; off < about; off += 1) {
    for (const candidate of [about + off, about - off]) {
      const completed = Math.round((candidate * reported.lastMonthBasisPoints) / 10_000);
      const fits = Math.round((completed * 10_000) / candidate) === reported.lastMonthBasisPoints;
      if (fits && candidate - completed <= open) return { accepted: candidate, completed };
    }
  }
  // Too few to print the quotient: the nearest there is.
  return { accepted: about, completed: Math.round((about * reported.lastMonthBasisPoints) / 10_000) };
}

/** Six investments, or two where there are few matters. */
function investments(accepted: number): readonly number[] {
  const parts = accepted > 1_000 ? [128, 86, 145, 52, 115, 60] : [326, 260];
  return apportion(reported.investmentFen, parts);
}

/** The same months of the year before: a new centre with few matters, all of them completed. */
export function lastYearGoals(on: Days, scale: number): Goals {
  const accepted = Math.max(1, Math.round(reported.completedLastYear / scale));
  return {
    from: on('01-01'),
    to: on('11-30'),
    acceptedByMonth: apportion(accepted, [3, 3, 5, 6, 7, 8, 9, 9, 10, 10, 11]),
    notAccepted: 0,
    instant: Math.round(accepted * 0.45),
    sameDay: null,
    open: [{ on: on('11-30'), count: 0 }],
    handledHundredths: null,
    acceptanceHundredths: 60,
    corrected: Math.round(accepted * 0.03),
    investmentsFen: [],
  };
}

/** Nearly one month of two township centres: 1 to 28 November, nothing left over. */
export function townshipGoals(on: Days, scale: number): Goals {
  const accepted = Math.max(2, Math.round(reported.township / scale));
  return {
    from: on('11-03'),
    to: on('11-30'),
    acceptedByMonth: [accepted],
    notAccepted: 0,
    instant: Math.round(accepted * 0.85),
    sameDay: null,
    open: [{ on: on('11-30'), count: 0 }],
    handledHundredths: null,
    acceptanceHundredths: 2,
    corrected: 0,
    investmentsFen: [],
  };
}
