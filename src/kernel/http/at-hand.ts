import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Log, requestIdFrom } from '../log-lines/index.ts';
import type { Draining } from './draining.ts';
import { securityHeadersFor } from './headers.ts';
import type { AnsweredRequest } from './request-counts.ts';

/** An answer that is whole before anybody asks. */
export type AnswerAtHand = {
  /** The pattern of the route that would answer the same. */
  readonly route: string;
  readonly status: number;
  /** Names and values in turn; the headers of security are put beside them. */
  readonly headers: readonly string[];
  readonly body: Buffer;
};

/** The answer to a path with this `accept-encoding`; undefined when the route has to look. Must not wait or throw. */
export type AtHand = (path: string, accepted: string | undefined) => AnswerAtHand | undefined;

type Options = {
  readonly trustProxy: boolean;
  readonly log: 'nothing' | 'faults' | 'requests';
  readonly lines: Log;
  readonly counts: ((answered: AnsweredRequest) => void) | null;
  readonly draining: Draining | undefined;
};

/**
 * Up to this size a body is kept as a string of its bytes: Node writes a head and a string at once, and a head and a
 * buffer in two pieces, which costs a third of the answers per second.
 */
const ONE_PIECE_BYTES = 15_000;

/** What would be different for somebody: who is signed in, what he chose, what he has already, a part of it. */
const PERSONAL = ['cookie', 'if-none-match', 'if-modified-since', 'range', 'authorization', 'expect'] as const;

/**
 * Answers what is the same for everybody before the router is asked: a published page costs little more than its bytes.
 * Answers false when the router has to, which then answers as if this were not here.
 */
export function answersAtHand({ trustProxy, log, lines, counts, draining }: Options) {
  const sources: AtHand[] = [];
  const plain = securityHeadersFor(false).flat();
  const secure = securityHeadersFor(true).flat();
  // Headers as they are sent, once for each answer and kind of connection.
  const kept = new WeakMap<AnswerAtHand, { plain?: readonly string[]; secure?: readonly string[]; bytes?: string }>();

  const whole = (answer: AnswerAtHand, isSecure: boolean): readonly string[] => {
    const known = kept.get(answer) ?? {};
    const kind = isSecure ? 'secure' : 'plain';
    known[kind] ??= withSecurity(answer, isSecure ? secure : plain);
    kept.set(answer, known);
    return known[kind];
  };

  const asBytes = (answer: AnswerAtHand): string => {
    const known = kept.get(answer) ?? {};
    known.bytes ??= answer.body.toString('latin1');
    kept.set(answer, known);
    return known.bytes;
  };

  return {
    add: (source: AtHand): void => void sources.push(source),
    answer: (request: IncomingMessage, response: ServerResponse): boolean => {
      const { method, url = '', headers } = request;
      if (method !== 'GET' || (draining && draining.state() !== 'serving')) return false;
      if (PERSONAL.some((name) => headers[name] !== undefined)) return false;
      const end = url.indexOf('?');
      const path = end === -1 ? url : url.slice(0, end);
      const answer = found(sources, path, headers['accept-encoding']);
      if (!answer) return false;
      const began = performance.now();
      const requestId = requestIdFrom(trustProxy ? headers['x-request-id'] : undefined);
      const isSecure = trustProxy && isHttps(headers['x-forwarded-proto']);
      response.writeHead(answer.status, [...whole(answer, isSecure), 'x-request-id', requestId]);
      if (answer.body.length > ONE_PIECE_BYTES) response.end(answer.body);
      else response.end(asBytes(answer), 'latin1');
      const { route, status } = answer;
      const ms = performance.now() - began;
      counts?.({ method, route, status, seconds: ms / 1000 });
      if (log === 'requests') lines('info', 'request', { requestId, method, route, status, ms: Math.round(ms) });
      return true;
    },
  };
}

function found(sources: readonly AtHand[], path: string, accepted: string | undefined): AnswerAtHand | undefined {
  for (const source of sources) {
    const answer = source(path, accepted);
    if (answer) return answer;
  }
  return undefined;
}

/** As the router reads it: the last of what proxies said. */
const isHttps = (said: string | readonly string[] | undefined): boolean =>
  said !== undefined && String(said).split(',').at(-1)?.trim() === 'https';

/** What the answer says itself goes before what every answer says. */
function withSecurity({ headers, body }: AnswerAtHand, security: readonly string[]): readonly string[] {
  const own = new Set(headers.filter((_, i) => i % 2 === 0));
  const rest = security.flatMap((name, i) => (i % 2 === 0 && !own.has(name) ? [name, security[i + 1] ?? ''] : []));
  return [...headers, ...rest, 'content-length', String(body.length)];
}
