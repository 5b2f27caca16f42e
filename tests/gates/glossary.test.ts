import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { staffFilingProcess, vacancyProcess } from '../../src/identity/process.ts';
import { ROLES } from '../../src/identity/roles.ts';
import { hours, type Process, workingDays } from '../../src/kernel/index.ts';
import { modules } from '../../src/modules.ts';
import { drillDutyProcess, incidentProcess } from '../../src/operations/index.ts';
import { type ItemFlow, processOf } from '../../src/service-items/index.ts';
import { elementNames } from '../../src/service-items/text.ts';
import { root } from './planted.ts';

const flow: ItemFlow = {
  title: '全部环节',
  caseType: 'promised',
  isLicence: true,
  statutory: { limit: workingDays(20), law: '行政许可法 第四十二条第一款' },
  promised: workingDays(10),
  special: { title: '现场核查', law: '行政许可法 第四十五条', examiners: 2 },
  firstReview: true,
  correction: workingDays(15),
};

const namesOf = ({ kind, states, actions, clocks }: Process): readonly string[] => [
  kind,
  ...Object.keys(states),
  ...Object.keys(actions),
  ...Object.keys(clocks),
  ...Object.values(actions).flatMap(({ guards }) => guards ?? []),
];

test('every kind, state, act, clock, guard, role and element has its 法定用语 in docs/glossary.md', () => {
  const kinds = modules.flatMap((module) => module.kinds ?? []);
  const processes = [
    processOf(flow),
    processOf({ ...flow, caseType: 'instant', promised: null, special: null, firstReview: false }),
    staffFilingProcess(workingDays(5)),
    vacancyProcess(workingDays(5)),
    incidentProcess({ firstReport: hours(1), report: hours(24), review: workingDays(5) }),
    drillDutyProcess(workingDays(5)),
    ...kinds.flatMap(({ process }) => process ?? []),
  ];
  const words = [
    ...kinds.flatMap(({ kind, guards }) => [kind, ...Object.keys(guards)]),
    ...processes.flatMap(namesOf),
    ...ROLES,
    ...Object.keys(elementNames),
  ];
  expect(new Set(words).size).toBeGreaterThan(120);
  const explained = new Set(readFileSync(join(root, 'docs/glossary.md'), 'utf8').match(/`[^`]+`/gu));
  expect([...new Set(words)].filter((word) => !explained.has(`\`${word}\``)).toSorted()).toEqual([]);
});

test('every row of the glossary has a word, a term and a source', () => {
  const rows = readFileSync(join(root, 'docs/glossary.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(150);
  expect(rows.filter((row) => row.split('|').filter((cell) => cell.trim() !== '').length !== 3)).toEqual([]);
});

test('no word is explained twice in one table', () => {
  const tables = readFileSync(join(root, 'docs/glossary.md'), 'utf8').split('\n## ').slice(1);
  const firsts = tables.map((table) => [...table.matchAll(/^\| ([^|]+) \|/gmu)].map(([, word]) => word));
  expect(firsts.map((words) => words.length - new Set(words).size)).toEqual(tables.map(() => 0));
});
