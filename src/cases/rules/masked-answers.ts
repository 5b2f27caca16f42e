import { maskPhone, maskResidentId } from '../../identity/index.ts';
import { type FormDefinition, fieldAt, parsePath } from '../../kernel/form/index.ts';

/** Account numbers and the like: long, and nothing but digits. */
const LONG_NUMBER = /^\d{10,}$/u;
/** Enough to tell one account from another. */
const LEFT_OPEN = 4;

/**
 * How a number that belongs to a person is shown again: enough to recognise it, not enough for whoever looks over the
 * shoulder. Undefined: shown as it is.
 *
 * @law 个人信息保护法 第五十一条
 */
export function maskedAnswer(form: FormDefinition, path: string, value: unknown): string | undefined {
  const parsed = parsePath(path);
  const widget = parsed && fieldAt(form, parsed)?.field.widget;
  if (typeof value !== 'string') return undefined;
  if (widget === 'resident-id') return maskResidentId(value);
  if (widget === 'phone') return maskPhone(value);
  return widget === 'text' && LONG_NUMBER.test(value)
    ? `${'*'.repeat(value.length - LEFT_OPEN)}${value.slice(-LEFT_OPEN)}`
    : undefined;
}
