import { createElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  fileById,
  type Kernel,
  parseVerificationCode,
  Refusal,
  refuse,
  sendFile,
  type Web,
} from '../../kernel/index.ts';
import { sendReceipt } from '../../proof/index.ts';
import { pageContext } from '../../ui/index.ts';
import { allowances } from '../allowances.ts';
import type { Shown } from '../operations/code.ts';
import { correct } from '../operations/correction.ts';
import { feeNoticeReceived } from '../operations/fees.ts';
import { confirmAsApplicant } from '../operations/intake.ts';
import { attachmentFor, letterFor, shown } from '../operations/progress.ts';
import { proveDelivery, withdraw } from '../operations/reply.ts';
import { giveReasons } from '../operations/time.ts';
import { LetterCheckPage, OwnPage, PaymentPage } from '../pages/others.tsx';
import { LetterPage, QueryPage } from '../pages/progress.tsx';
import { pageText } from '../pages/text.ts';
import { informationRequest } from '../process.ts';
import { requestsOfPerson } from '../repo/applicants.ts';
import { databaseOf } from '../repo/database.ts';
import { letterByCode, paymentState } from '../repo/published.ts';
import { sentenceOf } from '../say.ts';
import { papersOf, show } from './shared.ts';
import { Key, showProgress } from './show-progress.ts';

const config = { may: 'information-requests.by-code', allowance: allowances.byCode };

/** What an applicant follows and does, by number and code or signed in. Neither stands in an address. */
export function followRoutes(web: Web, kernel: Kernel): void {
  progress(web, kernel);
  documents(web, kernel);
  own(web, kernel);
  checks(web, kernel);
}

function progress(web: Web, kernel: Kernel): void {
  web.get('/information-requests/progress', { config, schema: { hide: true } }, async (request, reply) =>
    show(reply, createElement(QueryPage, { context: pageContext(request), number: '', wrong: null })),
  );
  web.post('/information-requests/progress', { config, schema: { hide: true, body: Key } }, async (request, reply) => {
    try {
      return await showProgress(kernel, request, reply, request.body);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
      const wrong = sentenceOf('information-requests/not-found');
      const props = { context: pageContext(request), number: request.body.number, wrong };
      return show(reply, createElement(QueryPage, props), 404);
    }
  });
  web.post(
    '/information-requests/progress/act',
    { config, schema: { hide: true, body: Act } },
    async (request, reply) => {
      const { act, words, ...key } = request.body;
      const { snapshot, actor } = await shown(kernel, key, request.actor);
      const doing = { matter: snapshot, actor, at: kernel.now(), papers: papersOf(request) };
      if (act === 'confirm') await confirmAsApplicant(kernel, doing);
      else if (act === 'correct') await correct(kernel, { ...doing, wanted: words });
      else if (act === 'give-reasons') await giveReasons(kernel, { ...doing, reason: words });
      else await withdraw(kernel, { ...doing, reason: words });
      return showProgress(kernel, request, reply, key, { done: informationRequest.actions[act].title });
    },
  );
}

const Act = Key.extend({
  act: z.enum(['confirm', 'correct', 'give-reasons', 'withdraw']),
  words: z.string().max(5000).default(''),
});

function documents(web: Web, kernel: Kernel): void {
  web.post(
    '/information-requests/progress/letter',
    { config, schema: { hide: true, body: Key.extend({ letter: z.uuid(), format: z.literal('pdf').optional() }) } },
    async (request, reply) => {
      const { letter: id, format, ...key } = request.body;
      const found = await shown(kernel, key, request.actor);
      const { letter, words } = await letterFor(kernel, found, id);
      await noteOpened(kernel, found, letter.kind, found.actor);
      if (format === 'pdf' && letter.fileId !== null)
        return sendFile(kernel, request, reply, await fileById(kernel.pool, letter.fileId), false);
      const { title, number, issuedAt } = letter;
      const { addressee, body, items = [], remedies = [] } = words;
      const props = { context: pageContext(request), progress: { key }, title, number, at: issuedAt };
      return show(reply, createElement(LetterPage, { ...props, addressee, body, items, remedies }));
    },
  );
  web.post(
    '/information-requests/progress/file',
    { config, schema: { hide: true, body: Key.extend({ file: z.uuid() }) } },
    async (request, reply) => {
      const { file, ...key } = request.body;
      const found = await shown(kernel, key, request.actor);
      const attachment = await attachmentFor(kernel, found, file);
      await noteOpened(kernel, found, 'reply', found.actor);
      return sendFile(kernel, request, reply, attachment, false);
    },
  );
  web.post(
    '/information-requests/progress/receipt',
    { config, schema: { hide: true, body: Key.extend({ format: z.enum(['json', 'pdf']) }) } },
    async (request, reply) => {
      const { format, ...key } = request.body;
      const { snapshot } = await shown(kernel, key, request.actor);
      return sendReceipt(kernel, reply, snapshot.id, { format });
    },
  );
}

/** Who opens his reply has it, and who opens the notice of the fee has been told. Somebody else may have been faster. */
async function noteOpened(kernel: Kernel, { snapshot }: Shown, kind: string, actor: Actor): Promise<void> {
  const doing = { matter: snapshot, actor, at: kernel.now(), papers: null };
  try {
    if (kind === 'reply' && snapshot.state === 'replied')
      await proveDelivery(kernel, { ...doing, proof: pageText.one.opened });
    if (kind === 'fee-notice' && snapshot.state === 'paying' && !snapshot.clocks.payment)
      await feeNoticeReceived(kernel, doing);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function own(web: Web, kernel: Kernel): void {
  const may = 'information-requests.own';
  web.get('/my/information-requests', { config: { may }, schema: { hide: true } }, async (request, reply) => {
    const { personId } = request.actor;
    const rows = personId === null ? [] : await requestsOfPerson(databaseOf(kernel), personId, 200);
    const states: Readonly<Record<string, { readonly title: string }>> = informationRequest.states;
    const requests = rows.map(({ number, subject, state, submittedOn }) => ({
      number,
      subject,
      submittedOn,
      stateTitle: states[state]?.title ?? state,
    }));
    return show(reply, createElement(OwnPage, { context: pageContext(request), requests }));
  });
  web.get(
    '/my/information-requests/:number',
    { config: { may }, schema: { hide: true, params: z.object({ number: z.string().max(60) }) } },
    (request, reply) => showProgress(kernel, request, reply, { number: request.params.number, code: '' }),
  );
}

function checks(web: Web, kernel: Kernel): void {
  const open = { may: 'information-requests.ask', allowance: allowances.check };
  web.get(
    '/information-requests/letters/:code',
    { config: open, schema: { hide: true, params: z.object({ code: z.string().max(200) }) } },
    async (request, reply) => {
      const code = parseVerificationCode(request.params.code);
      const row = code && (await letterByCode(kernel.published.pool, code));
      const letter = row && { ...row, agency: (await directoryOf(kernel.published)).agencyName(row.agencyId) };
      const props = { context: pageContext(request), letter: letter ?? null };
      return show(reply, createElement(LetterCheckPage, props), letter ? 200 : 404);
    },
  );
  web.get(
    '/payments/:id',
    {
      config: { may: 'information-requests.by-code', allowance: allowances.byCode },
      schema: { hide: true, params: z.object({ id: z.uuid() }) },
    },
    async (request, reply) => {
      const state = await paymentState(kernel.published.pool, request.params.id);
      if (!state) throw refuse('link/unknown-order', {}, 404);
      return show(reply, createElement(PaymentPage, { context: pageContext(request), state }));
    },
  );
}
