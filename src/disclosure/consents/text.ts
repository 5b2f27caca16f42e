import type { ConsentAct, ConsentAnswer, Delivery, Interest } from './wire.ts';

const interests: Readonly<Record<Interest, string>> = { 'trade-secret': '商业秘密', privacy: '个人隐私' };
const deliveries: Readonly<Record<Delivery, string>> = {
  'in-person': '当面送达',
  post: '邮寄送达（签收）',
  electronic: '电子送达（经受送达人同意）',
  left: '留置送达',
  'public-notice': '公告送达',
};
const answers: Readonly<Record<ConsentAnswer, string>> = {
  agrees: '同意公开',
  partly: '部分同意',
  objects: '不同意公开',
  silent: '逾期未答复',
};
const acts: Readonly<Record<ConsentAct, string>> = {
  'letter-received': '登记送达',
  agree: '登记同意',
  object: '登记不同意、部分同意',
  override: '为公共利益决定公开',
  respect: '决定不公开这部分内容',
  'tell-party': '登记告知书送达',
  drop: '不再征求',
};

/** Every sentence of asking third parties before something of theirs is told. */
export const consentText = {
  interests,
  deliveries,
  answers,
  acts,
  process: {
    title: '征求第三方同意',
    writing: '待发出',
    asked: '已发函，等待送达',
    waiting: '等待第三方答复',
    undecided: '第三方没有同意，待本机关决定',
    telling: '已决定公开，待告知第三方',
    agreed: '第三方同意公开',
    overridden: '为公共利益决定公开，已告知第三方',
    'kept-back': '决定不公开这部分内容',
    dropped: '不再征求',
    ask: '发出征求意见函',
    'letter-received': '登记第三方收到函件',
    agree: '登记第三方同意公开',
    object: '登记第三方不同意公开',
    lapse: '第三方逾期未答复',
    override: '认为不公开会对公共利益造成重大影响，决定公开',
    respect: '尊重第三方意见，决定不公开这部分内容',
    'tell-party': '登记决定和理由已告知第三方',
    drop: '不再征求意见',
    clock: '第三方答复意见',
    law: '政府信息公开条例 第十五条',
    clockLaw: '征求意见函写明的期限；期限参照政府信息公开条例 第三十二条',
  },
  matter: (title: string) => `就《${title}》征求第三方同意`.slice(0, 200),
  droppedWithIt: '公开件已经终止，不再征求。',
  letters: { asking: '政府信息公开征求第三方意见函', decision: '政府信息公开决定告知书' },
  suffix: { asking: '征求', decision: '告知' },
  paper: {
    check: '扫码核验本文书',
    contact: (agency: string) => `联系：${agency}政府信息公开工作机构`,
    intro: (title: string, interest: string) =>
      `本机关拟主动公开《${title}》，其中涉及您（单位）的${interest}，公开可能损害您（单位）的合法权益。`,
    about: (words: string) => `拟公开的有关内容：${words}`,
    ask: (days: number) =>
      `根据《中华人民共和国政府信息公开条例》第十五条的规定，现征求您（单位）的意见。请自收到本函之日起 ${days} 个工作日内书面答复，说明是否同意公开；不同意的，请说明理由。`,
    silent:
      '您（单位）不同意公开或者逾期没有答复的，本机关不公开上述内容，但是本机关认为不公开会对公共利益造成重大影响的除外；决定公开的，本机关将书面告知您（单位）决定的内容和理由。',
    decided: (title: string, asked: string, answer: string) =>
      `本机关拟主动公开《${title}》，于${asked}征求您（单位）的意见；您（单位）${answer}。`,
    answered: { agrees: '同意公开', partly: '部分同意公开', objects: '不同意公开', silent: '没有在期限内答复' },
    decision: (words: string) =>
      `经研究，本机关认为不公开下列内容会对公共利益造成重大影响，根据《中华人民共和国政府信息公开条例》第十五条的规定，决定予以公开：${words}`,
    reason: (words: string) => `理由：${words}`,
    remedies:
      '不服本决定的，可以自收到本告知书之日起六十日内依法申请行政复议，也可以自收到本告知书之日起六个月内依法向人民法院提起行政诉讼。',
  },
  checkPage: {
    title: '核验文书',
    known: '这是本市行政机关发出的文书。',
    unknown: '没有查到这个核验码。请核对纸面上的编码；仍然查不到的，请联系发文机关。',
    number: '文书编号',
    name: '文书名称',
    agency: '发文机关',
    issued: '发出时间',
  },
  panel: {
    title: '第三方意见（商业秘密、个人隐私）',
    intro:
      '内容涉及第三方的商业秘密、个人隐私的，应当先书面征求他的意见。他同意，或者本机关认为不公开会对公共利益造成重大影响并告知了他，才能公开。',
    none: '没有征求过第三方的意见。',
    ask: '征求第三方意见',
    addOne: '再加一个第三方',
    remove: '去掉这一个',
    interest: '涉及',
    addressee: '第三方（姓名或者单位名称）',
    about: '拟公开的哪些内容涉及他',
    aboutHint: '写进征求意见函，让他知道要公开什么。',
    days: '答复期限（工作日，自收到之日起）',
    send: '发出征求意见函',
    changed: '征求意见以后稿子改过：审核时请核对，他的意见是不是还包括现在的内容。',
    earlier: '原来公开时征求的',
    erased: '（已删除）',
    open: '查看',
  },
  one: {
    publication: '公开件',
    number: '编号',
    interest: '涉及',
    addressee: '第三方',
    about: '拟公开的内容',
    sent: '发函日期',
    received: '送达',
    due: '答复期限',
    answer: '答复',
    words: '意见内容',
    decision: '本机关决定',
    decisions: { override: '为公共利益决定公开', respect: '不公开这部分内容' },
    reason: '理由',
    told: '告知书送达',
    state: '状态',
    letters: '文书',
    papers: '第三方的答复、送达回证等纸质材料',
    noPapers: '还没有上传。',
    upload: '上传扫描件（PDF、JPG、PNG）',
    on: '送达或者答复的日期',
    how: '送达方式',
    saidWords: '他的意见（照原话概括，至少五个字）',
    partly: '部分同意',
    why: '理由（至少五个字）',
    whyOverride: '不公开会对公共利益造成什么重大影响（至少十五个字，写进告知书）；决定不公开的，写明理由',
    whyDrop: '为什么不再征求（有关内容已经从稿子里去掉）',
    noActs: '现在没有需要您办理的操作。',
    noAnswer: '还没有答复',
  },
} as const;

