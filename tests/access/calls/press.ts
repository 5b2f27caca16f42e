import type { Call } from '../call.ts';

const line = { kind: 'weixin', outlet: '明堂发布', title: '一图读懂登记办法', url: '', onDay: '2026-04-28' };

/** How documents are explained, and where else they were carried. */
export const pressCalls: readonly Call[] = [
  { route: 'GET /api/press/coverage', shows: ({ press }) => press.title },
  { route: 'GET /api/press/coverage.csv', shows: ({ press }) => press.title },
  {
    route: 'GET /api/press/dossier',
    send: ({ press: { index } }) => ({ query: { index } }),
    shows: () => '明堂日报',
  },
  { route: 'GET /api/press/returns', shows: () => '请把解读材料一并报来' },
  { route: 'GET /api/press/returns.csv', shows: () => '请把解读材料一并报来' },
  { route: 'POST /api/press/carried', send: ({ press: { index } }) => ({ json: { index, ...line } }) },
  {
    route: 'POST /api/press/carried/:id/strike',
    send: ({ press: { carried } }) => ({ params: { id: carried }, json: { words: '登记到别的文件上了' } }),
  },
  {
    route: 'GET /api/press/follow-ups/:id',
    send: ({ press: { followUp } }) => ({ params: { id: followUp.id } }),
    shows: ({ press }) => press.title,
  },
  {
    route: 'POST /api/press/follow-ups/:id/record',
    send: ({ press: { followUp } }) => ({
      params: { id: followUp.id },
      json: { seenSeq: followUp.seq, questions: 3, outcome: 'understood', words: '主要问登记要交哪些材料' },
    }),
  },
];
