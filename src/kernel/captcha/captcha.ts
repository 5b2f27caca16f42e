import { randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { take } from '../allowance/allowance.ts';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import { captchaText } from './text.ts';

const PLACE = 'kernel.captcha.token#form';
const LASTS_MS = 2 * 3_600_000;
/** Nobody reads the page and writes an answer faster. */
const LEAST_MS = 2000;

const Token = z.object({ answer: z.number(), until: z.number(), nonce: z.string() });

/** A question in words, which a screen reader reads and no picture hides, and the sealed answer that goes with the form. */
export type Captcha = { readonly question: string; readonly token: string };

const seal = (kernel: Pick<Kernel, 'seal'>, text: string): string =>
  kernel.seal.seal(text, PLACE).toString('base64url');

/** Asks something small: off line, without a picture, without a script. */
export function askCaptcha(kernel: Pick<Kernel, 'seal'>, at: Date): Captcha {
  const [a, b] = [randomInt(2, 10), randomInt(2, 10)];
  const kind = randomInt(captchaText.questions.length);
  const asked = captchaText.questions[kind] ?? captchaText.questions[0];
  const { question, answer } = asked(Math.max(a, b), Math.min(a, b));
  const content = { answer, until: at.getTime() + LASTS_MS, nonce: randomUUID() };
  return { question, token: seal(kernel, JSON.stringify(content)) };
}

/** What a form that asks brings back; `website` is a field that nobody sees. */
export const CaptchaFields = z.object({
  captchaToken: z.string().max(1000).default(''),
  captcha: z.string().max(40).default(''),
  website: z.string().max(200).default(''),
});
export type CaptchaFields = z.output<typeof CaptchaFields>;

/** The question for whoever fills in a form that is open to the world; none for who is signed in. */
export const captchaFor = (kernel: Pick<Kernel, 'seal'>, actor: Actor, at: Date): Captcha | null =>
  actor.personId === null ? askCaptcha(kernel, at) : null;

/**
 * Whether a person filled in a form: who is signed in is known; anybody else has answered the question.
 *
 * @throws Refusal captcha/wrong (422)
 */
export async function checkPerson(
  kernel: Pick<Kernel, 'seal' | 'pool'>,
  actor: Actor,
  { captchaToken, captcha, website }: CaptchaFields,
  at: Date,
): Promise<void> {
  if (actor.personId !== null) return;
  // Only a machine fills in what nobody sees.
  if (website !== '') throw refuse('captcha/wrong', {}, 422);
  await checkCaptcha(kernel, { token: captchaToken, answer: captcha }, at);
}

/**
 * Whether a person has answered: the right number, in figures or in words, not at once, and each question only once.
 *
 * @throws Refusal captcha/wrong (422)
 */
async function checkCaptcha(
  kernel: Pick<Kernel, 'seal' | 'pool'>,
  { token, answer }: { readonly token: string; readonly answer: string },
  at: Date,
): Promise<void> {
  const asked = opened(kernel, token);
  const age = asked ? LASTS_MS - (asked.until - at.getTime()) : -1;
  if (!asked || age < LEAST_MS || age > LASTS_MS || numberIn(answer) !== asked.answer)
    throw refuse('captcha/wrong', {}, 422);
  const once = { name: 'kernel.captcha', count: 1, seconds: LASTS_MS / 1000 };
  if ((await take(kernel, once, asked.nonce, at)) > 0) throw refuse('captcha/wrong', {}, 422);
}

function opened(kernel: Pick<Kernel, 'seal'>, token: string): z.output<typeof Token> | null {
  try {
    return Token.parse(JSON.parse(kernel.seal.open(Buffer.from(token, 'base64url'), PLACE)));
  } catch {
    return null;
  }
}

/** `15`, `１５`, `十五`. */
export function numberIn(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  if (/^\d{1,3}$/u.test(plain)) return Number(plain);
  const match = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九零]?)$/u.exec(plain);
  if (!match || plain === '') return null;
  const digit = (character: string | undefined): number =>
    Math.max(0, '零一二三四五六七八九'.indexOf(character || '零'));
  const [, tens, ten, ones] = match;
  if (ten) return (tens ? digit(tens) : 1) * 10 + digit(ones);
  return tens && ones ? null : digit(tens || ones);
}
