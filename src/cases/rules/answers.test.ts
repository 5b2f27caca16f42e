import { expect, test } from 'vitest';
import type { FormDefinition } from '../../kernel/form/index.ts';
import { answerSections } from './answers.ts';
import { maskedAnswer } from './masked-answers.ts';

const form: FormDefinition = {
  id: 'f',
  version: 1,
  title: '表',
  schema: {
    type: 'object',
    properties: { number: { type: 'string' }, mobile: { type: 'string' }, account: { type: 'string' } },
  },
  steps: [
    {
      key: 's',
      title: '步骤',
      fields: [
        { key: 'number', label: '公民身份号码', widget: 'resident-id' },
        { key: 'mobile', label: '手机号码', widget: 'phone' },
        { key: 'account', label: '银行账号', widget: 'text' },
      ],
    },
  ],
};
const data = { number: '110000198805120029', mobile: '13000000001', account: '6222021234567890123' };
const shown = (masked: boolean) => answerSections(form, data, masked)[0]?.answers.map(({ value }) => value);

test('who handles a case sees numbers as masked as the applicant does', () => {
  expect(shown(true)).toEqual(['1****************9', '130****0001', '***************0123']);
  expect(shown(true)).toEqual(Object.entries(data).map(([path, value]) => maskedAnswer(form, path, value)));
});

test('who has said why he needs them sees them in full', () => {
  expect(shown(false)).toEqual(Object.values(data));
});
