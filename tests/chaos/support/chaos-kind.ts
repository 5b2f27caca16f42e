import { defineProcess, type MatterKind } from '../../../src/kernel/index.ts';

/** A matter on which a clerk can act for ever; each act tells its subject by a job. */
const toldProcess = defineProcess({
  kind: 'chaos',
  title: '压测',
  initial: 'new',
  states: { new: { title: '新' }, open: { title: '在办', holder: { role: 'clerk' } } },
  actions: {
    open: { title: '收件', from: ['new'], to: 'open', by: ['subject'] },
    note: { title: '办理', from: ['open'], to: 'open', by: ['clerk'], tellsSubject: true },
  },
  clocks: {},
});

export const toldKind: MatterKind = { kind: 'chaos', title: '压测', prefix: 'CX', process: toldProcess, guards: {} };
