import { createElement } from 'react';
import { z } from 'zod';
import { type Day, dayOf, type Kernel, parseVerificationCode, refuse, type Web } from '../../kernel/index.ts';
import { proofStateOf, sendReceipt } from '../../proof/index.ts';
import { pageContext } from '../../ui/index.ts';
import { allowances } from '../allowances.ts';
import { type Verified, VerifiedPage, VerifyPage } from '../pages/verify.tsx';
import { agencyName } from '../people.ts';
import { databaseOf } from '../repo/database.ts';
import { type DocumentKind, documentByCode, matterOfDocument } from '../repo/documents.ts';
import { goTo, show } from './shared.ts';

const config = { may: 'cases.verify', allowance: allowances.verify };
const Query = z.object({ code: z.string().max(200).optional().catch(undefined) });
const Params = z.object({ code: z.string().max(200) });
/** Papers that the applicant alone is given, about the whole matter. A certificate hangs on a wall. */
const WITH_RECEIPT: ReadonlySet<DocumentKind> = new Set<DocumentKind>(['receipt', 'acceptance']);

/** Checking of documents by anybody who holds one. A code has 75 random bits: there is nothing to be won by guessing. */
export function verifyRoutes(web: Web, kernel: Kernel): void {
  web.get('/verify', { config, schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const typed = request.query.code?.trim() ?? '';
    const code = parseVerificationCode(typed);
    if (code) return goTo(reply, `/verify/${code}`);
    const unknown = typed !== '';
    return show(
      reply,
      createElement(VerifyPage, { context: pageContext(request), code: typed, unknown }),
      unknown ? 404 : 200,
    );
  });
  web.get('/verify/:code', { config, schema: { hide: true, params: Params } }, async (request, reply) => {
    const code = parseVerificationCode(request.params.code);
    const document = code && (await verified(kernel, code, kernel.now()));
    const context = pageContext(request);
    if (!document)
      return show(reply, createElement(VerifyPage, { context, code: request.params.code, unknown: true }), 404);
    return show(reply, createElement(VerifiedPage, { context, document }));
  });
  for (const format of ['json', 'pdf'] as const) {
    web.get(
      `/verify/:code/receipt.${format}`,
      { config, schema: { hide: true, params: Params } },
      async (request, reply) => {
        const code = parseVerificationCode(request.params.code);
        const row = code && (await documentByCode(kernel.published, code));
        if (!row || !WITH_RECEIPT.has(row.kind)) throw refuse('cases/document-not-found', {}, 404);
        return sendReceipt(kernel, reply, await matterOfDocument(databaseOf(kernel), code), { format });
      },
    );
  }
}

async function verified(kernel: Kernel, code: string, at: Date): Promise<Verified | null> {
  const row = await documentByCode(kernel.published, code);
  if (!row) return null;
  return {
    standing: standingOf(row, dayOf(at)),
    title: row.title,
    number: row.number,
    agency: await agencyName(kernel.published, row.agencyId),
    itemName: row.itemName,
    holder: row.holderMasked,
    issuedOn: dayOf(row.issuedAt),
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    revokedOn: row.revokedAt && dayOf(row.revokedAt),
    checkedAt: at,
    proof: WITH_RECEIPT.has(row.kind)
      ? {
          state: await proofStateOf(kernel, await matterOfDocument(databaseOf(kernel), code)),
          href: `/verify/${code}/receipt`,
        }
      : null,
  };
}

function standingOf(
  {
    revokedAt,
    validFrom,
    validUntil,
  }: { readonly revokedAt: Date | null; readonly validFrom: Day; readonly validUntil: Day | null },
  today: Day,
): Verified['standing'] {
  if (revokedAt) return 'revoked';
  if (today < validFrom) return 'early';
  return validUntil !== null && today > validUntil ? 'expired' : 'valid';
}
