import type { Allowance } from '../kernel/index.ts';

const MINUTE = 60;

/** How often an address may try what is open to everybody. A hall full of people shares one address. */
export const allowances = {
  /** Sign-ins that are refused; those that succeed are given back. */
  signIn: { name: 'identity.sign-in', count: 100, seconds: 10 * MINUTE },
  register: { name: 'identity.register', count: 60, seconds: 10 * MINUTE },
  /** Passwords given by an administrator: more than a busy counter ever needs, less than a stolen session wants. */
  resetPassword: { name: 'identity.reset-password', count: 60, seconds: 60 * MINUTE },
} as const satisfies Readonly<Record<string, Allowance>>;
