import type { Actor, Kernel, Web } from '../../kernel/index.ts';
import { changeView } from './change-view.ts';
import { changeOrRefuse, confirmChange, proposeChange, refuseChange } from './changes.ts';
import { decideGazetteChange, GazetteChangeView, proposeGazetteChange, readGazetteChange } from './contract.ts';
import { issueOrRefuse } from './operations.ts';

const STAFF = { config: { may: 'sites.compile-gazette' } } as const;
const tags = ['sites'];

/** Corrections and cancellations of issues that are out. */
export function gazetteChangeRoutes(web: Web, kernel: Kernel): void {
  const allowed = async (actor: Actor, issueId: number): Promise<void> => {
    const { agencyId } = await issueOrRefuse(kernel, issueId);
    kernel.access.check(actor, 'sites.compile-gazette', { agencyId });
  };
  const ofChange = async (actor: Actor, id: number): Promise<void> =>
    allowed(actor, (await changeOrRefuse(kernel, id)).gazetteId);
  web.post(
    proposeGazetteChange.path,
    {
      ...STAFF,
      schema: {
        ...{
          summary: '提出公报更正或撤销',
          tags,
          params: proposeGazetteChange.params,
          body: proposeGazetteChange.body,
        },
        response: { 200: proposeGazetteChange.response },
      },
    },
    async ({ actor, params, body }) => {
      await allowed(actor, params.id);
      const { id, number } = await proposeChange(kernel, { id: params.id, actor, at: kernel.now(), ...body });
      return { id, number };
    },
  );
  web.get(
    readGazetteChange.path,
    {
      ...STAFF,
      schema: {
        summary: '一件公报更正或撤销',
        tags,
        params: readGazetteChange.params,
        response: { 200: GazetteChangeView },
      },
    },
    async ({ actor, params: { id } }) => {
      await ofChange(actor, id);
      return changeView(kernel, actor, id);
    },
  );
  web.post(
    decideGazetteChange.path,
    {
      ...STAFF,
      schema: {
        ...{ summary: '确认公报更正或撤销', tags, params: decideGazetteChange.params, body: decideGazetteChange.body },
        response: { 200: GazetteChangeView },
      },
    },
    async ({ actor, params: { id }, body: { decision, words, seenSeq } }) => {
      await ofChange(actor, id);
      const doing = { id, actor, at: kernel.now(), seenSeq };
      if (decision === 'confirm') await confirmChange(kernel, doing);
      else await refuseChange(kernel, { ...doing, words });
      return changeView(kernel, actor, id);
    },
  );
}
