/**
 * What the county service centre reported of its eleven months, as printed. Only what was counted is here; every
 * quotient is computed again from the matters that the replay makes.
 */
export const reported = {
  consultations: 1_535,
  applied: 11_871,
  accepted: 11_866,
  completed: 11_690,
  /** Completed in the same eleven months of the year before: 11 × (1,063 − 987). */
  completedLastYear: 836,
  /** Of those accepted, settled on the day of acceptance: 61.41 %. */
  sameDay: 7_287,
  /** Working days a 承诺件 took on average, in hundredths. */
  handledHundredths: 393,
  /** Days from submission to acceptance on average, in hundredths. */
  acceptanceHundredths: 33,
  /** Of those that could be rated, June to November, in hundredths of a per cent. */
  ratedBasisPoints: 6_444,
  satisfiedBasisPoints: 9_996,
  callBacks: 58,
  /** Completed ÷ accepted in November alone, in hundredths of a per cent. */
  lastMonthBasisPoints: 9_807,
  /** Printed, but it follows from nothing else that was printed. */
  speedUp: '74.67',
  /** 58.60 million yuan, of all investments together. */
  investmentFen: 5_860_000_000,
  /** Accepted and completed by the two township centres in their first month. */
  township: 2_228,
} as const;
