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
        { key: 'story', label: '困难', widget: 'lines' },
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
  ['story', '我爱人 11000019880512002X 病了，电话13000000001。', '我爱人 1****************X 病了，电话130****0001。'],
  ['story', '卡号6222 0212 3456 7890 123', '卡号***************0123'],
  ['account', '户号 6222021234567890123', '户号 ***************0123'],
])('%s is shown masked', (path, value, shown) => {
  expect(maskedAnswer(form, path, value)).toBe(shown);
});

test.each([
  ['account', '明堂农商银行'],
  ['account', '123456789'],
  ['street', '明伦大道20号'],
  ['account', '2026-04-28'],
  ['story', '2025年3月起没有收入，欠费 12000.50 元'],
  ['unknown', '110000198805120029'],
  ['account', 6222021234567890],
])('%s is left as it is: %s', (path, value) => {
  expect(maskedAnswer(form, path, value)).toBeUndefined();
});

test('a number that was mistyped is not shown in full either', () => {
  expect(maskedAnswer(form, 'members[0].number', '11000019880512002')).toBe('1***************2');
  expect(maskedAnswer(form, 'members[0].mobile', '1300000000')).not.toContain('1300');
});
