import { createElement } from 'react';
import { z } from 'zod';
import { subjectOf } from '../../identity/index.ts';
import { answersTo } from '../../kernel/form/index.ts';
import { dayOf, type Kernel, Refusal, type Web } from '../../kernel/index.ts';
import { pageContext } from '../../ui/index.ts';
import { itemOn } from '../items.ts';
import { answerSituation, applicableItem, startDraft } from '../operations/drafts.ts';
import { StartPage } from '../pages/start.tsx';
import { WrongApplicantPage } from '../pages/wrong-applicant.tsx';
import { limitText } from '../papers/text.ts';
import { databaseOf } from '../repo/database.ts';
import { openDraft } from '../repo/drafts.ts';
import { Fields, goTo, show } from './shared.ts';

const Code = z.object({ code: z.string().max(40) });

/** Where somebody begins: `/apply/<code of the item>`. */
export function applyRoutes(web: Web, kernel: Kernel): void {
  const config = { may: 'cases.apply' };
  web.get(
    '/apply/:code',
    { config, schema: { hide: true, params: Code, querystring: Fields } },
    async (request, reply) => {
      const { actor } = request;
      const today = dayOf(kernel.now());
      const item = await applicableItem(kernel, actor, request.params.code, today).catch(orNotForThem);
      if (item === null) {
        const { code, name } = await itemOn(kernel, request.params.code, today);
        const wanted = actor.kind === 'enterprise' ? 'person' : 'enterprise';
        return show(
          reply,
          createElement(WrongApplicantPage, { context: pageContext(request), item: { code, name }, wanted }),
          403,
        );
      }
      const draft = await openDraft(databaseOf(kernel), actor.personId ?? -1, subjectOf(actor) ?? -1, item.code);
      return show(
        reply,
        createElement(StartPage, {
          context: pageContext(request),
          item: { ...item, fee: item.fee.charged ? (item.fee.standard ?? item.fee.basis) : null },
          answers: answersTo(item.situation, request.query),
          limit: item.flow.promised && limitText(item.flow.promised),
          draft: draft
            ? { href: `/my/drafts/${draft.id}`, savedOn: dayOf(draft.updatedAt), until: draft.expiresOn }
            : null,
        }),
      );
    },
  );
  web.post(
    '/apply/:code',
    { config, schema: { hide: true, params: Code, body: Fields.nullish() } },
    async (request, reply) => {
      const { actor, body } = request;
      const at = kernel.now();
      const draftId = await startDraft(kernel, { actor, at, code: request.params.code });
      if (Object.keys(body ?? {}).length > 0) await answerSituation(kernel, { actor, at, draftId, given: body ?? {} });
      return goTo(reply, `/my/drafts/${draftId}`);
    },
  );
}

/** Null when the item is for applicants of the other kind; every other refusal stands. */
function orNotForThem(error: unknown): null {
  if (error instanceof Refusal && error.code === 'cases/not-for-applicant') return null;
  throw error;
}
