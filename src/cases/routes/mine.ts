import { createElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { dayOf, fileById, type Kernel, Refusal, refuse, sendFile, type Web } from '../../kernel/index.ts';
import { pageContext } from '../../ui/index.ts';
import { allowances } from '../allowances.ts';
import { itemOn } from '../items.ts';
import { consult, consultationWords } from '../operations/consult.ts';
import { withdraw } from '../operations/decision.ts';
import { ownDrafts, ownRows } from '../operations/mine.ts';
import { ownApplication, progressOf } from '../operations/progress.ts';
import { startCorrection } from '../operations/submit.ts';
import { ConsultPage } from '../pages/consult.tsx';
import { MinePage } from '../pages/mine.tsx';
import { ProgressPage, ReceiptPage, WithdrawPage } from '../pages/progress.tsx';
import { pageText } from '../pages/text.ts';
import { consultationsOf } from '../repo/consultations.ts';
import { databaseOf } from '../repo/database.ts';
import { documentsOf } from '../repo/documents.ts';
import { sentenceOf } from '../say.ts';
import { goTo, Number_, papersOf, show } from './shared.ts';

const config = { may: 'cases.apply' };

/** A person's own space: drafts, applications, their progress, questions. */
export function mineRoutes(web: Web, kernel: Kernel): void {
  list(web, kernel);
  progress(web, kernel);
  changes(web, kernel);
  questions(web, kernel);
}

const ListQuery = z.object({
  before: z.coerce.number().int().positive().optional().catch(undefined),
  saved: z.string().optional(),
});

function list(web: Web, kernel: Kernel): void {
  web.get('/my', { config, schema: { hide: true, querystring: ListQuery } }, async (request, reply) => {
    const { actor, query } = request;
    const today = dayOf(kernel.now());
    const { rows, next } = await ownRows(kernel, actor, query.before ?? null, today);
    const drafts = await ownDrafts(kernel, actor, today);
    const said = query.saved === 'withdrawn' ? pageText.list.withdrawn : pageText.fill.saved;
    return show(
      reply,
      createElement(MinePage, {
        context: pageContext(request),
        drafts,
        rows,
        nextHref: next === null ? undefined : `/my?before=${next}`,
        said: query.saved === undefined ? undefined : said,
      }),
    );
  });
}

const DocumentOf = Number_.extend({ document: z.uuid() });

function progress(web: Web, kernel: Kernel): void {
  for (const [path, page] of [
    ['/my/applications/:number', ProgressPage],
    ['/my/applications/:number/receipt', ReceiptPage],
    ['/my/applications/:number/withdraw', WithdrawPage],
  ] as const) {
    web.get(path, { config, schema: { hide: true, params: Number_ } }, async (request, reply) => {
      const snapshot = await ownApplication(kernel, request.actor, request.params.number);
      const found = await progressOf(kernel, snapshot, kernel.now());
      return show(reply, createElement(page, { context: pageContext(request), progress: found }));
    });
  }
  web.get(
    '/my/applications/:number/documents/:document',
    { config, schema: { hide: true, params: DocumentOf } },
    async (request, reply) => {
      const snapshot = await ownApplication(kernel, request.actor, request.params.number);
      const document = (await documentsOf(databaseOf(kernel), snapshot.id)).find(
        ({ id }) => id === request.params.document,
      );
      if (!document || document.fileId === null) throw refuse('cases/document-not-found', {}, 404);
      return sendFile(kernel, request, reply, await fileById(kernel.pool, document.fileId));
    },
  );
}

const WithdrawForm = z.object({ seenSeq: z.coerce.number().int().positive(), reason: z.string().max(500).optional() });

function changes(web: Web, kernel: Kernel): void {
  web.post(
    '/my/applications/:number/withdraw',
    { config, schema: { hide: true, params: Number_, body: WithdrawForm } },
    async (request, reply) => {
      const matter = await ownApplication(kernel, request.actor, request.params.number);
      await withdraw(kernel, {
        matter,
        actor: request.actor,
        at: kernel.now(),
        papers: papersOf(request),
        ...request.body,
      });
      return goTo(reply, '/my?saved=withdrawn');
    },
  );
  web.post(
    '/my/applications/:number/correct',
    { config, schema: { hide: true, params: Number_ } },
    async (request, reply) => {
      const { id } = await ownApplication(kernel, request.actor, request.params.number);
      const draft = await startCorrection(kernel, { actor: request.actor, at: kernel.now(), matter: id });
      return goTo(reply, `/my/drafts/${draft}/materials`);
    },
  );
}

const ConsultQuery = z.object({ item: z.string().max(40).optional().catch(undefined) });
const ConsultForm = z.object({
  agency: z.coerce.number().int().positive(),
  item: z.string().max(40).optional(),
  question: z.string().max(4000),
});

function questions(web: Web, kernel: Kernel): void {
  const may = { may: 'cases.consult' };
  const agencies = async () =>
    (await directoryOf(kernel)).agencies
      .filter(({ kind }) => kind === 'department' || kind === 'government')
      .map(({ id, name }) => ({ id, name }));
  const asked = async (personId: number) =>
    (await consultationsOf(databaseOf(kernel), personId, 50)).map((row) => ({
      number: row.number,
      at: row.openedAt,
      ...consultationWords(kernel, row),
    }));
  web.get(
    '/my/consultations',
    { config: may, schema: { hide: true, querystring: ConsultQuery } },
    async (request, reply) => {
      const { item: code } = request.query;
      const item = code === undefined ? null : await itemOn(kernel, code, dayOf(kernel.now())).catch(() => null);
      const props = {
        context: pageContext(request),
        agencies: await agencies(),
        asked: await asked(request.actor.personId ?? -1),
      };
      return show(
        reply,
        createElement(ConsultPage, {
          ...props,
          chosen: item?.agencyId ?? null,
          itemCode: item?.code ?? null,
          wrong: undefined,
          question: '',
        }),
      );
    },
  );
  web.post(
    '/my/consultations',
    { config: { ...may, allowance: allowances.consult }, schema: { hide: true, body: ConsultForm } },
    async (request, reply) => {
      const { agency, item, question } = request.body;
      const { personId } = request.actor;
      try {
        await consult(kernel, {
          agencyId: agency,
          itemCode: item,
          channel: 'online',
          askedBy: personId,
          question,
          actor: request.actor,
          at: kernel.now(),
        });
        return goTo(reply, '/my/consultations');
      } catch (error) {
        if (!(error instanceof Refusal && error.status === 422)) throw error;
        const props = {
          context: pageContext(request),
          agencies: await agencies(),
          asked: await asked(personId ?? -1),
          question,
        };
        return show(
          reply,
          createElement(ConsultPage, {
            ...props,
            chosen: agency,
            itemCode: item ?? null,
            wrong: sentenceOf(error.code),
          }),
          422,
        );
      }
    },
  );
}
