import type { Guard, MatterKind } from '../kernel/index.ts';

const LEAST_WORDS = 5;

const saysWhat: Guard = ({ facts }) =>
  typeof facts.note === 'string' && facts.note.trim().length >= LEAST_WORDS ? null : 'operations/says-nothing';
const hasGrade: Guard = ({ facts }) => (typeof facts.grade === 'string' ? null : 'operations/no-grade');
const personsWereTold: Guard = ({ facts }) =>
  facts.personalData === true && facts.notified !== true ? 'operations/not-notified' : null;

/** Incidents and the drill of the year; both get a process with the limits that are in force when they begin. */
export const kinds: readonly MatterKind[] = [
  {
    kind: 'incident',
    title: '安全事件',
    prefix: 'AQ',
    guards: { 'says-what': saysWhat, 'has-grade': hasGrade, 'persons-were-told': personsWereTold },
    page: '/incidents',
  },
  { kind: 'drill-duty', title: '年度应急演练', prefix: 'YL', guards: {}, page: '/incidents/duties' },
];
