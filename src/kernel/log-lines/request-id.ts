import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const here = new AsyncLocalStorage<string>();

/** What a proxy may hand on: long enough to be its own, and nothing that could break a line or hide in one. */
const ACCEPTABLE = /^[A-Za-z0-9._-]{8,64}$/u;

/**
 * The number by which a request is found again in every line, answer and job.
 *
 * @param handedOn `X-Request-Id` of a proxy that is trusted; anything else is not looked at by the caller
 */
export const requestIdFrom = (handedOn: string | readonly string[] | undefined): string =>
  typeof handedOn === 'string' && ACCEPTABLE.test(handedOn) ? handedOn : randomUUID();

/** Everything that `work` causes, in whatever order it happens, carries this number. */
export const withRequestId = <T>(id: string, work: () => T): T => here.run(id, work);

/** The number of the request that this is done for, if it is done for one. */
export const requestIdHere = (): string | undefined => here.getStore();
