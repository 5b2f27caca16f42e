import { maskBankCard, maskPhone, maskResidentId } from '../../identity/index.ts';
import { type FieldLayout, type FormDefinition, fieldAt, parsePath } from '../../kernel/form/index.ts';

/** Account numbers and the like: long, and nothing but digits, however they are spaced. */
const LONG_NUMBER = /^\d(?:[ -]?\d){9,}$/u;

/** The same in the middle of what somebody wrote in his own words, identity numbers that end with X included. */
const IN_WORDS = /\d(?:[ -]?\d){9,}(?:[ -]?[\dXx])/gu;

const maskedInWords = (text: string): string =>
  text.replace(IN_WORDS, (found) => {
    const number = found.replace(/[ -]/gu, '');
    if (/^\d{17}[\dXx]$/u.test(number)) return maskResidentId(number);
    return /^1\d{10}$/u.test(number) ? maskPhone(number) : maskBankCard(number);
  });

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
  if (widget !== 'text' && widget !== 'lines') return undefined;
  if (widget === 'text' && LONG_NUMBER.test(value)) return maskBankCard(value.replace(/[ -]/gu, ''));
  const masked = maskedInWords(value);
  return masked === value ? undefined : masked;
}

/** {@link maskedValue} of the field at a path of a form; what is no field of it is left as it is. */
export function maskedAnswer(form: FormDefinition, path: string, value: unknown): string | undefined {
  const parsed = parsePath(path);
  const field = parsed && fieldAt(form, parsed)?.field;
  return field ? maskedValue(field, value) : undefined;
}
