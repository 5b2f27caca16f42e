import { defineProcess, type GuardContext, type MatterKind, workingDays } from '../../kernel/index.ts';
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

const CHANGE_WORKDAYS = 3;

/** An issue that is out is corrected or cancelled: proposed by one person of the office, confirmed by another. */
export const gazetteChangeProcess = defineProcess({
  kind: 'gazette-change',
  title: words.changeTitle,
  initial: 'new',
  states: {
    new: { title: words.planned },
    proposed: { title: words.proposed, holder: { role: OFFICE } },
    done: { title: words.done, closed: true },
    refused: { title: words.refused, closed: true },
  },
  actions: {
    propose: { title: words.propose, from: ['new'], to: 'proposed', by },
    confirm: { title: words.confirm, from: ['proposed'], to: 'done', by, separatedFrom: ['propose'] },
    refuse: { title: words.refuse, from: ['proposed'], to: 'refused', by, guards: ['has-reason'] },
  },
  clocks: {
    confirm: {
      title: words.changeTitle,
      law: words.cityRule,
      limit: workingDays(CHANGE_WORKDAYS),
      startsOn: [{ act: 'propose' }],
      endsOn: ['confirm', 'refuse'],
    },
  },
});

export const gazetteChangeKind: MatterKind<'has-reason'> = {
  kind: 'gazette-change',
  title: words.changeTitle,
  prefix: 'GZ',
  process: gazetteChangeProcess,
  page: '/workbench/gazette/changes/{id}',
  read: 'sites.compile-gazette',
  guards: {
    'has-reason': ({ facts }: GuardContext) =>
      typeof facts.words === 'string' && facts.words.trim().length >= 5 ? null : 'sites/gazette-no-words',
  },
};
