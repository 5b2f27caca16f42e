/** The edge to other systems: what is sent, what comes in signed, and what differs. */
export type { PaymentGateway, SignedMessage } from './gateway.ts';
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
export { receiveOnce, SignedBody } from './receive.ts';
export { type RefundedOrder, refundPayment } from './refunds.ts';
export { paymentRoutes } from './routes.ts';
export { type SandboxGateway, sandboxGateway } from './sandbox.ts';
export {
  type HttpSuperiorOptions,
  httpSuperior,
  type ReportOutcome,
  type ReportSuperior,
} from './superior.ts';
export { type SandboxSuperior, sandboxSuperior } from './superior-sandbox.ts';
export { linkSentences } from './text.ts';
