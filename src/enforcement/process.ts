import { defineProcess, type GuardContext, type MatterKind, workingDays } from '../kernel/index.ts';
import { repairText as text } from './text.ts';

/** Within how many working days an application is accepted or not, and then decided. */
const ACCEPT_WORKDAYS = 2;
const DECIDE_WORKDAYS = 15;
const LAW = '市场监督管理信用修复管理办法；其他领域参照';

const clerks = ['liaison', 'editor', 'above:disclosure-officer'] as const;
const heads = ['decider', 'leader'] as const;

/**
 * The party of a penalty asks that it be shown no longer: entered, accepted, decided by another. What is granted leaves the
 * public in the same commit.
 *
 * @law 市场监督管理行政处罚信息公示规定 第十四条
 */
export const repairProcess = defineProcess({
  kind: 'credit-repair',
  title: text.kind,
  initial: 'new',
  states: {
    new: { title: text.states.new },
    applied: { title: text.states.applied, holder: { role: 'liaison' } },
    examining: { title: text.states.examining, holder: { role: 'decider' } },
    granted: { title: text.states.granted, closed: true },
    denied: { title: text.states.denied, closed: true },
    'not-accepted': { title: text.states['not-accepted'], closed: true },
  },
  actions: {
    apply: { title: text.acts.apply, from: ['new'], to: 'applied', by: clerks },
    accept: { title: text.acts.accept, from: ['applied'], to: 'examining', by: clerks },
    'not-accept': {
      title: text.acts['not-accept'],
      from: ['applied'],
      to: 'not-accepted',
      by: clerks,
      guards: ['has-reason'],
    },
    grant: {
      title: text.acts.grant,
      from: ['examining'],
      to: 'granted',
      by: heads,
      separatedFrom: ['apply', 'accept'],
      guards: ['conditions-met', 'has-number'],
      law: '市场监督管理行政处罚信息公示规定 第十四条',
    },
    deny: {
      title: text.acts.deny,
      from: ['examining'],
      to: 'denied',
      by: heads,
      separatedFrom: ['apply', 'accept'],
      guards: ['has-reason'],
    },
  },
  clocks: {
    accept: {
      title: text.clocks.accept,
      law: LAW,
      limit: workingDays(ACCEPT_WORKDAYS),
      startsOn: [{ act: 'apply' }],
      endsOn: ['accept', 'not-accept'],
    },
    decide: {
      title: text.clocks.decide,
      law: LAW,
      limit: workingDays(DECIDE_WORKDAYS),
      startsOn: [{ act: 'accept' }],
      endsOn: ['grant', 'deny'],
    },
  },
});

export type RepairAct = 'accept' | 'not-accept' | 'grant' | 'deny';

const filled = (value: unknown, least: number): boolean => typeof value === 'string' && value.trim().length >= least;

export const repairKind: MatterKind<'has-reason' | 'conditions-met' | 'has-number'> = {
  kind: 'credit-repair',
  title: text.kind,
  prefix: 'XF',
  process: repairProcess,
  guards: {
    'has-reason': ({ facts }: GuardContext) => (filled(facts.words, 5) ? null : 'enforcement/no-words'),
    'conditions-met': ({ facts }: GuardContext) => (facts.conditions === true ? null : 'enforcement/conditions-open'),
    'has-number': ({ facts }: GuardContext) =>
      filled(facts.documentNumber, 3) ? null : 'enforcement/no-decision-number',
  },
  read: 'enforcement.read',
  page: '/workbench/enforcement/repairs/{id}',
};
