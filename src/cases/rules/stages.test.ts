import { expect, test } from 'vitest';
import { workingDays } from '../../kernel/index.ts';
import { type ItemFlow, processOf } from '../../service-items/index.ts';
import { stagesOf } from './stages.ts';

const flow = (more: Partial<ItemFlow>): ItemFlow => ({
  title: '事项',
  caseType: 'promised',
  isLicence: true,
  statutory: { limit: workingDays(20), law: '法' },
  promised: workingDays(5),
  special: { title: '现场核查', law: '法', examiners: 2 },
  firstReview: false,
  correction: workingDays(10),
  ...more,
});
const keys = (more: Partial<ItemFlow>, state: string) => {
  const { stages, current } = stagesOf(processOf(flow(more)), state);
  return [stages.map(({ key }) => key).join(' '), current];
};

test.each([
  [{}, 'submitted', 'received examining deciding delivering', 0],
  [{}, 'special', 'received examining deciding delivering', 1],
  [{}, 'done', 'received examining deciding delivering', 4],
  [{ firstReview: true }, 'first-review', 'received first-review examining deciding delivering', 1],
  [{ caseType: 'instant', promised: null, special: null }, 'settling', 'received deciding delivering', 1],
] as const)('%o in %s', (more, state, stages, current) => expect(keys(more, state)).toEqual([stages, current]));

test.each(['refused', 'withdrawn', 'lapsed', 'not-needed'])('what ended as %s stands at no stage', (state) => {
  expect(stagesOf(processOf(flow({})), state).current).toBeNull();
});

test('every open state of every process stands at one of its stages', () => {
  for (const more of [{}, { firstReview: true }, { caseType: 'instant', promised: null, special: null }] as const) {
    const process = processOf(flow(more));
    for (const [state, { closed }] of Object.entries(process.states)) {
      if (closed || state === process.initial) continue;
      const { stages, current } = stagesOf(process, state);
      expect(stages[current ?? -1], state).toBeDefined();
    }
  }
});
