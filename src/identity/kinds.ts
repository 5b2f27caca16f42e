import { calendarDays, type Guard, type MatterKind } from '../kernel/index.ts';
import { accountProcess, dataRequestProcess, gateProcess } from './process.ts';

const handedOver: Guard = ({ facts }) => (typeof facts.fault === 'string' ? facts.fault : null);
const hasReason: Guard = ({ facts }) =>
  typeof facts.reason === 'string' && facts.reason.trim() !== '' ? null : 'identity/reason-missing';

/** Accounts and the gate are ledgers only: nobody has them in an inbox. */
export const kinds: readonly MatterKind[] = [
  { kind: 'account', title: '账号', prefix: 'ZH', process: accountProcess, guards: {} },
  { kind: 'gate', title: '门禁', prefix: 'MK', process: gateProcess, guards: {} },
  {
    kind: 'staff-filing',
    title: '人员备案',
    prefix: 'BA',
    guards: { 'handed-over': handedOver, 'has-reason': hasReason },
    page: 'staffing',
  },
  {
    kind: 'data-request',
    title: '个人信息删除申请',
    prefix: 'GX',
    process: dataRequestProcess(calendarDays(30)),
    guards: { 'has-reason': hasReason },
  },
  { kind: 'vacancy', title: '岗位空缺', prefix: 'QK', guards: {} },
];
