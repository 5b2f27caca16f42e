import { defineProcess, type MatterKind } from '../../kernel/index.ts';
import { gazetteText } from './text.ts';

const words = gazetteText.process;
const OFFICE = 'disclosure-officer';
/** Who may begin an issue for an office below may also finish it. */
const by = [OFFICE, `above:${OFFICE}`] as const;

/**
 * An issue of the gazette: compiled from what is published, then fixed for good.
 *
 * @law 政府信息公开条例 第二十三条; 规章制定程序条例 第三十二条
 */
export const gazetteProcess = defineProcess({
  kind: 'gazette-issue',
  title: words.title,
  initial: 'planned',
  states: {
    planned: { title: words.planned },
    compiling: { title: words.compiling, holder: { role: OFFICE } },
    issued: { title: words.issued, closed: true },
  },
  actions: {
    begin: { title: words.begin, from: ['planned'], to: 'compiling', by },
    change: { title: words.change, from: ['compiling'], to: 'compiling', by },
    issue: { title: words.issue, from: ['compiling'], to: 'issued', by },
  },
  clocks: {},
});

export const gazetteKind: MatterKind = {
  kind: 'gazette-issue',
  title: words.title,
  prefix: 'GB',
  process: gazetteProcess,
  page: '/workbench/gazette/{id}',
  read: 'sites.compile-gazette',
  guards: {},
};
