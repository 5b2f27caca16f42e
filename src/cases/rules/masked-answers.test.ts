import { expect, test } from 'vitest';
import type { FormDefinition } from '../../kernel/form/index.ts';
import { maskedAnswer } from './masked-answers.ts';

const form: FormDefinition = {
  id: 'f',
  version: 1,
  title: '表',
  schema: { type: 'object', properties: {} },
  steps: [
    {
      key: 's',
      title: '步骤',
      fields: [
        { key: 'account', label: '银行账号', widget: 'text' },
        { key: 'street', label: '住址', widget: 'address' },
        {
          key: 'members',
          label: '家庭成员',
          rowTitle: '家庭成员',
          widget: 'group',
          fields: [
            { key: 'number', label: '公民身份号码', widget: 'resident-id' },
            { key: 'mobile', label: '手机号码', widget: 'phone' },
          ],
        },
      ],
    },
  ],
};

test.each([
  ['members[1].number', '110000198805120029', '1****************9'],
  ['members[0].mobile', '13000000001', '130****0001'],
  ['account', '6222021234567890123', '***************0123'],
  ['account', '6222 0212 3456 7890 123', '***************0123'],
  ['account', '1234567890', '**********'],
])('%s is shown masked', (path, value, shown) => {
  expect(maskedAnswer(form, path, value)).toBe(shown);
});

test.each([
  ['account', '明堂农商银行'],
  ['account', '123456789'],
  ['street', '明伦大道20号'],
  ['account', '2026-04-28'],
  ['unknown', '110000198805120029'],
  ['account', 6222021234567890],
])('%s is left as it is: %s', (path, value) => {
  expect(maskedAnswer(form, path, value)).toBeUndefined();
});

test('a number that was mistyped is not shown in full either', () => {
  expect(maskedAnswer(form, 'members[0].number', '11000019880512002')).toBe('1***************2');
  expect(maskedAnswer(form, 'members[0].mobile', '1300000000')).not.toContain('1300');
});
