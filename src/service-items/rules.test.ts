import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDays, day, processFaults, workingDays } from '../kernel/index.ts';
import { itemCode, itemCodeFault } from './code.ts';
import { resultKindOf } from './consistency.ts';
import { type ServiceItem, ServiceItemShape } from './contract.ts';
import { differencesBetween, elementsOf } from './elements.ts';
import { minimumLiving } from './items/minimum-living.ts';
import { seniorCard } from './items/senior-card.ts';
import { type ItemFlow, processOf } from './process.ts';
import { itemFaults } from './rules.ts';
import { licence, office } from './testing.ts';

const today = day('2026-11-23');
const codesOf = (item: ServiceItem): readonly string[] => itemFaults(item, today).map(({ code }) => code);
const flow = (change: Partial<ItemFlow>): ItemFlow => ({ ...licence().flow, ...change });
const [material] = licence().situation.materials;

describe('the three items written out in full', () => {
  const township = { ...office, level: 5 };
  test.each([
    ['a licence', licence()],
    ['a benefit', minimumLiving(office, township)],
    ['a service at the window', seniorCard(township)],
  ])('%s has no fault and is what the register takes', (_, item) => {
    expect(itemFaults(item, today)).toEqual([]);
    expect(ServiceItemShape.parse(JSON.parse(JSON.stringify(item)))).toEqual(item);
  });
});

test.each(['名称\u202e反写', '换\n行', '空\u0000字', '\u2066隔离'])('%j is not taken as a name', (name) => {
  expect(ServiceItemShape.safeParse(licence({ name })).success).toBe(false);
});

describe('the implementation code', () => {
  // Two codes seen in public (rules.md §3.3); the second with its basic code.
  test.each(['12441500196720244T3442199806003', '11370800MB285591843370117002011'])('%s is right', (code) =>
    expect(itemCodeFault(code)).toBeNull(),
  );
  test('may name a serial of two digits', () => expect(itemCodeFault('12441500196720244T344219980600301')).toBeNull());
  test.each([
    '',
    '12441500196720244T344219980600',
    '12441500196720244T7442199806003',
    '12441500196720244I3442199806003',
  ])('%s has not the shape', (code) => expect(itemCodeFault(code)).toBe('service-items/code-shape'));
  test('any wrong character of the credit code is found', () => {
    const code = itemCode(office.creditCode, 4, '590126011000');
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (at, character) => {
        fc.pre(code.charAt(at) !== character);
        expect(itemCodeFault(code.slice(0, at) + character + code.slice(at + 1))).not.toBeNull();
      }),
    );
  });
  test('agrees with what stands beside it', () => {
    expect(codesOf(licence({ basicCode: '590126011001' }))).toEqual(['service-items/code-basic']);
    expect(codesOf(licence({ level: 3 }))).toEqual(['service-items/code-level']);
  });
});

describe('an item that contradicts itself is not published', () => {
  const spoilt: readonly (readonly [code: string, change: Partial<ServiceItem>])[] = [
    ['service-items/case-type', { flow: flow({ caseType: 'instant' }) }],
    ['service-items/visit-reason', { visits: 0, online: true }],
    ['service-items/visit-reason', { visitReason: null }],
    ['service-items/online-way', { ways: [1] }],
    ['service-items/online-way', { online: false }],
    ['service-items/no-way', { visits: 0, visitReason: null, online: false, ways: [1] }],
    ['service-items/fully-online', { fullyOnline: true }],
    ['service-items/result-kind', { result: { ...licence().result, kind: '批文' } }],
    ['service-items/result-sample', { result: { ...licence().result, sample: null } }],
    ['service-items/phone', { phone: '6002001' }],
    ['service-items/same-phone', { complaintPhone: office.phone }],
    ['service-items/address', { complaintPlace: '' }],
    ['service-items/fee-basis', { fee: { charged: true, basis: null, standard: '10元', onlinePay: false } }],
    ['service-items/fee-without', { fee: { charged: false, basis: null, standard: null, onlinePay: true } }],
    ['service-items/theme', { themes: { person: '社会保障', legal: '准营准办' } }],
    ['service-items/theme', { themes: { person: null, legal: null } }],
    ['service-items/steps-too-long', { flow: flow({ promised: workingDays(4) }) }],
    ['service-items/stages', { steps: licence().steps.toReversed() }],
    ['service-items/faq', { faq: [] }],
    ['service-items/promise-unit', { flow: flow({ promised: calendarDays(7) }) }],
    ['service-items/promise-longer', { flow: flow({ promised: workingDays(11) }) }],
    ['service-items/undisclosed', { conditions: [] }],
    ['service-items/undisclosed', { basis: [] }],
  ];
  test.each(spoilt)('%s', (code, change) => expect(codesOf(licence(change))).toEqual([code]));

  test.each(['其他材料', '有关材料', '法律、法规规定的其他材料', '相关证明文件', '其他需要提交的材料'])(
    '“%s” lets an official ask for anything',
    (name) => {
      if (!material) throw new Error('the licence has materials');
      const situation = { questions: [], materials: [{ ...material, name }] };
      expect(codesOf(licence({ situation }))).toEqual(['service-items/catch-all']);
    },
  );

  test.each(['javascript:alert(1)', '//evil.example/x', 'http://plain.example/', '/a b', 'data:text/html,x'])(
    'a blank form may not be at %s',
    (blankForm) => {
      if (!material) throw new Error('the licence has materials');
      const situation = { questions: [], materials: [{ ...material, blankForm }] };
      expect(codesOf(licence({ situation }))).toEqual(['service-items/link']);
    },
  );

  test('faults of form, questions and process are reported with their words', () => {
    const form = licence().form;
    if (!form) throw new Error('the licence has a form');
    const broken = licence({ form: { ...form, steps: [] } });
    expect(codesOf(broken)).toContain('service-items/form');
    const when = { all: [{ question: 'nobody-asked', equals: 'yes' }] };
    if (!material) throw new Error('the licence has materials');
    expect(codesOf(licence({ situation: { questions: [], materials: [{ ...material, when }] } }))).toEqual([
      'service-items/situation',
    ]);
    expect(codesOf(licence({ flow: flow({ correction: workingDays(0) }) }))).toEqual(['service-items/process']);
  });
});

