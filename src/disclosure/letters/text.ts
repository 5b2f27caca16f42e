import type { AskedKind, LetterStanding, Outcome, Way } from './wire.ts';

const askedKinds: Readonly<Record<AskedKind, string>> = {
  department: '行政主管部门',
  counterpart: '行政管理相对人',
  stakeholder: '利害关系人',
  expert: '专家学者',
  public: '社会公众',
};
const ways: Readonly<Record<Way, string>> = { written: '书面', web: '网络' };
const outcomes: Readonly<Record<Outcome, string>> = {
  adopted: '采纳',
  partly: '部分采纳',
  'not-adopted': '未采纳',
  'no-opinion': '没有意见',
};
const standings: Readonly<Record<LetterStanding, string>> = {
  waiting: '待回复',
  late: '逾期未回复',
  answered: '已回复',
  unanswered: '未回复办结',
  all: '全部',
};

/** Every sentence of letters that ask for opinions. */
export const letterText = {
  askedKinds,
  ways,
  outcomes,
  standings,
  process: {
    title: '征求意见函',
    writing: '待发出',
    waiting: '待回复',
    answered: '已回复',
    unanswered: '未回复办结',
    send: '发出征求意见函',
    remind: '催办',
    answer: '登记回复',
    'give-up': '未回复办结',
    clock: '回复期限',
    law: '征求意见函写明的回复期限',
  },
  matter: (about: string) => `关于《${about}》的征求意见函`.slice(0, 200),
  csv: [
    ...['编号', '发函单位', '征求意见的事项', '征求对象类别', '征求对象', '方式'],
    ...['发出日期', '回复期限', '回复日期', '是否逾期', '状态', '采纳情况', '回复内容'],
  ],
  csvName: '征求意见函台账.csv',
  yes: '是',
  no: '否',
  measures: {
    sent: { title: '征求意见函', formula: '期内发出的征求意见函件数', unit: '件' },
    answered: { title: '征求意见函回复率', formula: '期内发出并已回复的件数 ÷ 期内发出的件数 × 100%', unit: '%' },
    late: {
      title: '征求意见函逾期回复',
      formula: '期内发出，超过期限才回复，或者到期末已过期限仍未回复的件数',
      unit: '件',
    },
    rows: { sent: '期内发出', answered: '其中已回复', late: '其中逾期' },
    note: '书面和网络发出的都计。',
  },
  page: {
    title: '征求意见函',
    intro:
      '起草文件、决策时向部门、相对人、利害关系人、专家和公众发出的征求意见函：问了谁、问什么、何时应当回复、回复了什么。',
    add: '登记发函',
    csv: '导出台账',
    search: '事项、征求对象或者编号',
    agency: '发函单位',
    all: '全部单位',
    empty: '没有这样的征求意见函。',
    more: '更早的',
    columns: { about: '事项', asked: '征求对象', sent: '发出', due: '回复期限', state: '状态' },
    about: '征求意见的事项（文件名称）',
    askedKind: '征求对象类别',
    asked: '征求对象',
    askedHint: '写单位或者群体的名称；征求对象是个人的，写身份，不写姓名。',
    way: '方式',
    sentOn: '发出日期',
    dueOn: '回复期限',
    save: '登记',
  },
  one: {
    number: '编号',
    agency: '发函单位',
    answeredOn: '回复日期',
    answer: '回复内容',
    answerHint: '概括回复的意见，不写个人信息。',
    outcome: '采纳情况',
    record: '登记回复',
    remind: '登记催办',
    remindWords: '怎样催办（至少五个字）',
    giveUp: '未回复办结',
    giveUpWords: '为什么不再等（至少五个字）',
    late: '逾期',
    noActs: '现在没有需要您办理的操作。',
  },
} as const;

export const letterSentences: Readonly<Record<string, string>> = {
  'disclosure/letter-not-found': '没有找到这件征求意见函。',
  'disclosure/letter-days': '回复期限应当在发出日期之后，不超过 {most} 天；发出日期不能晚于今天。',
  'disclosure/letter-answer-day': '回复日期不能早于发出日期，也不能晚于今天。',
  'disclosure/letter-no-words': '请写明情况，至少五个字。',
  'disclosure/letter-personal': '填写的文字里有个人信息：{what}。请去掉后再登记。',
};
