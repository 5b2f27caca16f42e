import { defineProcess, type MatterKind, refuse, workingDays } from '../../kernel/index.ts';
import { errorText } from './text.ts';

const words = errorText.process;

/**
 * 我为政府网站找错: what a visitor found wrong is taken up within a working day and answered within three.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引; 国办秘函〔2019〕19号 检查指标
 */
export const errorReportProcess = defineProcess({
  kind: 'site-error',
  title: words.title,
  initial: 'writing',
  states: {
    writing: { title: words.writing, holder: { subject: true } },
    told: { title: words.told, holder: { role: 'liaison' } },
    handling: { title: words.handling, holder: { role: 'liaison' } },
    answered: { title: words.answered, closed: true },
  },
  actions: {
    tell: { title: words.tell, from: ['writing'], to: 'told', by: ['subject'] },
    forward: { title: words.forward, from: ['told'], to: 'handling', by: ['liaison'] },
    answer: {
      title: words.answer,
      from: ['told', 'handling'],
      to: 'answered',
      by: ['liaison'],
      guards: ['has-answer'],
    },
  },
  clocks: {
    forwarding: {
      title: words.forwarding,
      law: words.law,
      limit: workingDays(1),
      startsOn: [{ act: 'tell' }],
      endsOn: ['forward', 'answer'],
    },
    answering: {
      title: words.answering,
      law: words.law,
      limit: workingDays(3),
      startsOn: [{ act: 'tell' }],
      endsOn: ['answer'],
    },
  },
});

export const errorReportKind: MatterKind<'has-answer'> = {
  kind: 'site-error',
  title: words.title,
  prefix: 'ZC',
  process: errorReportProcess,
  page: '/workbench/site-errors/{id}',
  read: 'sites.answer-errors',
  guards: {
    'has-answer': ({ facts }) =>
      typeof facts.answer === 'string' && facts.answer.trim().length >= 5 ? null : 'sites/no-answer',
  },
};

/** @throws Refusal matter/not-found (404) */
export function onlyErrorReport({ kind }: { readonly kind: string }): void {
  if (kind !== 'site-error') throw refuse('matter/not-found', {}, 404);
}
