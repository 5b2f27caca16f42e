import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day, type RunningClock, type Snapshot, verificationCode, workingDays } from '../../kernel/index.ts';
import { correctionPaper } from '../papers/notices.ts';
import { consultation } from '../process.ts';
import {
  allGood,
  type Checklist,
  checklistOf,
  type Finding,
  faultyLines,
  obstacles,
  reopened,
  unchecked,
  type Wanted,
} from './checklist.ts';
import { applicationGuards } from './guards.ts';
import { missingUploads, slotOf, uploadForm } from './uploads.ts';

const line = (key: string, more: Partial<Wanted> = {}): Wanted => ({
  key,
  name: key,
  required: true,
  source: 'self',
  form: 'either',
  original: 'original',
  copies: 1,
  deferrable: false,
  note: null,
  ...more,
});
const list = [
  line('#form'),
  line('plan'),
  line('rules', { deferrable: true }),
  line('licence', { source: 'shared' }),
  line('extra', { required: false }),
];
const ok: Finding = { status: 'ok' };
const finding = fc.constantFrom<Finding | undefined>(
  undefined,
  ok,
  { status: 'missing' },
  { status: 'wrong', note: '不清楚' },
  { status: 'deferred' },
);
const checklists = fc.tuple(...list.map(() => finding)).map((found) => {
  const checklist: Record<string, Finding> = {};
  list.forEach(({ key }, index) => {
    const one = found[index];
    if (one) checklist[key] = one;
  });
  return checklist;
});

const withClocks = (clocks: Readonly<Record<string, RunningClock>>): Snapshot => ({
  id: 1,
  kind: 'service-application',
  processId: 1,
  process: consultation,
  number: 'SP-1',
  title: '',
  region: '590902',
  agencyId: 1,
  subjectId: 1,
  parentId: null,
  state: 'submitted',
  holderRole: null,
  agreed: null,
  openedAt: new Date(0),
  actedAt: new Date(0),
  closedAt: null,
  dueOn: null,
  warnOn: null,
  provisional: false,
  seq: 1,
  head: Buffer.alloc(0),
  openChildren: 0,
  clocks,
});

const guard = (name: keyof typeof applicationGuards, checklist: Checklist) => {
  const actor = {
    kind: 'staff',
    personId: 1,
    name: '',
    grants: [],
    actsFor: [],
    agenciesBelow: new Set<number>(),
  } as const;
  return applicationGuards[name]({ snapshot: withClocks({}), actor, facts: { wanted: list, checklist } });
};

test('everything good passes; what the city looks up itself need not be ticked', () => {
  expect(obstacles(list, allGood(list))).toEqual([]);
  expect(obstacles(list, { '#form': ok, plan: ok, rules: { status: 'deferred' } })).toEqual([]);
});

test('what is required and not good stands in the way, and so does what is wrong', () => {
  expect(obstacles(list, { ...allGood(list), plan: { status: 'deferred' } }).map(({ key }) => key)).toEqual(['plan']);
  expect(obstacles(list, { ...allGood(list), licence: { status: 'missing' } }).map(({ key }) => key)).toEqual([
    'licence',
  ]);
  expect(obstacles(list, { ...allGood(list), extra: { status: 'wrong' } }).map(({ key }) => key)).toEqual(['extra']);
  expect(obstacles(list, {}).map(({ key }) => key)).toEqual(['#form', 'plan', 'rules']);
});

test('accepting and asking to correct never go together', () => {
  fc.assert(
    fc.property(checklists, (checklist) => {
      const mayAccept = guard('materials-complete', checklist) === null;
      const mayAsk = guard('something-is-missing', checklist) === null;
      if (mayAccept) expect(faultyLines(list, checklist).filter(({ required }) => required)).toEqual([]);
      if (mayAsk) expect(unchecked(list, checklist)).toEqual([]);
      expect(mayAccept && mayAsk && faultyLines(list, checklist).some(({ required }) => required)).toBe(false);
    }),
  );
});

test('the notice names every fault, each with why and how to mend it', () => {
  const about = {
    number: 'SP-1',
    itemName: '许可',
    agency: '某局',
    applicant: { kind: 'person', name: '甲', masked: '甲' },
    channel: 'online',
    submittedAt: new Date('2026-04-28T02:00:00Z'),
    wanted: list,
    contact: null,
    remedies: [],
  } as const;
  const issue = { check: { code: verificationCode(), url: '', purpose: '', site: '' }, issuedOn: day('2026-04-28') };
  fc.assert(
    fc.property(checklists, (checklist) => {
      const { data } = correctionPaper(about, checklist, undefined);
      const items = data(issue).items ?? [];
      expect(items.map(({ title }) => title)).toEqual(faultyLines(list, checklist).map(({ name }) => name));
      for (const { detail } of items) expect(detail).toMatch(/请/u);
    }),
  );
});

test('findings about things that are not on the list are dropped', () => {
  expect(checklistOf(list, { plan: ok, other: ok, __proto__: ok })).toEqual({ plan: ok });
});

test('after a correction what was wrong waits to be looked at again', () => {
  expect(
    reopened({ '#form': ok, plan: { status: 'wrong' }, rules: { status: 'deferred' }, extra: { status: 'missing' } }),
  ).toEqual({
    '#form': ok,
    rules: { status: 'deferred' },
  });
});

test('a second notice is refused for good once there was a first', () => {
  const actor = {
    kind: 'staff',
    personId: 1,
    name: '',
    grants: [],
    actsFor: [],
    agenciesBelow: new Set<number>(),
  } as const;
  const facts = { limit: workingDays(5), startedOn: day('2026-04-28'), spans: [], extensions: [] };
  const met = {
    state: 'met',
    facts,
    dueOn: null,
    warnOn: null,
    metOn: null,
    provisional: false,
    calendarVersion: '',
    lapsedAt: null,
  } as const;
  const asked = withClocks({ correction: { name: 'correction', ...met } });
  expect(applicationGuards['not-asked-before']({ snapshot: asked, actor, facts: {} })).toBe('cases/asked-before');
  expect(applicationGuards['not-asked-before']({ snapshot: withClocks({}), actor, facts: {} })).toBeNull();
});

test('a place for each file that can be uploaded, named as inputs may be', () => {
  const lines = [
    line('#form'),
    line('business-licence'),
    line('paper', { form: 'paper' }),
    line('shared', { source: 'shared' }),
    line('late', { deferrable: true }),
  ];
  const form = uploadForm(lines);
  expect(form.steps[0]?.fields.map(({ key }) => key)).toEqual([slotOf('business-licence'), slotOf('late')]);
  expect(slotOf('business-licence')).toMatch(/^[A-Za-z][A-Za-z0-9]*$/u);
  expect(missingUploads(lines, {}).map(({ path }) => path)).toEqual([slotOf('business-licence')]);
});
