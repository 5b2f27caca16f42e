import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FormDefinition, type FormValues, keepShown, parseSubmission, validateForm } from './index.ts';
import { goodAnswers, sampleForm, sampleFormats } from './testing.ts';

const check = (data: FormValues, step?: string) => validateForm(sampleForm, data, { formats: sampleFormats, step });
const found = (data: FormValues, step?: string) => check(data, step).map(({ path, code }) => `${path} ${code}`);

test('complete answers have nothing to put right', () => {
  expect(check(goodAnswers)).toEqual([]);
});

test('an empty form names every required field, in the order of the form', () => {
  expect(found({})).toEqual([
    'applicant.name required',
    'applicant.idNumber required',
    'applicant.phone required',
    'applicant.address required',
    'housing required-choice',
    'married required-choice',
    'members required',
    'agree required-declaration',
  ]);
});

test('a step answers for its own fields only', () => {
  expect(found({}, 'household')).toEqual(['members required']);
  expect(found({}, 'rest')).toEqual(['agree required-declaration']);
});

describe('each kind of mistake has its own sentence', () => {
  test.each<[FormValues, string, string]>([
    [{ applicant: { name: '王' } }, 'applicant.name too-short', '姓名至少 2 个字，请补充完整。'],
    [{ applicant: { name: '𠮷'.repeat(51) } }, 'applicant.name too-long', '姓名最多 50 个字，现在有 51 个，请删减。'],
    [
      { applicant: { idNumber: '123' } },
      'applicant.idNumber format-residentId',
      '公民身份号码不正确，请对照证件核对 18 位号码，最后一位可能是 X。',
    ],
    [{ applicant: { phone: '110' } }, 'applicant.phone format-mobile', '手机号码不正确，请填写 11 位手机号码。'],
    [
      { applicant: { bornOn: '2026-02-30' } },
      'applicant.bornOn format-day',
      '出生日期不是有效的日期，请按“年-月-日”填写，例如 2026-10-30。',
    ],
    [{ housing: 'tent' }, 'housing not-an-option', '请从列出的选项中选择住房情况。'],
    [
      { housing: 'rent', rentFen: '很多' },
      'rentFen not-money',
      '每月租金请填金额，单位为元，最多两位小数，例如 1200.50。',
    ],
    [{ housing: 'rent', rentFen: 10_000_001 }, 'rentFen too-large', '每月租金不能大于 100000 元，请核对。'],
    [{ areaSquareMetres: '大' }, 'areaSquareMetres not-a-number', '住房面积只能填数字，例如 12。'],
    [{ areaSquareMetres: 0.5 }, 'areaSquareMetres too-small', '住房面积不能小于 1，请核对。'],
    [{ married: 'maybe' }, 'married not-an-option', '请从列出的选项中选择是否已婚。'],
    [{ members: [] }, 'members too-few', '共同生活的家庭成员至少要有 1 项，请添加。'],
    [
      { members: Array.from({ length: 5 }, () => ({ name: '甲', relation: 'child' })) },
      'members too-many',
      '共同生活的家庭成员最多 4 项，请删去多余的。',
    ],
    [
      { members: [{ name: '甲', relation: 'child', age: 2.5 }] },
      'members[0].age not-whole',
      '家庭成员 1 的年龄请填整数，不要小数。',
    ],
    [{ members: [{ name: '甲' }] }, 'members[0].relation required-choice', '请选择家庭成员 1 与申请人的关系。'],
    [{ needs: ['food', 'gold'] }, 'needs not-an-option', '请从列出的选项中选择需要的帮助。'],
    [
      { employer: 'I'.repeat(18) },
      'employer format-creditCode',
      '工作单位代码不正确，请对照营业执照核对 18 位代码，代码里没有字母 I、O、S、V、Z。',
    ],
    [{ agree: false }, 'agree required-declaration', '请阅读“声明”，同意后勾选。'],
    [{ story: { nested: 1 } }, 'story invalid', '情况说明填写有误，请核对后重新填写。'],
  ])('%j → %s', (data, expected, sentence) => {
    const error = check(data).find(({ path, code }) => `${path} ${code}` === expected);
    expect(error?.message).toBe(sentence);
  });
});

