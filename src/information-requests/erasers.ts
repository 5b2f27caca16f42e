import type { Eraser, RetentionDefault } from '../kernel/index.ts';
import { emptyComplaint } from './remedies/complaint-repo.ts';
import { emptyApplicant } from './repo/applicants.ts';
import { databaseIn } from './repo/database.ts';
import { emptyLetters } from './repo/letters.ts';
import { emptyOpinions } from './repo/opinions.ts';
import { emptyReply } from './repo/replies.ts';
import { emptyRequest } from './repo/requests.ts';

const LAW = '机关文件材料归档范围和文书档案保管期限规定';
const kept = (kind: string): RetentionDefault => ({
  kind,
  years: 10,
  from: 'closed',
  action: 'erase',
  law: LAW,
  earlier: false,
  automatic: false,
});

/** The file of a request is an archive: nothing goes before the archives have been asked. The years are the city's. */
export const retention: readonly RetentionDefault[] = [
  kept('information-request'),
  kept('third-party-opinion'),
  kept('agency-opinion'),
  kept('applicant-complaint'),
];

/** What this module keeps beside the ledger, and how it goes: dates and decisions stay, for the reports. */
export const erasers: readonly Eraser[] = [
  {
    kinds: ['information-request'],
    what: 'request',
    erase: async (tx, matterId, at) => {
      const db = databaseIn(tx);
      await emptyRequest(db, matterId, at);
      await emptyApplicant(db, matterId);
      await emptyReply(db, matterId);
      const opinions = await emptyOpinions(db, matterId);
      await emptyLetters(db, [matterId, ...opinions.map(({ id }) => id)]);
    },
  },
  {
    kinds: ['applicant-complaint'],
    what: 'complaint',
    erase: (tx, matterId) => emptyComplaint(tx.client, matterId),
  },
];
