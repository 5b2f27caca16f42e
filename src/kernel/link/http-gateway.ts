import { z } from 'zod';
import type { PaymentGateway, PaymentTold, SignedMessage } from './gateway.ts';
import { isSigned, signed } from './signature.ts';

export type HttpGatewayOptions = {
  readonly name: string;
  /** Where it is, without a slash at its end. */
  readonly url: string;
  readonly merchant: string;
  readonly secret: string;
  /** The address people reach this program by: where the gateway tells what was paid, and sends the payer back to. */
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly timeoutMs?: number;
};

const Opened = z.object({ ref: z.string().min(1).max(100), payUrl: z.url().max(500) });
const Refunded = z.object({ ref: z.string().min(1).max(100) });
const Line = z.object({
  order: z.uuid(),
  ref: z.string().min(1).max(100),
  amountFen: z.int().positive(),
  paidAt: z.iso.datetime({ offset: true }),
});
const Told = Line.extend({ key: z.string().min(1).max(100) });
const Statement = z.object({ lines: z.array(Line).max(100_000) });

/** A gateway over HTTP: every request is signed with the secret both sides know, as every message that it sends is. */
export function httpGateway({
  name,
  url,
  merchant,
  secret,
  publicUrl,
  now,
  timeoutMs = 10_000,
}: HttpGatewayOptions): PaymentGateway {
  const ask = async (path: string, content: object): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ merchant, ...signed(secret, JSON.stringify(content), now()) }),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`${name} answered ${response.status} to ${path}`);
    return response.json();
  };
  return {
    name,
    open: async (asked) => Opened.parse(await ask('/orders', { ...asked, ...ways(publicUrl, asked.id) })),
    close: async (order) => void (await ask('/orders/close', { order })),
    refund: async (asked) => Refunded.parse(await ask('/refunds', asked)),
    statement: async (on) => Statement.parse(await ask('/statement', { on })).lines,
    read: (message, at) => toldIn(secret, message, at),
  };
}

const ways = (publicUrl: string, id: string) => ({
  notifyUrl: `${publicUrl}/links/payment`,
  returnUrl: `${publicUrl}/payments/${id}`,
});

function toldIn(secret: string, message: SignedMessage, at: Date): PaymentTold | null {
  if (!isSigned(secret, message, at)) return null;
  try {
    return Told.parse(JSON.parse(message.message));
  } catch {
    return null;
  }
}
