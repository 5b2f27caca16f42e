import type { Allowance } from '../kernel/index.ts';

/** How often one person, or one address where nobody is signed in, may ask. */
export const allowances = {
  /** New requests: more than a person writes, less than a machine does. */
  ask: { name: 'information-requests.ask', count: 20, seconds: 3600 },
  /** Looking at one's request by its code. */
  byCode: { name: 'information-requests.by-code', count: 60, seconds: 60 },
  /** Complaints, and tries at somebody else's code in their form. */
  complain: { name: 'information-requests.complain', count: 10, seconds: 3600 },
  check: { name: 'information-requests.check', count: 60, seconds: 60 },
} as const satisfies Readonly<Record<string, Allowance>>;
