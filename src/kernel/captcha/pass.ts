import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { take } from '../allowance/allowance.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';

const PLACE = 'kernel.captcha.pass#form';
const LASTS_MS = 12 * 3_600_000;
/** Nobody opens a page, reads it and chooses faster. */
const LEAST_MS = 1500;

const Pass = z.object({ about: z.string(), from: z.number(), nonce: z.string() });

/**
 * What a page gives along with a form that asks nobody who he is: that the page was opened, when, and for what. It counts for
 * one sending. No picture, no script, no question; who sends a thousand has to open a thousand pages and wait before each.
 */
export function issuePass({ seal }: Pick<Kernel, 'seal'>, about: string, at: Date): string {
  const pass = { about, from: at.getTime(), nonce: randomUUID() };
  return seal.seal(JSON.stringify(pass), PLACE).toString('base64url');
}

/** @throws Refusal captcha/no-pass (422) for one that is forged, of another page, too old, too quick, or used already */
export async function spendPass(
  kernel: Pick<Kernel, 'seal' | 'pool'>,
  about: string,
  token: string,
  at: Date,
): Promise<void> {
  const pass = opened(kernel, token);
  const age = pass ? at.getTime() - pass.from : -1;
  if (pass?.about !== about || age < LEAST_MS || age > LASTS_MS) throw refuse('captcha/no-pass', {}, 422);
  const once = { name: 'kernel.pass', count: 1, seconds: LASTS_MS / 1000 };
  if ((await take(kernel, once, pass.nonce, at)) > 0) throw refuse('captcha/no-pass', {}, 422);
}

function opened({ seal }: Pick<Kernel, 'seal'>, token: string): z.output<typeof Pass> | null {
  try {
    return Pass.parse(JSON.parse(seal.open(Buffer.from(token, 'base64url'), PLACE)));
  } catch {
    return null;
  }
}
