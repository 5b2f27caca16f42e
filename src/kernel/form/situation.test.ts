import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answersTo,
  type Material,
  materialsFor,
  openQuestions,
  questionsFor,
  type Situation,
  situationFaults,
  type When,
} from './index.ts';

const material = (key: string, when?: When): Material => ({
  key,
  name: key,
  required: true,
  ...(when ? { when } : {}),
  form: 'either',
  original: 'copy',
  copies: 1,
  source: 'self',
});

const yesNo = [
  { value: 'yes', title: '是' },
  { value: 'no', title: '否' },
];

const situation: Situation = {
  questions: [
    { key: 'kind', title: '主体类型', options: ['shop', 'canteen', 'home'].map((value) => ({ value, title: value })) },
    { key: 'agent', title: '是否委托他人办理', options: yesNo },
    {
      key: 'cold',
      title: '是否制售冷食',
      options: yesNo,
      when: { any: [{ question: 'kind', in: ['shop', 'canteen'] }] },
    },
  ],
  materials: [
    material('application'),
    material('authority', { all: [{ question: 'agent', equals: 'yes' }] }),
    material('coldRoom', {
      all: [
        { question: 'kind', in: ['shop', 'canteen'] },
        { question: 'cold', equals: 'yes' },
      ],
    }),
    material('schoolLetter', { any: [{ question: 'kind', equals: 'canteen' }] }),
  ],
};

const keys = (list: readonly { readonly key: string }[]) => list.map(({ key }) => key);

describe('the list of materials', () => {
  test('without answers holds all that could be needed', () => {
    expect(keys(materialsFor(situation, {}))).toEqual(['application', 'authority', 'coldRoom', 'schoolLetter']);
  });

  test('answers take away what is not needed', () => {
    expect(keys(materialsFor(situation, { kind: 'shop', agent: 'no', cold: 'yes' }))).toEqual([
      'application',
      'coldRoom',
    ]);
    expect(keys(materialsFor(situation, { kind: 'home' }))).toEqual(['application', 'authority']);
  });

  test('an answer to a question that is not asked does not count', () => {
    expect(keys(materialsFor(situation, { kind: 'home', agent: 'no', cold: 'yes' }))).toEqual(['application']);
  });

  test('an answer that is not among the options counts as none', () => {
    expect(keys(materialsFor(situation, { agent: 'perhaps' }))).toContain('authority');
  });
});

test('questions follow the answers', () => {
  expect(keys(questionsFor(situation, {}))).toEqual(['kind', 'agent']);
  expect(keys(questionsFor(situation, { kind: 'shop' }))).toEqual(['kind', 'agent', 'cold']);
  expect(keys(openQuestions(situation, { kind: 'shop', agent: 'no' }))).toEqual(['cold']);
  expect(answersTo(situation, { kind: 'home', cold: 'yes', agent: ['no'], other: 1 })).toEqual({ kind: 'home' });
  expect(answersTo(situation, { cold: 'yes', kind: 'shop' })).toEqual({ kind: 'shop', cold: 'yes' });
});

const answers = fc.record(
  {
    kind: fc.constantFrom('shop', 'canteen', 'home', '?'),
    agent: fc.constantFrom('yes', 'no'),
    cold: fc.constantFrom('yes', 'no'),
  },
  { requiredKeys: [] },
);

test('one more answer never puts a material on the list', () => {
  fc.assert(
    fc.property(answers, answers, (given, more) => {
      const before = answersTo(situation, given);
      const after = { ...answersTo(situation, more), ...before };
      const list = keys(materialsFor(situation, before));
      expect(keys(materialsFor(situation, after)).every((key) => list.includes(key))).toBe(true);
    }),
  );
});

test('the list keeps the order of the definition and what every case needs', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const list = keys(materialsFor(situation, given));
      expect(list).toEqual(keys(situation.materials).filter((key) => list.includes(key)));
      expect(list).toContain('application');
    }),
  );
});

describe('definitions', () => {
  test('the sample is sound', () => {
    expect(situationFaults(situation)).toEqual([]);
  });

  test.each<[string, Situation]>([
    [
      'x: no question nowhere before it',
      { questions: [], materials: [material('x', { all: [{ question: 'nowhere', equals: 'y' }] })] },
    ],
    [
      'x: agent has no option maybe',
      { questions: situation.questions, materials: [material('x', { any: [{ question: 'agent', equals: 'maybe' }] })] },
    ],
    ['x: stands twice', { questions: [], materials: [material('x'), material('x')] }],
    ['x: a condition without a test', { questions: [], materials: [material('x', { all: [] })] }],
    ['constructor: not a usable key', { questions: [], materials: [material('constructor')] }],
    ['q: needs at least two options', { questions: [{ key: 'q', title: '问', options: [] }], materials: [] }],
  ])('%s', (fault, definition) => {
    expect(situationFaults(definition)).toContain(fault);
  });
});
