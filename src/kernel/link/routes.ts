import { z } from 'zod';
import type { Web } from '../http/web.ts';
import type { Kernel } from '../kernel.ts';
import { receivePayment } from './payments.ts';
import { SignedBody } from './receive.ts';

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
        body: SignedBody,
        response: { 200: z.object({ outcome: z.enum(['paid', 'known']) }) },
      },
    },
    async (request) => ({ outcome: await receivePayment(kernel, request.body, kernel.now()) }),
  );
}
