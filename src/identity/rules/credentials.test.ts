import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../kernel/day.ts';
import { isCommonPassword } from './common-passwords.ts';
import { type LockOutPolicy, lockOut } from './lock-out.ts';
import { passwordExpiresOn, passwordFaults } from './password.ts';

describe('password', () => {
  it.each(['青山 Kuo 7 座桥', 'Tangerine-bus-41', 'v9#Lr2!mQx0z'])('%s will do', (password) =>
    expect(passwordFaults(password, ['zhangwei', '张伟', '13000000001'])).toEqual([]),
  );

  it.each([
    ['Kd7#x', ['too-short']],
    ['tangerinebus', ['too-plain']],
    ['Zhangwei-Kd7#', ['has-name']],
    ['Kd7#张伟xxyy', ['has-name']],
    ['Mingtang@2026', ['has-name', 'common']],
    ['aB3', ['too-short', 'common']],
    [`aB3-${'x'.repeat(200)}`, ['too-long']],
  ])('%s has the faults %j', (password, faults) =>
    expect(passwordFaults(password, ['zhangwei', '张伟', '13000000001'])).toEqual(
      faults.map((fault) => `identity/password-${fault}`),
    ),
  );

  it('has to be a new one when it is changed', () =>
    expect(passwordFaults('Tangerine-bus-41', [], 'Tangerine-bus-41')).toEqual(['identity/password-unchanged']));

  it.each([
    'P@ssw0rd123',
    'Admin@2026!!',
    'qwerty12345',
    '1qaz2wsx3edc',
    'Woaini1314520',
    'aaaaaaaaaaaa',
    'abcABCabc123',
    'Zhengwu#2026',
    'Passw0rd!',
    '9876543210',
    '12Welcome34',
  ])('%s is among the first a guesser tries', (password) => expect(isCommonPassword(password)).toBe(true));

  it('a common word stays common in any print, with any digits and signs behind', () => {
    const tails = fc.stringMatching(/^[0-9@#._-]{0,6}$/);
    const words = fc.constantFrom('password', 'admin', 'woaini', 'qwerty', 'zhengwu', 'mingtang');
    fc.assert(
      fc.property(words, tails, fc.nat(7), (word, tail, i) => {
        const printed = word.slice(0, i) + word.charAt(i).toUpperCase() + word.slice(i + 1) + tail;
        return isCommonPassword(printed);
      }),
    );
  });

  it('random passwords are hardly ever called common', () => {
    const sample = fc.sample(
      fc.array(fc.constantFrom(...'abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ23456789'), {
        minLength: 14,
        maxLength: 14,
      }),
      500,
    );
    expect(sample.filter((characters) => isCommonPassword(characters.join(''))).length).toBeLessThan(5);
  });

  it('expires half a year after it was set, where it expires at all', () => {
    expect(passwordExpiresOn(day('2026-01-01'))).toBe('2026-06-30');
    const policy = { minCharacters: 10, maxCharacters: 128, minClasses: 3, validDays: null };
    expect(passwordExpiresOn(day('2026-01-01'), policy)).toBeNull();
  });
});

describe('lock-out', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 0, 0) + minute * 60_000);
  const policy: LockOutPolicy = { failures: 3, withinMinutes: 10, lockedMinutes: 30 };

  it('closes the account from the third failure within ten minutes, for thirty minutes', () => {
    const failures = [at(0), at(4), at(9)];
    expect(lockOut(failures, at(9), policy)).toEqual(at(39));
    expect(lockOut(failures, new Date(at(39).getTime() - 1), policy)).toEqual(at(39));
    expect(lockOut(failures, at(39), policy)).toBeNull();
  });

  it('failures further apart do not add up', () => expect(lockOut([at(0), at(6), at(11)], at(11), policy)).toBeNull());

  it('attempts on a locked account do not prolong the lock', () => {
    const failures = [at(0), at(1), at(2), at(20), at(25), at(31)];
    expect(lockOut(failures, at(31), policy)).toEqual(at(32));
    expect(lockOut(failures, at(32), policy)).toBeNull();
  });

  it('locks again after fresh failures', () =>
    expect(lockOut([at(0), at(1), at(2), at(33), at(34), at(35)], at(36), policy)).toEqual(at(65)));

  it('does not look into the future', () => expect(lockOut([at(0), at(1), at(2)], at(1), policy)).toBeNull());

  const minutes = fc.array(fc.nat(500), { maxLength: 40 });

  it('never locks below the number of failures, nor for longer than the policy says', () => {
    fc.assert(
      fc.property(minutes, fc.nat(600), (failed, now) => {
        const until = lockOut(failed.map(at), at(now), policy);
        const seen = failed.filter((minute) => minute <= now).length;
        if (until === null) return true;
        return seen >= 3 && until > at(now) && until <= new Date(at(now).getTime() + 30 * 60_000);
      }),
    );
  });

  it('does not depend on the order in which failures are read', () => {
    fc.assert(
      fc.property(minutes, fc.nat(600), (failed, now) => {
        const one = lockOut(failed.map(at), at(now), policy);
        const other = lockOut(failed.toReversed().map(at), at(now), policy);
        return one?.getTime() === other?.getTime();
      }),
    );
  });
});
