import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action, Clock, Process, State } from './define.ts';
import { digest, processFaults } from './faults.ts';
import { sampleProcess } from './samples.ts';
import { faultSentences } from './text.ts';

const sample: Process = sampleProcess;

type Change = {
  readonly initial?: string;
  readonly states?: Record<string, State>;
  readonly actions?: Record<string, Action>;
  readonly clocks?: Record<string, Clock>;
};
const changed = (change: Change): Process => ({
  ...sample,
  initial: change.initial ?? sample.initial,
  states: { ...sample.states, ...change.states },
  actions: { ...sample.actions, ...change.actions },
  clocks: { ...sample.clocks, ...change.clocks },
});
const action = (name: string, patch: Partial<Action>): Record<string, Action> => {
  const was = sample.actions[name];
  if (!was) throw new Error(name);
  return { [name]: { ...was, ...patch } };
};
const clock = (name: string, patch: Partial<Clock>): Record<string, Clock> => {
  const was = sample.clocks[name];
  if (!was) throw new Error(name);
  return { [name]: { ...was, ...patch } };
};
const open = (title: string): State => ({ title, holder: { role: 'examiner' } });

test('a sound process has no faults', () => expect(processFaults(sample)).toEqual([]));

describe('each fault is found where it is', () => {
  const cases: readonly (readonly [code: keyof typeof faultSentences, at: string, change: Change])[] = [
    ['process/unknown-state', 'initial', { initial: 'nowhere' }],
    ['process/unknown-state', 'initial', { initial: 'toString' }],
    ['process/unknown-state', 'actions.accept.from', { actions: action('accept', { from: ['submitted', 'gone'] }) }],
    ['process/unknown-state', 'actions.accept.to', { actions: action('accept', { to: 'acepted' }) }],
    [
      'process/unknown-state',
      'clocks.decision.suspendedIn',
      { clocks: clock('decision', { suspendedIn: ['specal'] }) },
    ],
    ['process/unknown-act', 'clocks.notice.startsOn', { clocks: clock('notice', { startsOn: [{ act: 'sumbit' }] }) }],
    ['process/unknown-act', 'clocks.notice.endsOn', { clocks: clock('notice', { endsOn: ['accept', 'acept'] }) }],
    ['process/unknown-act', 'clocks.notice.onLapse', { clocks: clock('notice', { onLapse: 'deemed' }) }],
    [
      'process/unknown-act',
      'clocks.decision.extension',
      { clocks: clock('decision', { extension: { on: 'prolong', limit: { n: 10, unit: 'workday' }, atMost: 1 } }) },
    ],
    ['process/unknown-act', 'actions.grant.separatedFrom', { actions: action('grant', { separatedFrom: ['acept'] }) }],
    [
      'process/unknown-clock',
      'clocks.promise.startsOn',
      { clocks: clock('promise', { startsOn: [{ act: 'accept', from: 'receipt' }] }) },
    ],
    ['process/no-source', 'actions.accept.from', { actions: action('accept', { from: [] }) }],
    ['process/unreachable', 'states.island', { states: { island: { title: '孤岛', closed: true } } }],
    ['process/dead-end', 'states.making', { actions: action('deliver', { from: ['deciding'] }) }],
    [
      'process/never-closes',
      'states.ring',
      {
        states: { ring: open('空转') },
        actions: {
          enter: { title: '进入', from: ['draft'], to: 'ring', by: ['subject'] },
          turn: { title: '再来', from: ['ring'], to: 'ring', by: ['examiner'] },
        },
      },
    ],
    ['process/acts-after-close', 'states.delivered', { actions: action('withdraw', { from: ['delivered'] }) }],
    ['process/closed-has-holder', 'states.delivered', { states: { delivered: { ...open('已办结'), closed: true } } }],
    ['process/no-holder', 'states.accepted', { states: { accepted: { title: '审查' } } }],
    ['process/nobody-may', 'actions.accept.by', { actions: action('accept', { by: [] }) }],
    ['process/no-trigger', 'actions.accept', { actions: action('accept', { by: ['system'] }) }],
    ['process/quorum', 'actions.reportBack.quorum', { actions: action('reportBack', { quorum: { atLeast: 0 } }) }],
    ['process/quorum', 'actions.reportBack.quorum', { actions: action('reportBack', { quorum: { atLeast: 1.5 } }) }],
    ['process/limit', 'clocks.notice.limit', { clocks: clock('notice', { limit: { n: 0, unit: 'workday' } }) }],
    [
      'process/extension',
      'clocks.decision.extension',
      { clocks: clock('decision', { extension: { on: 'extend', limit: { n: 10, unit: 'workday' }, atMost: 0 } }) },
    ],
    ['process/never-starts', 'clocks.notice.startsOn', { clocks: clock('notice', { startsOn: [] }) }],
    ['process/never-ends', 'clocks.notice.endsOn', { clocks: clock('notice', { endsOn: [] }) }],
    ['process/never-ends', 'clocks.delivery.endsOn', { clocks: clock('delivery', { endsOn: ['accept'] }) }],
    ['process/lapse-not-system', 'clocks.notice.onLapse', { clocks: clock('notice', { onLapse: 'accept' }) }],
  ];

  test.each(cases)('%s at %s', (code, at, change) => {
    const found = processFaults(changed(change));
    expect(found.map((fault) => [fault.code, fault.at])).toContainEqual([code, at]);
    for (const { message } of found) expect(message).not.toMatch(/[{}]|undefined/);
  });

  test('every code has a case', () => {
    expect([...new Set(cases.map(([code]) => code))].sort()).toEqual(Object.keys(faultSentences).sort());
  });
});

test('a system act done when the children are closed has its trigger', () => {
  const actions = action('accept', { by: ['system'], whenChildrenClosed: true });
  expect(processFaults(changed({ actions }))).toEqual([]);
});

describe('the digest', () => {
  test('does not depend on the order of keys, survives JSON, and changes with any word', () => {
    const reordered: Process = { ...sample, states: Object.fromEntries(Object.entries(sample.states).reverse()) };
    expect(digest(reordered)).toBe(digest(sample));
    expect(digest(JSON.parse(JSON.stringify(sample)))).toBe(digest(sample));
    expect(digest(changed({ actions: action('accept', { title: '受理 ' }) }))).not.toBe(digest(sample));
    expect(digest(sample)).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('removing an act that a clock needs is always noticed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(sample.actions)), (name) => {
      const { [name]: gone, ...rest } = sample.actions;
      const faults = processFaults({ ...sample, actions: rest });
      const used = Object.values(sample.clocks).some(
        (it) =>
          it.onLapse === name ||
          it.extension?.on === name ||
          it.endsOn.includes(name) ||
          it.startsOn.some(({ act }) => act === name),
      );
      return gone !== undefined && (!used || faults.some((fault) => fault.code === 'process/unknown-act'));
    }),
  );
});
