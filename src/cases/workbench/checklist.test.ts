import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ActBody } from '../contract.ts';
import { ACT_FIELDS, bodyOf, isKnownAct, missingFields } from './act-fields.ts';
import { type Findings, findingsIn, restInOrder, sent, tallyOf } from './checklist.ts';

const wanted = ['form', 'plan', 'rules'].map((key) => ({ key, required: true, finding: null }));

test('a check begins where it was left', () => {
  const before = [
    { key: 'form', required: true, finding: { status: 'wrong' as const, note: '缺签名' } },
    ...wanted.slice(1),
  ];
  expect(findingsIn(before)).toEqual({ form: { status: 'wrong', note: '缺签名' } });
});

test('what is wanting is told with how to mend it', () => {
  const findings: Findings = {
    form: { status: 'ok', note: '' },
    plan: { status: 'wrong', note: ' ' },
    rules: { status: 'missing', note: '' },
  };
  expect(tallyOf(wanted, findings)).toEqual({ checked: 3, all: 3, wanting: ['plan', 'rules'], needsNote: ['plan'] });
  expect(sent(findings).plan).toEqual({ status: 'wrong' });
  expect(sent({ form: { status: 'ok', note: '缺签名' }, plan: { status: 'missing', note: ' 请补交 ' } })).toEqual({
    form: { status: 'ok' },
    plan: { status: 'missing', note: '请补交' },
  });
});

test('the rest is in order only where nothing was found', () => {
  const statuses = fc.constantFrom('ok' as const, 'missing' as const, 'wrong' as const, 'deferred' as const);
  const finding = fc.record({ status: statuses, note: fc.string() });
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('form', 'plan', 'rules'), finding), (findings) => {
      const rest = restInOrder(wanted, findings);
      expect(tallyOf(wanted, rest).checked).toBe(3);
      for (const key of Object.keys(findings)) expect(rest[key]).toEqual(findings[key]);
    }),
  );
});

test('what each act sends is what the server takes', () => {
  const values: Record<string, string> = {
    opinion: 'agree',
    how: 'window',
    expectedWorkdays: '5',
    visitedOn: '2026-11-23',
    validFrom: '2026-11-23',
  };
  for (const act of Object.keys(ACT_FIELDS)) {
    if (!isKnownAct(act)) throw new Error(act);
    const typed = Object.fromEntries(
      ACT_FIELDS[act]
        .filter(({ kind }) => kind !== 'day' || act !== 'make-document')
        .map(({ key }) => [key, values[key] ?? '写明的内容']),
    );
    expect(missingFields(act, typed)).toEqual([]);
    expect(ActBody.safeParse(bodyOf(act, typed, 3, { form: { status: 'ok', note: '' } })).error).toBeUndefined();
  }
});

test('every act the server knows has its fields, and no other', () => {
  const known = ActBody.options.map((option) => option.shape.act.value);
  expect(Object.keys(ACT_FIELDS).sort()).toEqual([...known].sort());
});
