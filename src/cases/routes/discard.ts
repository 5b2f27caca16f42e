import { createElement } from 'react';
import { dayOf, type Kernel, matterById, type Web } from '../../kernel/index.ts';
import { pageContext } from '../../ui/index.ts';
import { readDraft } from '../operations/drafts.ts';
import { DiscardPage } from '../pages/discard.tsx';
import { pageText } from '../pages/text.ts';
import { DraftId, goTo, show } from './shared.ts';

/** The question before a draft is thrown away; sending it is with the other pages of a draft. */
export function discardRoutes(web: Web, kernel: Kernel): void {
  const schema = { hide: true, params: DraftId } as const;
  web.get('/my/drafts/:draft/discard', { config: { may: 'cases.apply' }, schema }, async (request, reply) => {
    const draft = await readDraft(kernel, { actor: request.actor, at: kernel.now(), draftId: request.params.draft });
    if (draft.matterId !== null)
      return goTo(reply, `/my/applications/${(await matterById(kernel, draft.matterId)).number}`);
    const { name } = draft.item;
    const page = createElement(DiscardPage, {
      context: pageContext(request),
      href: `/my/drafts/${draft.id}`,
      item: draft.corrects === null ? name : pageText.correcting.title(name),
      savedOn: dayOf(draft.updatedAt),
      until: draft.expiresOn,
    });
    return show(reply, page);
  });
}
