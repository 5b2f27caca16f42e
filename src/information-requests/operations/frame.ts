import type { Day, Kernel } from '../../kernel/index.ts';
import { writtenOn } from '../papers/words.ts';
import { disputeById } from '../remedies/repo.ts';
import { redoText } from '../remedies/text.ts';
import type { RequestRow } from '../repo/requests.ts';
import { settingsOf } from '../settings.ts';
import type { Forum } from '../templates.ts';
import { text } from '../text.ts';

/** What stands in every reply to a request, whatever is decided: how it opens, and whom to turn to against it. */
export async function replyFrame(
  kernel: Kernel,
  request: RequestRow,
  on: Day,
): Promise<{ readonly opening: readonly string[]; readonly forum: Forum }> {
  const { reconsideration, court } = await settingsOf(kernel, request.agencyId, on);
  const order = request.orderedBy === null ? null : await disputeById(kernel.pool, request.orderedBy);
  return {
    opening: [
      text.paper.asked(writtenOn(request.submittedOn), request.subject),
      ...(order ? [redoText.paper(order.authority, order.caseNumber)] : []),
    ],
    forum: { reconsideration, court },
  };
}
