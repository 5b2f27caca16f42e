import { maskBankCard, maskPhone, maskResidentId } from '../../identity/index.ts';
import { type FieldLayout, type FormDefinition, fieldAt, parsePath } from '../../kernel/form/index.ts';

/** Account numbers and the like: long, and nothing but digits, however they are spaced. */
const LONG_NUMBER = /^\d(?:[ -]?\d){9,}$/u;

/**
 * How a number that belongs to a person is shown again, to the applicant and to who handles the case alike: enough to
 * recognise it, not enough for whoever looks over the shoulder. Undefined: shown as it is.
 *
 * @law 个人信息保护法 第五十一条
 */
export function maskedValue({ widget }: Pick<FieldLayout, 'widget'>, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (widget === 'resident-id') return maskResidentId(value);
  if (widget === 'phone') return maskPhone(value);
  return widget === 'text' && LONG_NUMBER.test(value) ? maskBankCard(value.replace(/[ -]/gu, '')) : undefined;
}

/** {@link maskedValue} of the field at a path of a form; what is no field of it is left as it is. */
export function maskedAnswer(form: FormDefinition, path: string, value: unknown): string | undefined {
  const parsed = parsePath(path);
  const field = parsed && fieldAt(form, parsed)?.field;
  return field ? maskedValue(field, value) : undefined;
}
