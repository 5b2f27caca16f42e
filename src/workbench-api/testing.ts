import {
  type Day,
  defineProcess,
  instant,
  type Kernel,
  type Module,
  type Opened,
  openMatter,
  system,
  workingDays,
} from '../kernel/index.ts';

/** A kind of matter that only tests have: a window clerk answers within five working days. */
const sample = defineProcess({
  kind: 'sample',
  title: '样例',
  initial: 'new',
  states: {
    new: { title: '未提出' },
    asked: { title: '等待答复', holder: { role: 'window-clerk' } },
    answered: { title: '已答复', closed: true },
  },
  actions: {
    ask: { title: '提出', from: ['new'], to: 'asked', by: ['system'] },
    answer: { title: '答复', from: ['asked'], to: 'answered', by: ['window-clerk'] },
  },
  clocks: {
    answer: { title: '答复', law: '样例规定', limit: workingDays(5), startsOn: [{ act: 'ask' }], endsOn: ['answer'] },
  },
});

export const sampleModule: Module = {
  name: 'sample',
  kinds: [{ kind: 'sample', title: '样例事项', prefix: 'YL', process: sample, guards: {}, page: '/samples' }],
};

/** Opens one on a morning. */
export const askOn = (kernel: Kernel, on: Day, agencyId: number, title = '样例'): Promise<Opened> =>
  openMatter(kernel, {
    kind: 'sample',
    act: 'ask',
    title,
    region: '590902',
    agencyId,
    actor: system,
    at: instant(on, '09:00'),
  });
