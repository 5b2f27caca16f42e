import type { Day } from '../../kernel/index.ts';
import type { Channel } from '../decisions.ts';

/**
 * What counts as “both sides have confirmed” for the web and the fax: each side by itself (`both`), the agency's notice,
 * the applicant having confirmed by sending (`agency`), or the program's notice at once (`automatic`). The law says that
 * both confirm and not how, so the city chooses.
 */
export type ConfirmationPolicy = 'both' | 'agency' | 'automatic';

/** What is known of how a request came in. */
export type Arrival = {
  readonly channel: Channel;
  /** Handed over at the counter or said there, sent by web. */
  readonly submittedOn: Day;
  /** The post was signed for, or the letter or fax came in. */
  readonly arrivedOn: Day | null;
  readonly agencyConfirmedOn: Day | null;
  readonly applicantConfirmedOn: Day | null;
};

/**
 * The day of receipt (R), from which every limit of a request counts; null while it is not settled.
 *
 * @law 政府信息公开条例 第三十一条
 */
export function receivedOn(arrival: Arrival, policy: ConfirmationPolicy): Day | null {
  const { channel, submittedOn, arrivedOn, agencyConfirmedOn, applicantConfirmedOn } = arrival;
  switch (channel) {
    case 'counter':
    case 'oral':
      return submittedOn;
    case 'signed-post':
      return arrivedOn;
    case 'letter':
      // The office asks on the day it gets the letter; the day of the answer is what counts.
      return applicantConfirmedOn ?? agencyConfirmedOn;
    case 'web':
    case 'fax':
      if (policy === 'automatic') return submittedOn;
      if (policy === 'agency') return agencyConfirmedOn;
      return agencyConfirmedOn !== null && applicantConfirmedOn !== null
        ? later(agencyConfirmedOn, applicantConfirmedOn)
        : null;
  }
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** Whether somebody has to confirm before a request that came this way is received. */
export const needsConfirmation = (channel: Channel): boolean =>
  channel === 'web' || channel === 'fax' || channel === 'letter';
