import { defineProcess, type Limit } from '../kernel/index.ts';

const OPEN = { from: ['open'], to: 'open' } as const;
const own = ['subject'] as const;
const program = ['system'] as const;

/** What happens to one account, from registration to the end. Most acts note something and leave it open. */
export const accountProcess = defineProcess({
  kind: 'account',
  title: '账号',
  initial: 'open',
  states: {
    open: { title: '正常' },
    locked: { title: '已停用' },
    closed: { title: '已注销', closed: true },
  },
  actions: {
    register: { title: '注册', ...OPEN, by: own },
    create: { title: '建立账号', ...OPEN, by: ['system-admin', 'system'] },
    'register-again': { title: '有人用同一证件再次注册', ...OPEN, by: program },
    'sign-in': { title: '登录', ...OPEN, by: own },
    'sign-in-refused': { title: '登录被拒绝', ...OPEN, by: program },
    'await-code': { title: '密码正确，等待动态验证码', ...OPEN, by: own },
    'code-refused': { title: '身份验证被拒绝', ...OPEN, by: program },
    'lock-out': { title: '密码多次错误，暂停登录', ...OPEN, by: program, law: 'GB/T 22239-2019 8.1.4.1 b)' },
    'end-lock-out': { title: '提前恢复登录', ...OPEN, by: ['security-admin'] },
    'sign-out': { title: '退出', ...OPEN, by: own },
    'end-session': { title: '结束其他设备的登录', ...OPEN, by: own },
    'end-sessions': { title: '管理员结束登录', ...OPEN, by: ['security-admin'] },
    'act-for': { title: '切换办事主体', ...OPEN, by: own },
    represent: { title: '登记代表关系', ...OPEN, by: own },
    'change-password': { title: '修改密码', ...OPEN, by: own },
    'change-password-refused': { title: '修改密码被拒绝', ...OPEN, by: program },
    'reset-password': { title: '重置密码', ...OPEN, by: ['security-admin'] },
    'set-up-factor': { title: '启用两步验证', ...OPEN, by: own, law: 'GB/T 22239-2019 8.1.4.1 d)' },
    'renew-recovery-codes': { title: '更换备用码', ...OPEN, by: own },
    'end-factor': { title: '停用两步验证', ...OPEN, by: own },
    'reset-factor': { title: '重置两步验证', ...OPEN, by: ['security-admin'] },
    'operator-reset': { title: '运维人员在服务器上重置密码和两步验证', ...OPEN, by: program },
    'right-refused': { title: '越权访问被拒绝', ...OPEN, by: own },
    'personal-data-viewed': { title: '查看个人信息', ...OPEN, by: own, law: '个人信息保护法 第五十一条' },
    'job-retried': { title: '重试后台任务', ...OPEN, by: ['system-admin'] },
    'job-discarded': { title: '放弃后台任务', ...OPEN, by: ['system-admin'] },
    appoint: { title: '任职', ...OPEN, by: ['system-admin', 'system'] },
    leave: { title: '离任', ...OPEN, by: ['system-admin', 'system'] },
    'leave-while-locked': { title: '停用期间离任', from: ['locked'], to: 'locked', by: ['system-admin', 'system'] },
    delegate: { title: '委托他人', ...OPEN, by: own },
    'receive-delegation': { title: '接受委托', ...OPEN, by: program },
    'revoke-delegation': { title: '收回委托', ...OPEN, by: own },
    lock: { title: '停用账号', from: ['open'], to: 'locked', by: ['security-admin'] },
    'locked-sign-in-refused': { title: '停用期间登录被拒绝', from: ['locked'], to: 'locked', by: program },
    unlock: { title: '恢复账号', from: ['locked'], to: 'open', by: ['security-admin'] },
    close: { title: '注销', from: ['open', 'locked'], to: 'closed', by: ['subject', 'security-admin'] },
  },
  clocks: {},
});

export type AccountAct = keyof typeof accountProcess.actions;

/**
 * A person asks to have his data erased.
 *
 * @law 个人信息保护法 第四十七条, 第五十条
 */
