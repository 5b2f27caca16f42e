import type { Allowance } from '../kernel/index.ts';

const MINUTE = 60;

/** How often one person, or one address where nobody is signed in, may ask. */
export const allowances = {
  verify: { name: 'cases.verify', count: 60, seconds: MINUTE },
  /** Requests that may carry files. */
  upload: { name: 'cases.upload', count: 200, seconds: 10 * MINUTE },
  consult: { name: 'cases.consult', count: 20, seconds: 10 * MINUTE },
} as const satisfies Readonly<Record<string, Allowance>>;
