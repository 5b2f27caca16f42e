import { defineProcess, type MatterKind } from '../../src/kernel/index.ts';

/** A matter on which a clerk can act for ever. */
const noted = defineProcess({
  kind: 'bench',
  title: '测速',
  initial: 'new',
  states: { new: { title: '新' }, open: { title: '在办', holder: { role: 'clerk' } } },
  actions: {
    open: { title: '收件', from: ['new'], to: 'open', by: ['subject'] },
    note: { title: '办理', from: ['open'], to: 'open', by: ['clerk'] },
  },
  clocks: {},
});

export const notedKind: MatterKind = { kind: 'bench', title: '测速', prefix: 'BN', process: noted, guards: {} };
