import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { dayOf } from '../day.ts';
import { escapeMarkup } from '../markup.ts';
import type { PaymentLine, RefundAsked } from './gateway.ts';
import { bodyOf, overHttp } from './sandbox-http.ts';
import { isSigned, signed } from './signature.ts';
import { sandboxText as words } from './text.ts';

/** A gateway that takes no money: the same protocol over real HTTP, for demonstrations and tests. */
export type SandboxGateway = {
  readonly url: string;
  /** Pays an order as a person on its page would; answers what the notice was answered with. */
  readonly pay: (order: string, paidAt?: Date) => Promise<number | null>;
  /** Sends the last notice of an order once more, or with other words. */
  readonly notifyAgain: (order: string, change?: Partial<PaymentLine>) => Promise<number>;
  /** Loses notices from now on: what was paid is found by comparing lists alone. */
  readonly loseNotices: (lost: boolean) => void;
  /** Puts a line into its list that nobody here knows of, or takes one out. */
  readonly plant: (line: PaymentLine) => void;
  readonly forget: (order: string) => void;
  /** What went back, in the order in which it was asked for. */
  readonly refunds: () => readonly RefundAsked[];
  readonly close: () => Promise<void>;
};

type Order = {
  readonly id: string;
  readonly ref: string;
  readonly subject: string;
  readonly amountFen: number;
  readonly notifyUrl: string;
  readonly returnUrl: string;
  state: 'open' | 'paid' | 'closed';
  paidAt: string | null;
  key: string | null;
};

const Signed = z.object({
  merchant: z.string(),
  message: z.string(),
  timestamp: z.number(),
  nonce: z.string(),
  signature: z.string(),
});
const Asked = z.object({
  id: z.uuid(),
  subject: z.string().max(200),
  amountFen: z.int().positive(),
  notifyUrl: z.url(),
  returnUrl: z.url(),
});

const Refund = z.object({ id: z.uuid(), order: z.uuid(), amountFen: z.int().positive() });

/** Starts the sandbox on a free port of this machine, or the one given. */
export async function sandboxGateway(options: {
  readonly secret: string;
  readonly now: () => Date;
  readonly port?: number;
  /** Sends a notice; over HTTP unless a test has no server to send to. */
  readonly notify?: (url: string, body: string) => Promise<number>;
}): Promise<SandboxGateway> {
  const { secret, now, port = 0, notify = overHttp } = options;
  const orders = new Map<string, Order>();
  const planted: PaymentLine[] = [];
  const forgotten = new Set<string>();
  const refunds = new Map<string, RefundAsked>();
  let losing = false;

  const lineOf = (order: Order): PaymentLine => ({
    order: order.id,
    ref: order.ref,
    amountFen: order.amountFen,
    paidAt: order.paidAt ?? '',
  });
  const tell = (order: Order, change: Partial<PaymentLine> = {}): Promise<number> => {
    order.key ??= randomUUID();
    const message = JSON.stringify({ ...lineOf(order), ...change, key: order.key });
    return notify(order.notifyUrl, JSON.stringify(signed(secret, message, now())));
  };
  const pay = async (id: string, paidAt = now()): Promise<number | null> => {
    const order = known(orders, id);
    if (order.state !== 'open') return null;
    order.state = 'paid';
    order.paidAt = paidAt.toISOString();
    return losing ? null : tell(order);
  };
  const answers: Readonly<Record<string, (content: unknown) => unknown>> = {
    '/orders': (content) => {
      const asked = Asked.parse(content);
      const order = orders.get(asked.id) ?? {
        ...asked,
        ref: `SBX${randomUUID()}`,
        state: 'open',
        paidAt: null,
        key: null,
      };
      orders.set(asked.id, order);
      return { ref: order.ref, payUrl: `${url}/pay/${order.id}` };
    },
    '/orders/close': (content) => {
      const order = orders.get(z.object({ order: z.string() }).parse(content).order);
      if (order?.state === 'open') order.state = 'closed';
      return {};
    },
    '/refunds': (content) => {
      const asked = Refund.parse(content);
      const order = known(orders, asked.order);
      const before = [...refunds.values()].filter(({ id, order: of }) => of === order.id && id !== asked.id);
      const sum = before.reduce((all, { amountFen }) => all + amountFen, asked.amountFen);
      if (order.state !== 'paid' || sum > order.amountFen) throw new Error('more than was paid');
      refunds.set(asked.id, asked);
      return { ref: `SBR${asked.id}` };
    },
    '/statement': (content) => {
      const { on } = z.object({ on: z.string() }).parse(content);
      const paid = [...orders.values()].filter(({ id, state }) => state === 'paid' && !forgotten.has(id)).map(lineOf);
      return { lines: [...paid, ...planted].filter(({ paidAt }) => dayOf(new Date(paidAt)) === on) };
    },
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const answer = answers[path];
    if (request.method === 'POST' && answer) {
      const body = Signed.parse(JSON.parse(await bodyOf(request)));
      if (!isSigned(secret, body, now())) return void response.writeHead(403).end();
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify(answer(JSON.parse(body.message))));
    }
    const order = orders.get(path.replace('/pay/', ''));
    if (!order) return void response.writeHead(404).end();
    if (request.method === 'POST') {
      await bodyOf(request);
      await pay(order.id);
      return void response.writeHead(303, { location: order.returnUrl }).end();
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(pageOf(order));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
  return {
    url,
    pay,
    notifyAgain: (id, change) => tell(known(orders, id), change),
    loseNotices: (lost) => {
      losing = lost;
    },
    plant: (line) => void planted.push(line),
    forget: (id) => void forgotten.add(id),
    refunds: () => [...refunds.values()],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function known(orders: ReadonlyMap<string, Order>, id: string): Order {
  const order = orders.get(id);
  if (!order) throw new Error(`the sandbox has no order ${id}`);
  return order;
}

function pageOf({ subject, amountFen, state, returnUrl }: Order): string {
  const head = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title>`;
  const button = `<form method="post"><button>${words.pay}</button></form>`;
  const back = `<a href="${escapeMarkup(returnUrl)}">${words.back}</a>`;
  const what = {
    open: button,
    paid: `<p role="status">${words.paid}</p>${back}`,
    closed: `<p role="status">${words.closed}</p>${back}`,
  };
  return `${head}<main><h1>${words.title}</h1><p>${words.note}</p><p>${escapeMarkup(subject)}</p><p>${words.amount((amountFen / 100).toFixed(2))}</p>${what[state]}</main></html>`;
}
