import type { OwnDataSource } from '../kernel/index.ts';
import { applicantInFull } from './operations/applicant.ts';
import { writtenOn } from './papers/words.ts';
import { complaintsOf } from './remedies/complaint-repo.ts';
import { wordsOfComplaint } from './remedies/complaints.ts';
import { requestsOfPerson } from './repo/applicants.ts';
import { databaseOf } from './repo/database.ts';
import { text } from './text.ts';
import { words } from './words.ts';

const MOST = 1000;

/** What a person asked the city for, with what he told of himself. */
export const ownData: OwnDataSource = async (kernel, personId) => {
  const rows = await requestsOfPerson(databaseOf(kernel), personId, MOST);
  const items = rows.map(async ({ id, number, subject, wanted, submittedOn }) => {
    const applicant = await applicantInFull(kernel, id);
    const complaints = (await complaintsOf(kernel.pool, id)).flatMap((complaint) => {
      const said = wordsOfComplaint(kernel, complaint);
      return [
        [words.complaint.words, said.words],
        [words.complaint.answer, said.answer],
      ];
    });
    const told = applicant
      ? [
          [words.applicant.name, applicant.name],
          [words.applicant.document, applicant.document],
          [words.applicant.phone, applicant.phone],
          [words.applicant.email, applicant.email],
          [words.applicant.address, applicant.address],
        ]
      : [];
    const facts = [
      [words.request.submittedOn, writtenOn(submittedOn)],
      [words.request.subject, subject],
      [words.request.wanted, wanted],
      ...told,
      ...complaints,
    ].flatMap(([label = '', value = '']) => (value === '' ? [] : [[label, value] as const]));
    return { title: number, facts };
  });
  return [{ title: text.kinds.request, items: await Promise.all(items) }];
};
