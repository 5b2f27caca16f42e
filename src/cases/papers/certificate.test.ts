import { describe, expect, test } from 'vitest';
import type { FormDefinition } from '../../kernel/form/index.ts';
import { certificateContent, certificateFieldsOf } from './certificate.ts';

const form = (fields: FormDefinition['steps'][number]['fields']): FormDefinition => ({
  id: 'f',
  version: 1,
  title: '表',
  schema: { type: 'object', properties: {} },
  steps: [{ key: 's', title: '步骤', fields }],
});
const food = {
  basicCode: '590126011000',
  form: form([
    { key: 'premisesAddress', label: '实际地址', widget: 'address' },
    { key: 'businessKind', label: '主体业态', widget: 'radio', options: [{ value: 'catering', title: '餐饮服务' }] },
    {
      key: 'cateringScope',
      label: '经营项目',
      widget: 'checkboxes',
      options: [
        { value: 'hot', title: '热食' },
        { value: 'cold', title: '冷食' },
      ],
    },
    { key: 'contactMobile', label: '手机号码', widget: 'phone' },
  ]),
};
const card = { basicCode: '592021004000', form: form([{ key: 'holderName', label: '老人的姓名', widget: 'text' }]) };
const applicant = { name: '某店', document: '91590902MA00000159', address: '明伦大道36号' };

describe('what a certificate says', () => {
  test('the answers the item lists, in words; nothing else of the form', () => {
    const data = { businessKind: 'catering', cateringScope: ['hot', 'cold'], contactMobile: '13000000004' };
    expect(certificateContent(food, data, applicant)).toEqual({
      holder: '某店',
      facts: [
        { label: '证件号码', value: '91590902MA00000159' },
        { label: '经营场所', value: '明伦大道36号' },
        { label: '主体业态', value: '餐饮服务' },
        { label: '经营项目', value: '热食、冷食' },
      ],
    });
  });

  test('another place when another was given', () => {
    const { facts } = certificateContent(food, { premisesAddress: '泮水街2号' }, applicant);
    expect(facts).toContainEqual({ label: '经营场所', value: '泮水街2号' });
  });

  test('another holder stands there without the applicant’s number', () => {
    expect(certificateContent(card, { holderName: '周秀兰' }, applicant)).toEqual({ holder: '周秀兰', facts: [] });
    expect(certificateContent(card, {}, applicant).holder).toBe('某店');
  });

  test('an item that lists nothing certifies the holder alone', () => {
    expect(certificateFieldsOf({ ...food, basicCode: '000000000000' }, { businessKind: 'catering' })).toEqual([]);
  });
});
