import { z } from 'zod';
import type { Web } from '../http/web.ts';
import type { Kernel } from '../kernel.ts';
import { receivePayment } from './payments.ts';

const Signed = z.object({
  message: z.string().max(20_000),
  timestamp: z.int(),
  nonce: z.string().min(1).max(100),
  signature: z.string().regex(/^[0-9a-f]{64}$/u),
});

/** Where the payment gateway tells what was paid. Its signature is its credential. */
export function paymentRoutes(web: Web, kernel: Kernel): void {
  web.post(
    '/links/payment',
    {
      config: {
        may: 'kernel.payment-notice',
        machine: true,
        allowance: { name: 'kernel.payment-notice', count: 600, seconds: 60 },
      },
      schema: {
        summary: 'Notice of a payment, signed by the gateway',
        body: Signed,
        response: { 200: z.object({ outcome: z.enum(['paid', 'known']) }) },
      },
    },
    async (request) => ({ outcome: await receivePayment(kernel, request.body, kernel.now()) }),
  );
}