/** What is refused, by code. */
export const consentSentences: Readonly<Record<string, string>> = {
  'disclosure/nobody-to-ask': '请写明向谁征求意见、拟公开的哪些内容涉及他。',
  'disclosure/consent-days': '答复期限应当是 5 到 60 个工作日。',
  'disclosure/consent-too-late': '已经公开或者终止的，不再征求意见；公开以后有异议的，请办理撤回或者更正。',
  'disclosure/consent-day': '日期不能早于发函的日期，也不能晚于今天。',
  'disclosure/consent-no-words': '请写明情况，至少五个字。',
  'disclosure/consent-no-reason': '请写明不公开会对公共利益造成什么重大影响，至少十五个字。',
  'disclosure/consent-no-paper': '请先上传第三方书面同意的扫描件，再登记同意。',
  'disclosure/consent-still-in-text': '征求意见以后稿子没有改过，有关内容还在里面，不能停止征求。',
  'disclosure/consent-open': '还有 {count} 个第三方没有答复，不能公开。期满没有答复的，由本机关决定。',
  'disclosure/consent-undecided': '有 {count} 个第三方没有同意。本机关没有作出决定以前，不能公开。',
  'disclosure/consent-not-told':
    '为公共利益决定公开的，先把决定和理由告知第三方并登记送达，才能公开（{count} 个没有告知）。',
  'disclosure/consent-kept-back':
    '已经决定不公开第三方的有关内容，但是稿子没有改过。请收回修改，把有关内容去掉以后重新提交。',
  'disclosure/consent-missing':
    '您确认内容涉及{interest}并已按第十五条办理，但是没有第三方同意或者本机关决定公开的记录。请退回，先征求第三方意见。',
  'disclosure/consent-contradicted': '已经就{interest}征求过第三方意见，不能再确认“不涉及”。请按实际情况选择。',
};
