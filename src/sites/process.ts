import { defineProcess, type Limit } from '../kernel/index.ts';
import { text } from './text.ts';

/** A website in the sense of the ledger: what was published on it, batch by batch, is noted in its chain. */
export const websiteProcess = defineProcess({
  kind: 'website',
  title: text.process.website,
  initial: 'planned',
  states: {
    planned: { title: text.process.planned },
    running: { title: text.process.running },
    closed: { title: text.process.closed, closed: true },
  },
  actions: {
    establish: { title: text.process.establish, from: ['planned'], to: 'running', by: ['system'] },
    close: { title: text.process.close, from: ['running'], to: 'closed', by: ['system'] },
  },
  clocks: {},
});

/**
 * The duty to keep a column fresh: whatever is published in it starts the limit anew.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引; 国办秘函〔2019〕19号 检查指标 栏目不更新
 */
export const columnDutyProcess = (limit: Limit) =>
  defineProcess({
    kind: 'column-duty',
    title: text.process.duty,
    initial: 'none',
    states: {
      none: { title: text.process.planned },
      owed: { title: text.process.owed, holder: { role: 'liaison' } },
      released: { title: text.process.released, closed: true },
    },
    actions: {
      owe: { title: text.process.owe, from: ['none'], to: 'owed', by: ['system'] },
      update: { title: text.process.update, from: ['owed'], to: 'owed', by: ['system'] },
      release: { title: text.process.release, from: ['owed'], to: 'released', by: ['system'] },
    },
    clocks: {
      update: {
        title: text.process.updateLimit,
        law: text.process.updateLaw,
        limit,
        startsOn: [{ act: 'owe' }, { act: 'update' }],
        endsOn: ['release'],
      },
    },
  });
