import { askCaptcha } from '../captcha/captcha.ts';
import type { Kernel } from '../kernel.ts';

/** What a person answers who reads the question. */
export function answerTo(question: string): string {
  const [a = 0, b = 0] = [...question].map((c) => '零一二三四五六七八九'.indexOf(c)).filter((n) => n >= 0);
  if (question.includes('加')) return String(a + b);
  if (question.includes('减')) return String(a - b);
  return question.includes('本书') ? String(a * b) : String(a);
}

/** The fields of a form that somebody opened a while ago and has answered. */
export function answeredCaptcha(
  kernel: Pick<Kernel, 'seal'>,
  at: Date,
): { readonly captchaToken: string; readonly captcha: string } {
  const { question, token } = askCaptcha(kernel, new Date(at.getTime() - 5_000));
  return { captchaToken: token, captcha: answerTo(question) };
}
