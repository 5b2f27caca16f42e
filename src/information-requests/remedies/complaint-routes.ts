import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Kernel, matterById, refuse, type Snapshot, type Web } from '../../kernel/index.ts';
import { databaseOf } from '../repo/database.ts';
import { requestOf } from '../repo/requests.ts';
import { type ComplaintRow, complaintById } from './complaint-repo.ts';
import { answerAsOrgan, wordsOfComplaint } from './complaints.ts';
import { actOnComplaint, readComplaint } from './contract.ts';
import { aspectTitles } from './text.ts';

const tags = ['disputes'];
const config = { may: 'remedies.complaint' };

/** What the organ in charge reads of a complaint, and how it answers. */
export function complaintRoutes(web: Web, kernel: Kernel): void {
  web.get(
    readComplaint.path,
    {
      config,
      schema: {
        summary: 'What an applicant complains of',
        tags,
        params: readComplaint.params,
        response: { 200: readComplaint.response },
      },
    },
    async ({ actor, params }) => {
      const { complaint, snapshot } = await ofOrgan(kernel, params.id, actor);
      const request = await matterById(kernel, complaint.requestId);
      const { concludedOn } = await requestOf(databaseOf(kernel), complaint.requestId);
      return {
        id: complaint.id,
        aspect: aspectTitles[complaint.aspect],
        ...wordsOfComplaint(kernel, complaint),
        request: {
          id: complaint.requestId,
          number: request.number,
          agency: (await directoryOf(kernel)).agencyName(request.agencyId),
          isReplied: concludedOn !== null,
        },
        mayAnswer: snapshot.state === 'lodged',
        seq: snapshot.seq,
      };
    },
  );
  web.post(
    actOnComplaint.path,
    {
      config,
      schema: {
        summary: 'Answer a complaint',
        tags,
        params: actOnComplaint.params,
        body: actOnComplaint.body,
        response: { 204: z.void() },
      },
    },
    async ({ actor, params, body }, reply) => {
      await ofOrgan(kernel, params.id, actor);
      const { workdays, ...rest } = body;
      await answerAsOrgan(kernel, { ...params, ...rest, workdays: workdays ?? null, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

/** @throws Refusal remedies/not-found (404), access/forbidden (403) for all but the organ that it was given to */
async function ofOrgan(
  kernel: Kernel,
  id: number,
  actor: Actor,
): Promise<{ readonly complaint: ComplaintRow; readonly snapshot: Snapshot }> {
  const complaint = await complaintById(kernel.pool, id);
  if (!complaint) throw refuse('remedies/not-found', {}, 404);
  const snapshot = await matterById(kernel, id);
  kernel.access.check(actor, 'remedies.complaint', { agencyId: snapshot.agencyId });
  return { complaint, snapshot };
}
