import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Kernel, Refusal, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { deviceOf, giveCookie } from '../authenticate.ts';
import {
  confirmFactor,
  endFactor,
  offeredFactor,
  offerFactor,
  recoveryCodesLeft,
  renewRecoveryCodes,
} from '../operations/second-factor.ts';
import type { LineError } from '../pages/line.tsx';
import { FactorOfferPage, FactorPage, RecoveryCodesPage } from '../pages/second-factor.tsx';
import type { LiveSession } from '../session.ts';
import { factorAddress, writtenKey } from '../totp.ts';
import { ownSession } from './me-pages.tsx';
import { errorsIn, homeOf, html } from './pages.tsx';

const line = z.string().max(300).default('');
const BASE = '/me/second-factor';
const config = { may: 'identity.me' };

/** Setting up the second factor, its recovery codes, and doing without it. Keys and codes stand in answers to forms only. */
export function secondFactorPages(web: Web, kernel: Kernel): void {
  web.get(
    BASE,
    {
      config,
      schema: { hide: true, querystring: z.object({ said: z.enum(['ended']).optional().catch(undefined) }) },
    },
    async (request, reply) => sendState(kernel, request, reply, { errors: [], said: request.query.said }),
  );

  web.post(
    `${BASE}/offer`,
    { config, schema: { hide: true, body: z.object({ proof: line }).nullish() } },
    async (request, reply) => {
      const session = await ownSession(kernel, request);
      try {
        const proof = request.body?.proof ?? '';
        const key = await offerFactor(kernel, { session, proof, device: deviceOf(request), at: kernel.now() });
        return sendOffer(request, reply, session, key, []);
      } catch (error) {
        return sendWrong(kernel, request, reply, error, 'proof');
      }
    },
  );

  web.post(
    `${BASE}/confirm`,
    { config, schema: { hide: true, body: z.object({ code: line }) } },
    async (request, reply) => {
      const session = await ownSession(kernel, request);
      const { code } = request.body;
      try {
        const { codes, token } = await confirmFactor(kernel, {
          session,
          code,
          device: deviceOf(request),
          at: kernel.now(),
        });
        giveCookie(request, reply, token);
        return sendCodes(request, reply, session, codes);
      } catch (error) {
        const key = await offeredFactor(kernel, session.personId);
        if (!(error instanceof Refusal) || !key) return sendWrong(kernel, request, reply, error, 'proof');
        return sendOffer(request, reply, session, key, errorsIn(error, 'code'));
      }
    },
  );

  web.post(
    `${BASE}/codes`,
    { config, schema: { hide: true, body: z.object({ 'codes-code': line }) } },
    async (request, reply) => {
      const session = await ownSession(kernel, request);
      try {
        const code = request.body['codes-code'];
        const given = { session, code, device: deviceOf(request), at: kernel.now() };
        return sendCodes(request, reply, session, await renewRecoveryCodes(kernel, given));
      } catch (error) {
        return sendWrong(kernel, request, reply, error, 'codes-code');
      }
    },
  );

  web.post(
    `${BASE}/end`,
    { config, schema: { hide: true, body: z.object({ 'end-code': line }) } },
    async (request, reply) => {
      const session = await ownSession(kernel, request);
      try {
        const code = request.body['end-code'];
        await endFactor(kernel, { session, code, device: deviceOf(request), at: kernel.now() });
        return reply.redirect(`${BASE}?said=ended`, 303);
      } catch (error) {
        return sendWrong(kernel, request, reply, error, 'end-code');
      }
    },
  );
}

const frameOf = (request: FastifyRequest) => ({ ...pageContext(request), path: BASE });

async function sendWrong(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  field: string,
): Promise<FastifyReply> {
  if (!(error instanceof Refusal)) throw error;
  return sendState(kernel, request, reply, { errors: errorsIn(error, field), status: error.status });
}

async function sendState(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { readonly errors: readonly LineError[]; readonly said?: 'ended' | undefined; readonly status?: number },
): Promise<FastifyReply> {
  const session = await ownSession(kernel, request);
  const page = (
    <FactorPage
      frame={frameOf(request)}
      since={session.factorSince}
      codesLeft={await recoveryCodesLeft(kernel, session.personId)}
      isRequired={session.needsFactor}
      isAwaited={session.awaits === 'factor'}
      said={shown.said}
      errors={shown.errors}
    />
  );
  return html(reply, renderPage(page), shown.status);
}

function sendOffer(
  request: FastifyRequest,
  reply: FastifyReply,
  session: LiveSession,
  key: Buffer,
  errors: readonly LineError[],
): FastifyReply {
  const { name: issuer } = request.server.site;
  const page = (
    <FactorOfferPage
      frame={frameOf(request)}
      address={factorAddress(issuer, session.actor.name, key)}
      written={writtenKey(key)}
      errors={errors}
    />
  );
  return html(reply, renderPage(page), errors.length > 0 ? 422 : 200);
}

const sendCodes = (
  request: FastifyRequest,
  reply: FastifyReply,
  { actor }: LiveSession,
  codes: readonly string[],
): FastifyReply =>
  html(reply, renderPage(<RecoveryCodesPage frame={frameOf(request)} codes={codes} home={homeOf(actor.kind)} />));
