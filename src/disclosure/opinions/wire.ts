import { z } from 'zod';

// What the workbench asks of opinions on how something is carried out. Browser-safe.

const Id = z.object({ id: z.coerce.number().int().positive() });
const OpinionLine = z.object({
  id: z.int(),
  number: z.string(),
  title: z.string(),
  stateTitle: z.string(),
  dueOn: z.string().nullable(),
  toldAt: z.string(),
  answeredAt: z.string().nullable(),
});
const OpinionView = OpinionLine.extend({
  seq: z.int(),
  path: z.string().nullable(),
  words: z.string().nullable(),
  contact: z.string().nullable(),
  reply: z.string().nullable(),
  said: z.string().nullable(),
  improved: z.string().nullable(),
  mayAct: z.boolean(),
});
export type OpinionView = z.output<typeof OpinionView>;

export const listOpinions = {
  method: 'GET',
  path: '/api/disclosure/opinions',
  query: z.object({
    which: z.enum(['open', 'all']).default('open'),
    before: z.coerce.number().int().positive().optional(),
  }),
  response: z.object({ rows: z.array(OpinionLine), next: z.int().nullable() }),
} as const;
export const readOpinion = {
  method: 'GET',
  path: '/api/disclosure/opinions/:id',
  params: Id,
  response: OpinionView,
} as const;
export const answerOpinionCall = {
  method: 'POST',
  path: '/api/disclosure/opinions/:id/answer',
  params: Id,
  body: z.object({
    seenSeq: z.int(),
    reply: z.string().max(2000),
    heard: z.object({ said: z.string().max(1000), improved: z.string().max(2000) }).nullable(),
  }),
  response: OpinionView,
} as const;
