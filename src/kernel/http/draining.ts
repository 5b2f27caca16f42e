import type { FastifyRequest } from 'fastify';
import { refuse } from '../refusal.ts';

/**
 * How far a copy of the program is on its way out.
 *
 * `draining`: it says so at `/readyz`, serves everything, and keeps no connection open after an answer.
 * `handing-over`: besides, it answers requests that may be repeated as if it were already gone (502), so that a proxy
 * repeats them elsewhere and sends nothing more here. Requests that must not be repeated are still served.
 */
export type DrainState = 'serving' | 'draining' | 'handing-over';

export type Draining = {
  readonly state: () => DrainState;
  readonly begin: () => void;
  /**
   * Hands over, and answers when nothing more arrives: the proxy has turned away, or there is none.
   *
   * A listening socket that is closed resets the connections that wait in its queue. A proxy may repeat a GET after
   * that, never a POST; so the queue has to be empty first, and only the proxy can keep it empty.
   */
  readonly handOver: () => Promise<void>;
  /** Called for each request. @throws Refusal http/handing-over (502) */
  readonly admit: (request: Pick<FastifyRequest, 'method'> & { readonly isProbe: boolean }) => void;
};

/** So long nothing may arrive before the proxy is believed to have turned away. */
const QUIET_MS = 500;
/** A proxy that goes on sending is not waited for longer. */
const AT_MOST_MS = 5_000;
const LOOK_EVERY_MS = 25;
/** What a proxy never sends twice by itself; nginx counts these as not idempotent. */
const ONCE_ONLY = new Set(['POST', 'PATCH', 'LOCK']);

export function createDraining(nowMs: () => number = () => performance.now()): Draining {
  let state: DrainState = 'serving';
  let arrivedAt = Number.NEGATIVE_INFINITY;
  return {
    state: () => state,
    begin: () => {
      if (state === 'serving') state = 'draining';
    },
    handOver: async () => {
      state = 'handing-over';
      const began = nowMs();
      const isQuiet = (): boolean => nowMs() - Math.max(began, arrivedAt) >= QUIET_MS;
      while (!isQuiet() && nowMs() - began < AT_MOST_MS)
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    },
    admit: ({ method, isProbe }) => {
      if (isProbe) return;
      arrivedAt = nowMs();
      if (state === 'handing-over' && !ONCE_ONLY.has(method)) throw refuse('http/handing-over', {}, 502);
    },
  };
}