test.each([
  ['食品经营许可证', '证照'],
  ['营业执照', '证照'],
  ['备案凭证', null],
  ['项目核准批复', '批文'],
  ['不予许可决定书', '批文'],
  ['津贴发放', null],
] as const)('the result %s is of the kind %s', (name, kind) => expect(resultKindOf(name)).toBe(kind));

describe('every combination of a flow', () => {
  const limit = fc.integer({ min: 1, max: 90 });
  const flows: fc.Arbitrary<ItemFlow> = fc.record({
    title: fc.string({ minLength: 1, maxLength: 30 }),
    caseType: fc.constantFrom('instant' as const, 'promised' as const),
    isLicence: fc.boolean(),
    statutory: limit.map((n) => ({ limit: workingDays(n), law: '某法 第一条' })),
    promised: fc.option(limit.map(workingDays)),
    special: fc.option(fc.constant({ title: '现场核查', law: '某法 第二条', examiners: 2 })),
    firstReview: fc.boolean(),
    correction: limit.map(calendarDays),
  });
  test('gives a process that runs', () => {
    fc.assert(
      fc.property(flows, (any) => {
        expect(processFaults(processOf(any))).toEqual([]);
      }),
    );
  });
  test('has the special procedure, the first review and the extension exactly where it says so', () => {
    fc.assert(
      fc.property(flows, (any) => {
        const { states, actions, clocks } = processOf(any);
        const examined = any.caseType === 'promised';
        expect('special' in states).toBe(examined && any.special !== null);
        expect('first-review' in states).toBe(examined && any.firstReview);
        expect('extend' in actions).toBe(examined && any.isLicence);
        expect('promised' in clocks).toBe(any.promised !== null);
        expect('settling' in states).toBe(!examined);
      }),
    );
  });
  test('the licensing law is cited for licences only', () => {
    fc.assert(
      fc.property(flows, (any) => {
        const text = JSON.stringify(processOf({ ...any, special: null }));
        expect(text.includes('行政许可法')).toBe(any.isLicence);
      }),
    );
  });
});

describe('comparing two versions', () => {
  test('nothing differs from itself', () => expect(differencesBetween(licence(), licence())).toEqual([]));
  test('a shorter promise is one difference, in words', () => {
    expect(differencesBetween(licence(), licence({ flow: flow({ promised: workingDays(4) }) }))).toEqual([
      { key: 'promised', name: '承诺办结时限', before: ['5 个工作日'], after: ['4 个工作日'] },
    ]);
  });
  test('only the lines that changed are shown', () => {
    const conditions = [...licence().conditions.slice(1), '新增的一条。'];
    const [difference] = differencesBetween(licence(), licence({ conditions }));
    expect(difference).toMatchObject({ before: licence().conditions.slice(0, 1), after: ['新增的一条。'] });
  });
  test('lines in another order are shown whole', () => {
    const conditions = licence().conditions.toReversed();
    expect(differencesBetween(licence(), licence({ conditions }))).toEqual([
      { key: 'conditions', name: '受理条件', before: licence().conditions, after: conditions },
    ]);
  });
  test('every element is named once', () => {
    const keys = elementsOf(licence()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
