import { z } from 'zod';
import { type Kernel, Refusal, refuse, type Web } from '../../kernel/index.ts';
import { allowances } from '../allowances.ts';
import { shown } from '../operations/progress.ts';
import { pageText } from '../pages/text.ts';
import { lodgeComplaint, withdrawComplaint } from '../remedies/complaints.ts';
import { ComplaintAspect } from '../remedies/contract.ts';
import { remedySentences } from '../remedies/text.ts';
import { sentenceOf } from '../say.ts';
import { Key, showProgress } from './show-progress.ts';

const config = { may: 'information-requests.by-code', allowance: allowances.complain };
const Complaint = Key.extend({
  aspect: z.string().max(20).default(''),
  // More than is taken in, so that who wrote too much is told and keeps his words.
  words: z.string().max(20_000).default(''),
});
const said = pageText.complaint;

/** Complaints that an applicant brings with number and code, or signed in. */
export function complainRoutes(web: Web, kernel: Kernel): void {
  web.post(
    '/information-requests/progress/complaint',
    { config, schema: { hide: true, body: Complaint } },
    async (request, reply) => {
      const { aspect, words, ...key } = request.body;
      const found = await shown(kernel, key, request.actor);
      try {
        const chosen = ComplaintAspect.safeParse(aspect);
        if (!chosen.success) throw refuse('remedies/no-aspect', {}, 422);
        const { number, isNew } = await lodgeComplaint(kernel, {
          ...found,
          aspect: chosen.data,
          words,
          at: kernel.now(),
        });
        const done = isNew ? said.done(number) : said.twice(number);
        return await showProgress(kernel, request, reply, key, { done });
      } catch (error) {
        if (!(error instanceof Refusal) || !(error.code in remedySentences)) throw error;
        const wrong = sentenceOf(error.code, error.details);
        return showProgress(kernel, request, reply, key, { complaint: { aspect, words, wrong }, status: error.status });
      }
    },
  );
  web.post(
    '/information-requests/progress/complaint/withdraw',
    { config, schema: { hide: true, body: Key.extend({ complaint: z.string().max(60) }) } },
    async (request, reply) => {
      const { complaint: number, ...key } = request.body;
      const { request: row, actor } = await shown(kernel, key, request.actor);
      await withdrawComplaint(kernel, { number, requestId: row.matterId, actor, at: kernel.now() });
      return showProgress(kernel, request, reply, key, { done: said.withdrawn });
    },
  );
}
