import { createElement } from 'react';
import { z } from 'zod';
import { directoryOf, subjectOf } from '../../identity/index.ts';
import { dayOf, fileById, isDay, type Kernel, light, Refusal, refuse, type Web } from '../../kernel/index.ts';
import { pageContext } from '../../ui/index.ts';
import { consult } from '../operations/consult.ts';
import { withdraw } from '../operations/decision.ts';
import { ownApplication, progressOf } from '../operations/progress.ts';
import { startCorrection } from '../operations/submit.ts';
import { itemOn } from '../items.ts';
import { ConsultPage } from '../pages/consult.tsx';
import { MinePage, type MineRow } from '../pages/mine.tsx';
import { ProgressPage, ReceiptPage, WithdrawPage } from '../pages/progress.tsx';
import { pageText } from '../pages/text.ts';
import { applicationsOf } from '../repo/applications.ts';
import { consultationsOf } from '../repo/consultations.ts';
import { databaseOf } from '../repo/database.ts';
import { documentsOf } from '../repo/documents.ts';
import { draftsOf } from '../repo/drafts.ts';
import { sentenceOf } from '../say.ts';
import { goTo, Number_, papersOf, sendFile, show } from './shared.ts';

const config = { may: 'cases.apply' };
const PER_PAGE = 20;

/** A person's own space: drafts, applications, their progress, questions. */
export function mineRoutes(web: Web, kernel: Kernel): void {
  list(web, kernel);
  progress(web, kernel);
  changes(web, kernel);
  questions(web, kernel);
}

const ListQuery = z.object({ before: z.coerce.number().int().positive().optional().catch(undefined), saved: z.string().optional() });

function list(web: Web, kernel: Kernel): void {
  web.get('/my', { config, schema: { hide: true, querystring: ListQuery } }, async (request, reply) => {
    const { actor } = request;
    const today = dayOf(kernel.now());
    const db = databaseOf(kernel);
    const subject = subjectOf(actor) ?? -1;
    const found = await applicationsOf(db, [subject], request.query.before ?? null, PER_PAGE + 1);
    const rows: MineRow[] = [];
    for (const row of found.slice(0, PER_PAGE)) {
      const process = await kernel.processes.byId(row.processId);
      const dueOn = isDay(row.dueOn) ? row.dueOn : null;
      rows.push({
        number: row.number,
        title: row.title,
        state: process.states[row.state]?.title ?? row.state,
        submittedOn: dayOf(row.openedAt),
        dueOn: row.closedAt ? null : dueOn,
        light: row.closedAt ? 'done' : dueOn === null ? 'paused' : light({ dueOn, warnOn: isDay(row.warnOn) ? row.warnOn : null }, today),
      });
    }
    const drafts = [];
    for (const draft of await draftsOf(db, actor.personId ?? -1)) {
      const item = await itemOn(kernel, draft.itemCode, today).catch(() => null);
      const title = item && (draft.corrects === null ? item.name : pageText.correcting.title(item.name));
      if (title) drafts.push({ id: draft.id, href: `/my/drafts/${draft.id}`, title, savedOn: dayOf(draft.updatedAt), until: draft.expiresOn });
    }
    const last = found.length > PER_PAGE ? found[PER_PAGE - 1] : undefined;
    return show(
      reply,
      createElement(MinePage, {
        context: pageContext(request),
        drafts,
        rows,
        nextHref: last && `/my?before=${last.id}`,
        said: request.query.saved === undefined ? undefined : request.query.saved === 'withdrawn' ? pageText.list.withdrawn : pageText.fill.saved,
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
  web.get('/my/applications/:number/documents/:document', { config, schema: { hide: true, params: DocumentOf } }, async (request, reply) => {
    const snapshot = await ownApplication(kernel, request.actor, request.params.number);
    const document = (await documentsOf(databaseOf(kernel), snapshot.id)).find(({ id }) => id === request.params.document);
    if (!document || document.fileId === null) throw refuse('cases/document-not-found', {}, 404);
    return sendFile(reply, kernel, await fileById(kernel.pool, document.fileId));
  });
}

const WithdrawForm = z.object({ seenSeq: z.coerce.number().int().positive(), reason: z.string().max(500).optional() });

function changes(web: Web, kernel: Kernel): void {
  web.post('/my/applications/:number/withdraw', { config, schema: { hide: true, params: Number_, body: WithdrawForm } }, async (request, reply) => {
    const matter = await ownApplication(kernel, request.actor, request.params.number);
    await withdraw(kernel, { matter, actor: request.actor, at: kernel.now(), papers: papersOf(request), ...request.body });
    return goTo(reply, '/my?saved=withdrawn');
  });
  web.post('/my/applications/:number/correct', { config, schema: { hide: true, params: Number_ } }, async (request, reply) => {
    const { id } = await ownApplication(kernel, request.actor, request.params.number);
    const draft = await startCorrection(kernel, { actor: request.actor, at: kernel.now(), matter: id });
    return goTo(reply, `/my/drafts/${draft}/materials`);
  });
}

const ConsultQuery = z.object({ item: z.string().max(40).optional().catch(undefined) });
const ConsultForm = z.object({ agency: z.coerce.number().int().positive(), item: z.string().max(40).optional(), question: z.string().max(4000) });

function questions(web: Web, kernel: Kernel): void {
  const may = { may: 'cases.consult' };
  const agencies = async () =>
    (await directoryOf(kernel)).agencies.filter(({ kind }) => kind === 'department' || kind === 'government').map(({ id, name }) => ({ id, name }));
  const asked = async (personId: number) =>
    (await consultationsOf(databaseOf(kernel), personId, 50)).map((row) => ({
      number: row.number,
      at: row.openedAt,
      question: kernel.seal.open(row.question),
      answer: row.answer && kernel.seal.open(row.answer),
    }));
  web.get('/my/consultations', { config: may, schema: { hide: true, querystring: ConsultQuery } }, async (request, reply) => {
    const { item: code } = request.query;
    const item = code === undefined ? null : await itemOn(kernel, code, dayOf(kernel.now())).catch(() => null);
    const props = { context: pageContext(request), agencies: await agencies(), asked: await asked(request.actor.personId ?? -1) };
    return show(reply, createElement(ConsultPage, { ...props, chosen: item?.agencyId ?? null, itemCode: item?.code ?? null, wrong: undefined, question: '' }));
  });
  web.post('/my/consultations', { config: may, schema: { hide: true, body: ConsultForm } }, async (request, reply) => {
    const { agency, item, question } = request.body;
    const { personId } = request.actor;
    try {
      await consult(kernel, { agencyId: agency, itemCode: item, channel: 'online', askedBy: personId, question, actor: request.actor, at: kernel.now() });
      return goTo(reply, '/my/consultations');
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 422)) throw error;
      const props = { context: pageContext(request), agencies: await agencies(), asked: await asked(personId ?? -1), question };
      return show(reply, createElement(ConsultPage, { ...props, chosen: agency, itemCode: item ?? null, wrong: sentenceOf(error.code) }), 422);
    }
  });
}
