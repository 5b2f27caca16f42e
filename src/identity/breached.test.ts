import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { demoAccounts } from '../demo-city/index.ts';
import { isAmong, isBreached, isInFile, setBreachList } from './breached.ts';
import { chosenFaults } from './operations/password.ts';
import { guessableParts, isGuessable } from './rules/guessable.ts';

const sha1 = (text: string): Buffer => createHash('sha1').update(text).digest();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-breached-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => setBreachList(null));

describe('the list that comes along', () => {
  it.each(['123456789', 'iloveyou', 'Football#2026', '  Sunshine9!', 'QWERTYUIOP', '1qaz2wsx3edc', 'Barcelona-10'])(
    '%s is on it, or built around a word of it',
    async (password) => expect(await isBreached(password)).toBe(true),
  );

  it('takes hardly ever a good password for one of its own', async () => {
    const random = Array.from({ length: 5000 }, () => randomBytes(12).toString('base64url'));
    const mistaken = (await Promise.all(random.map(isBreached))).filter(Boolean);
    expect(mistaken).toEqual([]);
  });

  it('is looked through to both ends', () => {
    const list = Buffer.concat(['a', 'b', 'c', 'd'].map((text) => sha1(text).subarray(0, 5)).toSorted(Buffer.compare));
    for (const text of ['a', 'b', 'c', 'd']) expect(isAmong(list, sha1(text))).toBe(true);
    expect(isAmong(list, sha1('e'))).toBe(false);
    expect(isAmong(Buffer.alloc(0), sha1('a'))).toBe(false);
  });
});

describe('the operator’s own list', () => {
  const write = async (name: string, passwords: readonly string[], end: string): Promise<string> => {
    const path = join(folder, name);
    const lines = passwords.map((password, i) => `${sha1(password).toString('hex').toUpperCase()}:${10 ** (i % 7)}`);
    await writeFile(path, lines.toSorted().join(end));
    return path;
  };

  it.each([0, 1, 2, 3, 500])('of %i lines: every line is found, and nothing else', async (count) => {
    const passwords = Array.from({ length: count }, (_, i) => `pass-${i}`);
    for (const end of ['\n', '\r\n']) {
      const file = await open(await write(`${count}.txt`, passwords, end), 'r');
      const found = await Promise.all(passwords.map((password) => isInFile(file, sha1(password))));
      expect(found.every(Boolean)).toBe(true);
      for (let i = 0; i < 200; i += 1) expect(await isInFile(file, sha1(`other-${i}`))).toBe(false);
      await file.close();
    }
  });

  it('is asked besides; one that cannot be read refuses every change instead of letting it through', async () => {
    const chosen = 'Wutong-yu-37-qiao';
    expect(await chosenFaults(chosen, [])).toEqual([]);
    setBreachList(await write('own.txt', [chosen, 'x'], '\n'));
    expect(await chosenFaults(chosen, [])).toEqual(['identity/password-common']);
    setBreachList(join(folder, 'not-there.txt'));
    await expect(chosenFaults(chosen, [])).rejects.toThrow('ENOENT');
  });
});

describe('what people in China choose', () => {
  it.each([
    'Zhangwei@1990',
    'wangxiaoming_88',
    'LiNa19951203!',
    'Ouyangfeng#1',
    'zw19900101!A',
    'Lx13800001111!',
    '!990101Abc',
  ])('%s is guessed', (password) => expect(isGuessable(password)).toBe(true));
  it.each([
    'Tangdi-2026-kan',
    'Qingshan-88-lu',
    'Songbai-2027-chang',
    '青山 Kuo 7 座桥',
    'v9#Lr2!mQx0z',
    'Tangerine-bus-41',
  ])('%s is not', (password) => expect(isGuessable(password)).toBe(false));
  it('birth date and last digits of one’s own numbers are known to others', async () => {
    expect(guessableParts(['110000198805120029', '13000000099', '张伟'])).toEqual([
      '19880512',
      '880512',
      '120029',
      '00000099',
      '000099',
    ]);
    expect(await chosenFaults('Wutong-880512-yu', ['110000198805120029'])).toEqual(['identity/password-has-name']);
    expect(await chosenFaults('Wutong-mingtang-7', [])).toEqual(['identity/password-has-name']);
    expect(await chosenFaults('Wutong-民政局-7', ['民政局'])).toEqual(['identity/password-has-name']);
  });
});

test('the password of the demo accounts will do', async () => {
  const { password } = await demoAccounts();
  expect(await chosenFaults(password, ['xitong', '系统管理员'])).toEqual([]);
});
