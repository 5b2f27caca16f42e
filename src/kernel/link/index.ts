/** The edge to other systems: what is sent, what comes in signed, and what differs. */
export type { PaymentGateway } from './gateway.ts';
export { type HttpGatewayOptions, httpGateway } from './http-gateway.ts';
export {
  cancelPayment,
  type Difference,
  orderPayment,
  type PaidOrder,
  type PaymentOrder,
  paymentOrder,
  reconcile,
} from './payments.ts';
export { type RefundedOrder, refundPayment } from './refunds.ts';
export { paymentRoutes } from './routes.ts';
export { type SandboxGateway, sandboxGateway } from './sandbox.ts';
export { linkSentences } from './text.ts';
