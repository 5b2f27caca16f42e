import type { FastifyReply } from 'fastify';
import { dayOf, type Kernel, type PdfRenderer, pdfRenderer, refuse } from '../../kernel/index.ts';
import { checkReceipt } from './check.ts';
import { proofSheet } from './paper.ts';
import { receiptOf } from './receipt.ts';

type Wanted = { readonly format: 'json' | 'pdf'; readonly withWords?: boolean };

let renderer: Promise<PdfRenderer> | undefined;

/**
 * Sends the receipt of a matter to be saved: always the newest. Callers have checked who asks.
 *
 * @throws Refusal proof/not-yet (409) while nothing of the matter is in the log
 */
export async function sendReceipt(
  kernel: Kernel,
  reply: FastifyReply,
  matterId: number,
  { format, withWords = false }: Wanted,
): Promise<FastifyReply> {
  const receipt = await receiptOf(kernel, matterId, { withWords });
  if (!receipt) throw refuse('proof/not-yet', {}, 409);
  reply.header('content-disposition', `attachment; filename="${receipt.matter}.${format}"`);
  const text = JSON.stringify(receipt);
  if (format === 'json') return reply.type('application/json; charset=utf-8').send(text);
  // The sheet says what the verifier finds in the receipt it carries, and nothing else.
  const result = await checkReceipt(text, [receipt.vkey]);
  if (!result.ok)
    throw new Error(`the receipt of ${receipt.matter} does not verify: ${JSON.stringify(result.checks.at(-1))}`);
  const at = kernel.now();
  renderer ??= pdfRenderer();
  const site = reply.server.publicUrl;
  const bytes = await (await renderer).render(
    'proof',
    proofSheet(receipt, result, dayOf(at), site, reply.server.site.name),
    at,
  );
  return reply.type('application/pdf').send(Buffer.from(bytes));
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The address people reach the program by, without a slash at its end. */
    publicUrl: string;
  }
}
