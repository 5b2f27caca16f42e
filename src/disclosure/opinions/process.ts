import { defineProcess, type MatterKind, workingDays } from '../../kernel/index.ts';
import { opinionText } from './text.ts';

const words = opinionText.process;
export const OPINION = 'execution-opinion';

/**
 * What somebody thinks of how something is carried out: it is answered, and what was done about it can be told to everybody.
 *
 * @law 国办秘函〔2019〕19号 检查指标 留言答复
 */
const opinionProcess = defineProcess({
  kind: OPINION,
  title: words.title,
  initial: 'writing',
  states: {
    writing: { title: words.writing, holder: { subject: true } },
    told: { title: words.told, holder: { role: 'liaison' } },
    answered: { title: words.answered, closed: true },
  },
  actions: {
    tell: { title: words.tell, from: ['writing'], to: 'told', by: ['subject'] },
    answer: { title: words.answer, from: ['told'], to: 'answered', by: ['liaison'], guards: ['has-reply'] },
  },
  clocks: {
    answering: {
      title: words.answering,
      law: words.law,
      limit: workingDays(15),
      startsOn: [{ act: 'tell' }],
      endsOn: ['answer'],
    },
  },
});

export const opinionKind: MatterKind<'has-reply'> = {
  kind: OPINION,
  title: words.title,
  prefix: 'YJ',
  process: opinionProcess,
  page: '/workbench/disclosure/opinions/{id}',
  read: 'disclosure.opinions',
  guards: {
    'has-reply': ({ facts }) =>
      typeof facts.reply === 'string' && facts.reply.trim().length >= 5 ? null : 'disclosure/opinion-no-reply',
  },
};
