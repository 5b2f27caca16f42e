import type { Allowance } from '../kernel/index.ts';

/** How often an address may try what is open to everybody: a code of enrolment cannot be guessed. */
export const allowances = {
  enrol: { name: 'boards.enrol', count: 20, seconds: 600 },
  /** A hall full of screens shares one address. */
  terminal: { name: 'boards.terminal', count: 1200, seconds: 60 },
} as const satisfies Readonly<Record<string, Allowance>>;