describe('fields that are not asked for', () => {
  const rentRequired: FormDefinition = {
    ...sampleForm,
    schema: { ...sampleForm.schema, required: [...(sampleForm.schema.required ?? []), 'rentFen'] },
  };
  const checkRent = (data: FormValues) =>
    validateForm(rentRequired, data, { formats: sampleFormats }).map(({ path }) => path);

  test('are neither required nor looked at', () => {
    expect(checkRent({ ...goodAnswers, housing: 'own', rentFen: 'nonsense' })).toEqual([]);
    expect(checkRent({ ...goodAnswers, housing: 'rent', rentFen: undefined })).toEqual(['rentFen']);
  });

  test('a condition inside a row looks at its own row', () => {
    const members = [
      { name: '甲', relation: 'child', relationNote: 'x'.repeat(99) },
      { name: '乙', relation: 'other', relationNote: 'x'.repeat(99) },
    ];
    expect(found({ ...goodAnswers, members })).toEqual(['members[1].relationNote too-long']);
    expect(keepShown(sampleForm, { members })).toEqual({ members: [{ name: '甲', relation: 'child' }, members[1]] });
  });

  test('whatever the answers, a hidden field is never complained about', () => {
    const answers = fc.record({
      housing: fc.constantFrom('own', 'rent', 'other', undefined),
      // What is deeper than any form is refused as a whole.
      rentFen: fc.anything({ maxDepth: 2 }),
      married: fc.boolean(),
    });
    fc.assert(
      fc.property(answers, (data) => {
        const isAsked = data.housing === 'rent';
        expect(isAsked || !checkRent({ ...data }).includes('rentFen')).toBe(true);
      }),
    );
  });
});

test('a whole nested branch that is hidden is not required', () => {
  const form: FormDefinition = {
    id: 'branch',
    version: 1,
    title: '分支',
    schema: {
      type: 'object',
      required: ['has', 'agent'],
      properties: {
        has: { type: 'boolean' },
        agent: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 9 } } },
      },
    },
    steps: [
      { key: 'one', title: '一', fields: [{ key: 'has', label: '有无代办人', widget: 'yes-no' }] },
      {
        key: 'two',
        title: '二',
        showIf: { field: 'has', equals: true },
        fields: [{ key: 'agent.name', label: '代办人姓名', widget: 'text' }],
      },
    ],
  };
  expect(validateForm(form, { has: false }, { formats: {} })).toEqual([]);
  expect(validateForm(form, { has: true }, { formats: {} }).map(({ path }) => path)).toEqual(['agent.name']);
});

test('data that no form can hold is refused before it is walked', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`);
  for (const data of [deep, { story: 'x'.repeat(20_001) }, { needs: Array.from({ length: 30_000 }, () => 'food') }]) {
    expect(() => check(data)).toThrow(expect.objectContaining({ code: 'form/too-large', status: 413 }));
  }
});

test('any data gets sentences, never an exception, and one for each field', () => {
  const data = fc.dictionary(
    fc.constantFrom(...Object.keys(sampleForm.schema.properties)),
    fc.anything({ maxDepth: 3 }),
  );
  fc.assert(
    fc.property(data, (values) => {
      const errors = check(values);
      expect(new Set(errors.map(({ path }) => path)).size).toBe(errors.length);
      expect(errors.every(({ message }) => /。$/.test(message) && !/[{}]/.test(message))).toBe(true);
    }),
  );
});

test('whatever was typed, saying yes means that the schema holds', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('true', '1', '12.5', 'rent', 'child', '2026-10-30', '13000000000'),
  );
  const names = fc.constantFrom(
    'housing',
    'rentFen',
    'married',
    'members[0].name',
    'members[0].relation',
    'members[0].age',
    'agree',
  );
  fc.assert(
    fc.property(fc.dictionary(names, text), (body) => {
      const data = parseSubmission(sampleForm, null, body, goodAnswers);
      const isGood = check(data).length === 0;
      expect(isGood && data.agree !== true).toBe(false);
      expect(isGood && !['own', 'rent', 'other'].includes(String(data.housing))).toBe(false);
    }),
  );
});
