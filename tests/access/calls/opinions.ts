import type { Call } from '../call.ts';

/** What visitors think of how things are carried out. */
export const opinionCalls: readonly Call[] = [
  {
    route: 'GET /execution-opinions/:ref',
    send: ({ executionOpinions: { ref } }) => ({ params: { ref } }),
    shows: () => '已经逐项写明完成比例',
  },
  {
    route: 'POST /execution-opinions/:ref',
    send: ({ executionOpinions: { ref }, captcha }) => ({
      params: { ref },
      form: { words: '请按月公布进度', contact: '', ...captcha },
    }),
  },
  { route: 'GET /execution-opinions/progress' },
  {
    route: 'POST /execution-opinions/progress',
    send: ({ executionOpinions: { waiting } }) => ({ form: { number: waiting.number, code: waiting.code } }),
    shows: ({ executionOpinions: { waiting } }) => waiting.number,
  },
  {
    route: 'POST /execution-opinions/progress',
    variant: 'wrong code',
    send: ({ executionOpinions: { waiting } }) => ({ form: { number: waiting.number, code: 'AAAA-AAAA-AAAA-AAA' } }),
    nobody: 'the number alone shows nothing',
  },
  { route: 'GET /api/disclosure/opinions', shows: ({ executionOpinions: { waiting } }) => waiting.number },
  {
    route: 'GET /api/disclosure/opinions/:id',
    send: ({ executionOpinions: { waiting } }) => ({ params: { id: waiting.id } }),
    shows: () => '任务的进度写得太笼统',
  },
  {
    route: 'POST /api/disclosure/opinions/:id/answer',
    send: ({ executionOpinions: { waiting } }) => ({
      params: { id: waiting.id },
      json: { seenSeq: waiting.seq, reply: '已经补充进度，谢谢您', heard: null },
    }),
  },
];
