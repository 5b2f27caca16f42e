import { defineProcess, type GuardContext, type MatterKind, workingDays } from '../../kernel/index.ts';
import { closingText } from './text.ts';

const words = closingText.process;
const office = ['disclosure-officer', 'above:disclosure-officer'] as const;
const deciders = ['above:disclosure-officer', 'leader', 'above:leader'] as const;

/**
 * 临时关停: proposed by who keeps the site, approved by somebody else; it begins and ends by its own time.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引
 */
export const closingProcess = defineProcess({
  kind: 'site-closing',
  title: closingText.title,
  initial: 'new',
  states: {
    new: { title: words.new },
    proposed: { title: words.proposed, holder: { role: 'above:disclosure-officer' } },
    approved: { title: words.approved, holder: { system: true } },
    shut: { title: words.shut, holder: { system: true } },
    over: { title: words.over, closed: true },
    refused: { title: words.refused, closed: true },
    withdrawn: { title: words.withdrawn, closed: true },
  },
  actions: {
    propose: { title: words.propose, from: ['new'], to: 'proposed', by: ['liaison', ...office] },
    approve: { title: words.approve, from: ['proposed'], to: 'approved', by: deciders, separatedFrom: ['propose'] },
    refuse: { title: words.refuse, from: ['proposed'], to: 'refused', by: deciders, guards: ['has-words'] },
    withdraw: {
      title: words.withdraw,
      from: ['proposed', 'approved'],
      to: 'withdrawn',
      by: ['liaison', ...office],
      guards: ['has-words'],
    },
    begin: { title: words.begin, from: ['approved'], to: 'shut', by: ['system'] },
    reopen: { title: words.reopen, from: ['shut'], to: 'over', by: ['system', 'liaison', ...office] },
  },
  clocks: {
    decide: {
      title: words.decision,
      law: words.law,
      limit: workingDays(2),
      startsOn: [{ act: 'propose' }],
      endsOn: ['approve', 'refuse', 'withdraw'],
    },
  },
});

export const closingKind: MatterKind<'has-words'> = {
  kind: 'site-closing',
  title: closingText.title,
  prefix: 'GT',
  process: closingProcess,
  page: '/workbench/site-closings?closing={id}',
  read: 'sites.see-health',
  guards: {
    'has-words': ({ facts }: GuardContext) =>
      typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : 'sites/closing-no-words',
  },
};
