import { defineProcess, type Guard, type MatterKind, workingDays } from '../../kernel/index.ts';
import { readable } from '../rules/words-in.ts';
import { complaintStates } from './text.ts';

const ABOVE = 'disclosure-officer';
const LAW = '政府信息公开条例 第四十七条第二款';
const LEAST_WORDS = 5;

/**
 * 投诉举报 as the applicant brings it to the organ in charge above the agency: looked into, found true or not, and answered.
 * The law names no days, so the city promises some. What is found true is put right: by an order to mend, or by an order to
 * reply anew, which ends when that reply is sent.
 *
 * @law 政府信息公开条例 第四十七条、第五十一条; M-043
 */
export const applicantComplaint = defineProcess({
  kind: 'applicant-complaint',
  title: '信息公开投诉举报（申请人提出）',
  initial: 'unlodged',
  states: {
    unlodged: { title: '未提出' },
    lodged: { title: complaintStates.lodged, holder: { role: ABOVE } },
    redoing: { title: complaintStates.redoing, holder: { system: true } },
    closed: { title: complaintStates.closed, closed: true },
  },
  actions: {
    lodge: {
      title: '提出投诉、举报',
      from: ['unlodged'],
      to: 'lodged',
      by: ['subject'],
      law: '政府信息公开条例 第四十七条第二款、第五十一条',
    },
    substantiate: {
      title: '查证属实，督促整改',
      from: ['lodged'],
      to: 'closed',
      by: [ABOVE],
      guards: ['answers-complaint'],
      law: LAW,
    },
    'order-reply': {
      title: '查证属实，责令重新答复',
      from: ['lodged'],
      to: 'redoing',
      by: [ABOVE],
      guards: ['answers-complaint'],
      law: LAW,
    },
    dismiss: {
      title: '查证不属实',
      from: ['lodged'],
      to: 'closed',
      by: [ABOVE],
      guards: ['answers-complaint'],
      law: LAW,
    },
    refer: {
      title: '不属于受理范围，告知途径',
      from: ['lodged'],
      to: 'closed',
      by: [ABOVE],
      guards: ['answers-complaint'],
      law: '政府信息公开条例 第五十一条',
    },
    withdraw: { title: '撤回投诉、举报', from: ['lodged'], to: 'closed', by: ['subject'] },
    redone: { title: '已经重新答复', from: ['redoing'], to: 'closed', by: ['system'] },
  },
  clocks: {
    result: {
      title: '投诉举报处理',
      law: '本市信息公开申请办理规则',
      limit: workingDays(15),
      choice: { least: 5, most: 60 },
      startsOn: [{ act: 'lodge' }],
      endsOn: ['substantiate', 'order-reply', 'dismiss', 'refer', 'withdraw'],
    },
  },
});

/** What the organ does with a complaint. */
export const COMPLAINT_ACTS = ['substantiate', 'order-reply', 'dismiss', 'refer'] as const;
export type ComplaintAct = (typeof COMPLAINT_ACTS)[number];

const answers: Guard = ({ facts }) =>
  typeof facts.answer === 'string' && readable(facts.answer) >= LEAST_WORDS ? null : 'remedies/says-nothing';

export const complaintKind: MatterKind = {
  kind: applicantComplaint.kind,
  title: applicantComplaint.title,
  prefix: 'TJ',
  process: applicantComplaint,
  guards: { 'answers-complaint': answers },
  page: '/disputes',
  read: 'remedies.see',
};
