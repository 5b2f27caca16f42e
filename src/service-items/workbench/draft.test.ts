import { expect, test } from 'vitest';
import type { ServiceItem } from '../contract.ts';
import { draftOf, itemOf } from './draft.ts';

const item: ServiceItem = {
  code: '11590902MA0000015X4000131001001'.slice(0, 31),
  basicCode: '000131001001',
  name: '食品经营许可',
  typeCode: '01',
  typeName: '行政许可',
  agencyId: 7,
  agencyName: '市场监管局',
  agencyNature: 1,
  region: '590902',
  level: 4,
  powerSource: 1,
  flow: {
    title: '食品经营许可',
    caseType: 'promised',
    isLicence: true,
    statutory: { limit: { n: 20, unit: 'workday' }, law: '食品经营许可和备案管理办法 第二十条' },
    promised: { n: 12, unit: 'workday' },
    special: null,
    firstReview: false,
    correction: { n: 30, unit: 'day' },
  },
  targets: [2],
  basis: [{ law: '食品安全法', article: '第三十五条', checked: true }],
  conditions: ['有固定的经营场所', '有经过培训的管理人员'],
  themes: { person: null, legal: '准营准办' },
  visits: 1,
  visitReason: '现场核查',
  ways: [1, 2],
  online: true,
  fullyOnline: false,
  fee: { charged: false, basis: null, standard: null, onlinePay: false },
  result: { name: '食品经营许可证', kind: '证照', sample: '样本', validYears: 5 },
  place: '政务服务中心',
  hours: '工作日 9:00-17:00',
  phone: '0590-6001001',
  complaintPhone: '0590-6001002',
  complaintPlace: '政务服务中心 201',
  remedies: ['行政复议', '行政诉讼'],
  faq: [{ question: '多久能拿到？', answer: '12 个工作日，现场核查另计。' }],
  steps: [
    { name: '受理', days: 1 },
    { name: '审核', days: 11 },
  ],
  situation: { questions: [], materials: [] },
  form: null,
  township: false,
  otherNames: ['卫生许可证'],
};

test('an item that is opened and not touched stays the same', () => {
  expect(itemOf(draftOf(item))).toEqual({ item });
});

test('what is edited is what is published', () => {
  const edited = itemOf({
    ...draftOf(item),
    promisedDays: '8',
    conditions: ' 甲 \n\n乙',
    steps: '受理 1\n审核 7',
    faq: '',
  });
  expect(edited).toMatchObject({
    item: {
      flow: { promised: { n: 8, unit: 'workday' } },
      conditions: ['甲', '乙'],
      steps: [
        { name: '受理', days: 1 },
        { name: '审核', days: 7 },
      ],
      faq: [],
    },
  });
  expect(itemOf({ ...draftOf(item), promisedDays: '' })).toMatchObject({ item: { flow: { promised: null } } });
});

test('what cannot be read is said in words', () => {
  expect(itemOf({ ...draftOf(item), whole: '{' })).toEqual({ wrong: expect.stringContaining('JSON') });
  expect(itemOf({ ...draftOf(item), steps: '受理' })).toEqual({ wrong: expect.stringContaining('受理') });
  expect(itemOf({ ...draftOf(item), visits: '很多' })).toEqual({ wrong: expect.stringContaining('visits') });
});
