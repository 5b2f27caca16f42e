import { addDays, type Day } from '../../kernel/day.ts';
import { isCommonPassword } from './common-passwords.ts';
import { guessableParts, isGuessable } from './guessable.ts';

export type PasswordFault =
  | 'identity/password-too-short'
  | 'identity/password-too-long'
  | 'identity/password-too-plain'
  | 'identity/password-has-name'
  | 'identity/password-common'
  | 'identity/password-unchanged';

export type PasswordPolicy = {
  readonly minCharacters: number;
  /** A limit only so that hashing cannot be used to tire the machine. */
  readonly maxCharacters: number;
  /** Of capital letters, small letters, digits, and everything else. */
  readonly minClasses: number;
  /** Days after which staff choose a new one; `null` never. */
  readonly validDays: number | null;
};

/** @law GB/T 22239-2019 8.1.4.1 a) asks for complexity and regular change; the figures are the operator's */
export const PASSWORD_POLICY: PasswordPolicy = { minCharacters: 10, maxCharacters: 128, minClasses: 3, validDays: 180 };

/** Names shorter than this are found in too many honest passwords. */
const MIN_NAME_LENGTH = 3;
/** What everybody thinks of first here. */
const HOUSE = ['mingtang', '明堂'];
const CLASSES = [/[a-z]/u, /[A-Z]/u, /\d/u, /[^a-zA-Z\d]/u];

const hasName = (password: string, names: readonly string[]): boolean => {
  const text = password.toLowerCase();
  return names
    .map((name) => name.trim().toLowerCase())
    .some(
      (name) => (name.length >= MIN_NAME_LENGTH || /\p{Script=Han}/u.test(name)) && name !== '' && text.includes(name),
    );
};

/**
 * Everything that is wrong with a chosen password, so that it is told at once; empty when it will do.
 *
 * @param known what others know of the person: account name, name, phone, identity number, agency; parts of 3 or more
 *   characters, or any with Chinese characters, may not occur in the password, nor may the birth date and the last digits
 *   of his numbers
 * @param previous the password in force, where it is to be changed
 */
export function passwordFaults(
  password: string,
  known: readonly string[],
  previous: string | null = null,
  policy: PasswordPolicy = PASSWORD_POLICY,
): readonly PasswordFault[] {
  const characters = [...password].length;
  const faults: PasswordFault[] = [];
  if (characters < policy.minCharacters) faults.push('identity/password-too-short');
  if (characters > policy.maxCharacters) return ['identity/password-too-long'];
  if (CLASSES.filter((kind) => kind.test(password)).length < policy.minClasses)
    faults.push('identity/password-too-plain');
  if (hasName(password, [...known, ...guessableParts(known), ...HOUSE])) faults.push('identity/password-has-name');
  if (isCommonPassword(password) || isGuessable(password)) faults.push('identity/password-common');
  if (previous !== null && previous === password) faults.push('identity/password-unchanged');
  return faults;
}

/** The first day on which a password set on `setOn` has to be changed, or `null` when it never has to. */
export const passwordExpiresOn = (setOn: Day, policy: PasswordPolicy = PASSWORD_POLICY): Day | null =>
  policy.validDays === null ? null : addDays(setOn, policy.validDays);