export const dataRequestProcess = (answer: Limit) =>
  defineProcess({
    kind: 'data-request',
    title: '个人信息删除申请',
    initial: 'asked',
    states: {
      asked: { title: '等待办理', holder: { role: 'security-admin' } },
      fulfilled: { title: '已删除', closed: true },
      refused: { title: '未予删除', closed: true },
    },
    actions: {
      ask: { title: '申请删除', from: ['asked'], to: 'asked', by: ['subject'] },
      fulfil: {
        title: '删除',
        from: ['asked'],
        to: 'fulfilled',
        by: ['security-admin'],
        law: '个人信息保护法 第四十七条',
      },
      refuse: {
        title: '不予删除',
        from: ['asked'],
        to: 'refused',
        by: ['security-admin'],
        guards: ['has-reason'],
        tellsSubject: true,
        law: '个人信息保护法 第五十条',
      },
    },
    clocks: {
      answer: {
        title: '答复期限',
        law: 'GB/T 35273-2020 8.7',
        limit: answer,
        startsOn: [{ act: 'ask' }],
        endsOn: ['fulfil', 'refuse'],
      },
    },
  });

/** Refused sign-ins under names that nobody has, and rights refused to people who are not signed in, one day's. */
export const gateProcess = defineProcess({
  kind: 'gate',
  title: '门禁',
  initial: 'open',
  states: { open: { title: '当日记录' } },
  actions: {
    open: { title: '当日首次记录', ...OPEN, by: program },
    'sign-in-refused': { title: '登录被拒绝', ...OPEN, by: program },
    'right-refused': { title: '越权访问被拒绝', ...OPEN, by: program },
  },
  clocks: {},
});

/**
 * A unit tells the disclosure office who its liaison is, or that he leaves; the office files it and gives a number.
 * Limits are the city's own.
 *
 * @law S-103, W-75, R-022, R-088, R-130
 */
export const staffFilingProcess = (file: Limit) =>
  defineProcess({
    kind: 'staff-filing',
    title: '人员备案',
    initial: 'named',
    states: {
      named: { title: '已报送，等待备案', holder: { role: 'disclosure-officer' } },
      returned: { title: '退回单位补充' },
      filed: { title: '已备案', closed: true },
      withdrawn: { title: '单位撤回', closed: true },
    },
    actions: {
      name: { title: '报送', from: ['named'], to: 'named', by: ['liaison', 'leader', 'disclosure-officer'] },
      file: { title: '备案', from: ['named'], to: 'filed', by: ['disclosure-officer'], guards: ['handed-over'] },
      return: {
        title: '退回补充',
        from: ['named'],
        to: 'returned',
        by: ['disclosure-officer'],
        guards: ['has-reason'],
      },
      supplement: {
        title: '补充后再报',
        from: ['returned'],
        to: 'named',
        by: ['liaison', 'leader', 'disclosure-officer'],
      },
      withdraw: {
        title: '撤回',
        from: ['named', 'returned'],
        to: 'withdrawn',
        by: ['liaison', 'leader', 'disclosure-officer'],
      },
    },
    clocks: {
      file: {
        title: '备案期限',
        law: '本市规定（可配置）',
        limit: file,
        startsOn: [{ act: 'name' }, { act: 'supplement' }],
        endsOn: ['file', 'return', 'withdraw'],
      },
    },
  });

/** A post that stands empty; the unit owes a name. @law S-103, R-022, R-088 */
export const vacancyProcess = (fill: Limit) =>
  defineProcess({
    kind: 'vacancy',
    title: '岗位空缺',
    initial: 'vacant',
    states: {
      vacant: { title: '空缺，等待补充', holder: { role: 'leader' } },
      filled: { title: '已补充', closed: true },
    },
    actions: {
      notice: { title: '发现空缺', from: ['vacant'], to: 'vacant', by: ['system'] },
      fill: { title: '已有人任职', from: ['vacant'], to: 'filled', by: ['system'] },
    },
    clocks: {
      fill: {
        title: '补充期限',
        law: '本市规定（可配置）',
        limit: fill,
        startsOn: [{ act: 'notice' }],
        endsOn: ['fill'],
      },
    },
  });
