import type { FastifyRequest } from 'fastify';
import { addressGroup } from '../allowance/address.ts';
import { type Allowance, spend } from '../allowance/allowance.ts';
import type { Kernel } from '../kernel.ts';

/** Counts for who is signed in, else for the address: `WebOptions.spend`. */
export const spendFor =
  (kernel: Pick<Kernel, 'pool' | 'seal' | 'now'>) =>
  (request: FastifyRequest, allowance: Allowance): Promise<void> => {
    const { personId } = request.actor;
    const who = personId === null ? `address:${addressGroup(request.ip)}` : `person:${personId}`;
    return spend(kernel, allowance, who, kernel.now(), (err) => request.log.error({ err }, 'allowance'));
  };
