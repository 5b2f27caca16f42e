import {
  Agent,
  createServer,
  type IncomingMessage,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http';
import type { Front } from './nginx.ts';

const FAIL_TIMEOUT_MS = 2_000;
const KEEPALIVE_MS = 2_000;
const ONCE_ONLY = new Set(['POST', 'PATCH', 'LOCK']);

type Outcome =
  | { readonly kind: 'answered'; readonly answer: IncomingMessage }
  /** `sent`: a part of the request may have arrived. */
  | { readonly kind: 'failed'; readonly sent: boolean };

/**
 * The rules of deploy/nginx.conf where there is no nginx: by turns, a copy that refused is left alone for two seconds,
 * and what may be repeated is sent to the other; a POST only if it could not be sent.
 */
export async function startRoundRobin(port: number, copies: readonly number[]): Promise<Front> {
  const agent = new Agent({ keepAlive: true, timeout: KEEPALIVE_MS, maxFreeSockets: 32 });
  const aloneUntil = new Map<number, number>();
  let turn = 0;
  let repeated = 0;
  const choose = (tried: ReadonlySet<number>): number | undefined => {
    const free = copies.filter((copy) => !tried.has(copy));
    const willing = free.filter((copy) => (aloneUntil.get(copy) ?? 0) <= performance.now());
    turn += 1;
    return willing[turn % Math.max(1, willing.length)];
  };
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming);
    const tried = new Set<number>();
    const isOnceOnly = ONCE_ONLY.has(incoming.method ?? '');
    for (let copy = choose(tried); copy !== undefined; copy = choose(tried)) {
      tried.add(copy);
      if (tried.size > 1) repeated += 1;
      const outcome = await send({ ...optionsOf(incoming), port: copy, agent }, body);
      const answer = finalAnswer(outcome, isOnceOnly, tried.size);
      if (answer) return pass(answer, outgoing);
      if (outcome.kind === 'answered') outcome.answer.resume();
      aloneUntil.set(copy, performance.now() + FAIL_TIMEOUT_MS);
      if (outcome.kind === 'failed' && outcome.sent && isOnceOnly) break;
    }
    outgoing.writeHead(502).end();
  };
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    repeated: () => repeated,
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the visitor gets: it is no refusal, or it must not or cannot be asked again. Null when the other is to be asked. */
function finalAnswer(outcome: Outcome, isOnceOnly: boolean, tries: number): IncomingMessage | null {
  if (outcome.kind === 'failed') return null;
  return outcome.answer.statusCode !== 502 || isOnceOnly || tries > 1 ? outcome.answer : null;
}

const optionsOf = ({ method, url, headers }: IncomingMessage): RequestOptions => {
  const { connection: _own, 'transfer-encoding': _encoding, ...passed } = headers;
  return {
    host: '127.0.0.1',
    method,
    path: url,
    headers: { ...passed, 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' },
  };
};

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function send(options: RequestOptions, body: Buffer): Promise<Outcome> {
  return new Promise((resolve) => {
    let sent = false;
    const outgoing = request(options, (answer) => resolve({ kind: 'answered', answer }));
    outgoing.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (sent = true));
      else sent = true;
    });
    outgoing.on('error', () => resolve({ kind: 'failed', sent }));
    outgoing.end(body);
  });
}

function pass(answer: IncomingMessage, outgoing: ServerResponse): void {
  const { connection: _own, 'keep-alive': _keep, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 502, headers);
  answer.pipe(outgoing);
}
