import type { BoardKind, Form, TerminalKind, Topic } from './contract.ts';
import type { Trouble } from './rules/trouble.ts';
import { simulatorSentences } from './simulator/text.ts';

/** Sentence of every refusal of this module. */
export const sentences: Readonly<Record<string, string>> = {
  'boards/not-published': '没有找到已经公开并且有效的 {ref}。只有已经公开的内容才能上公开栏、印制或者上屏。',
  'boards/nothing-chosen': '请至少选择一条已公开的信息。',
  'boards/too-many': '一张公开栏最多放 {most} 条信息，请分成几张。',
  'boards/no-such-board': '没有这个公开栏，或者它已经停用。',
  'boards/board-exists': '这个公开栏编号已经有了，请换一个编号。',
  'boards/no-such-parent': '没有这个上级公开栏，上级公开栏应当在同一个乡镇（街道）或者它的上级。',
  'boards/region-of-other-agency': '公开栏所在地不在负责单位的辖区内。',
  'boards/funds-overspent': '支出合计多于筹集的经费，请核对。',
  'boards/no-such-item': '这类公开栏的检查清单里没有这一项。',
  'boards/no-check-photo': '这一项登记为“有”，请上传现场照片。',
  'boards/no-such-print': '没有这条印制记录。',
  'boards/no-such-volume': '这个专栏没有这一册，可能刚有信息撤回或者失效，请刷新后再下载。',
  'boards/print-corrected': '这条印制记录已经更正过，请更正最新的一条。',
  'boards/has-postings': '这个公开栏上还有没撤下的内容，撤下后才能停用。',
  'boards/no-lines': '请至少填写一项收入或者支出。',
  'boards/does-not-balance': '账不平：上期结余加收入减支出应为 {expected} 元，填写的是 {given} 元。',
  'boards/personal-data': '内容里有个人信息（{kinds}），公开栏人人可见，请改成不含个人信息的写法。',
  'boards/period-not-over': '这一期还没有结束，结束以后才能公布收支。',
  'boards/supervised-later': '监督意见的日期不能晚于今天。',
  'boards/no-words': '请写明理由或者情况（至少五个字）。',
  'boards/no-photo': '请上传张贴后的照片，它是公开的凭证。',
  'boards/posted-later': '张贴日期不能晚于今天。',
  'boards/photo-not-picture': '照片应当是 JPG 或者 PNG 格式。',
  'boards/nothing-to-replace': '要更换的内容不在这个公开栏上，或者已经撤下。',
  'boards/changed-since': '选定以后，《{title}》已经更正或者撤回，请取消本次张贴，重新选择。',
  'boards/no-sources': '请先选定宣传材料。',
  'boards/not-printed': '这种材料登记印制 {printed} 份，已发放 {given} 份，不够再发 {copies} 份。',
  'boards/day-is-later': '日期不能晚于今天。',
  'boards/day-is-past': '完成日期应当在今天以后。',
  'boards/wrong-code': '启用码不对，或者已经过期。请在工作台重新生成。',
  'boards/not-this-terminal': '签名不对。这台终端的钥匙可能已经更换，请重新启用。',
  'boards/terminal-revoked': '这台终端已经停用。',
  'boards/clock-off': '终端的时钟不准，请按服务器时间重试。',
  'boards/not-a-key': '钥匙的格式不对，应为 P-256 公钥。',
  'boards/no-such-playlist': '没有这个播放单。',
  ...simulatorSentences,
};

/** Sentence of every notice to the staff. */
export const notices: Readonly<Record<string, string>> = {
  'boards.stale': '公开栏内容“{title}”（{number}）已到张贴期限，请更换或者撤下。',
  'boards.outdated': '公开栏内容“{title}”（{number}）所依据的信息已经更正或者撤回，请尽快更换。',
  'boards.trouble': '终端“{title}”（{number}）：{trouble}，请查看。',
  'boards.lost': '终端“{title}”（{number}）已失去联系，请到现场查看。',
};

/** What is wrong with a terminal. */
export const troubleTitles: Readonly<Record<Trouble, string>> = {
  silent: '失去联系',
  behind: '播放的不是最新版本',
  stuck: '画面停住不动',
  unproved: '没有播放凭证',
  hidden: '屏幕没有画面',
  clock: '时钟不准',
};

export const kindTitles: Readonly<Record<BoardKind, string>> = {
  government: '政务公开栏',
  village: '村（居）务公开栏',
  service: '办事公开栏',
};

export const topicTitles: Readonly<Record<Topic, string>> = {
  information: '政务信息',
  finance: '财务收支',
  population: '人口和生育服务',
  relief: '救灾救济款物',
  preference: '优待抚恤',
  service: '办事指南',
  other: '其他',
};

export const formTitles: Readonly<Record<Form, string>> = {
  slides: '幻灯片',
  script: '广播稿',
  card: '明白卡',
  booklet: '汇编',
  panel: '展板',
};

export const terminalTitles: Readonly<Record<TerminalKind, string>> = {
  kiosk: '触摸查询机',
  display: '显示屏',
  led: 'LED 屏',
};

export const stateTitles: Readonly<Record<string, string>> = {
  review: '账目待审核',
  draft: '账目待修改',
  chosen: '待打印',
  printed: '待张贴',
  posted: '张贴中',
  stale: '已过期，待更换',
  replaced: '已更换',
  removed: '已撤下',
  cancelled: '已取消',
};

/** What is printed on panels of items. */
export const itemText = {
  units: { workday: '个工作日', day: '日', month: '个月', hour: '小时' },
  facts: '办事要点',
  what: '项目',
  says: '内容',
  type: '事项类型',
  statutory: '法定时限',
  promised: '承诺时限',
  instant: '当场办结',
  fee: '收费',
  charged: '收费',
  free: '不收费',
  visits: '到现场次数',
  times: '次',
  result: '办理结果',
  place: '办理地点',
  hours: '办理时间',
  phone: '咨询电话',
  complaint: '投诉电话',
  materials: '申请材料',
  material: '材料名称',
  when: '什么情况下要交',
  always: '都要交',
  sometimes: '部分情形要交',
  steps: '办理流程',
  step: '环节',
  days: '时限',
  atOnce: '即时',
  conditions: '受理条件',
} as const;

/** What is printed on the form of a village's accounts. */
export const accountsText = {
  title: (village: string, period: string) => `${village}${period}财务收支公开表`,
  income: '收入',
  expense: '支出',
  item: '项目',
  amount: '金额（元）',
  note: '说明',
  total: '合计',
  opening: '上期结余（元）：',
  closing: '本期结余（元）：',
  nothing: '无',
  supervision: (words: string, on: string) => `村务监督委员会意见（${on}）：${words}`,
};

export const sheetText = {
  subtitle: (board: string, topic: string) => `${board}　${topic}`,
  shownUntil: (days: number) => `张贴期限 ${days} 天`,
  notes: (agency: string, phone: string | null): readonly string[] => [
    `对公开内容有疑问、发现过期未换的，请向${agency}反映${phone ? `，电话 ${phone}` : ''}。`,
    '政务服务便民热线 12345',
  ],
  footer: '请勿覆盖、涂改',
};

export const outreachText = {
  cardHead: '明白卡',
  booklet: (n: number) => `共收录 ${n} 篇已公开的文件和办事指南`,
  panel: '政务公开展板',
  opening: (agency: string) => `各位居民，大家好。下面播送${agency}发布的政务公开信息。`,
  closing: '以上内容已经在政府网站公开，详情可以到政务公开栏查看，或者拨打12345咨询。播送完了，谢谢收听。',
  scriptHead: (title: string, minutes: string, characters: number) =>
    `${title}\n播出时长约 ${minutes}，共 ${characters} 字。数字已改为读法，每行一句。建议播两遍。\n`,
  minutes: (seconds: number) => {
    const whole = Math.floor(seconds / 60);
    const rest = seconds % 60;
    return `${whole > 0 ? `${whole} 分` : ''}${rest > 0 || whole === 0 ? `${rest} 秒` : '钟'}`;
  },
  slidesHint: '按方向键或者滚动翻页，按 F11 全屏。',
  slidesNotes: (agency: string): string => `由${agency}从已公开的信息生成。修改以后请对照原文核对。`,
  slideSource: (title: string, agency: string, on: string, ref: string, url: string): string =>
    [`来源：《${title}》`, `${agency}　${on}`, `编号：${ref}`, ...(url === '' ? [] : [url])].join('\n'),
  original: '扫码看原文',
};

/** Words on the cover of a compilation of a special column. */
export const compilationText = {
  title: (column: string, volume: number, volumes: number): string =>
    `${column}政策文件汇编${volumes > 1 ? `（第${volume}册，共${volumes}册）` : ''}`,
  subtitle: (all: number, here: number, volumes: number): string =>
    volumes > 1 ? `专栏现行有效的 ${all} 篇公开信息，本册 ${here} 篇` : `专栏现行有效的 ${here} 篇公开信息，全部收录`,
};

export const ledgerColumns = [
  '编号',
  '公开栏',
  '地点',
  '类别',
  '内容',
  '专题',
  '期别',
  '状态',
  '张贴日期',
  '张贴期限',
  '份数',
  '照片',
  '撤下日期',
] as const;
export const campaignColumns = {
  heads: ['类别', '形式', '日期', '份数', '地点', '说明或者接收单位'],
  printed: '印制',
  given: '发放',
} as const;
export const ledgerSheet = '张贴台账';
export const hasPhoto = '有';

export const duties = {
  finance: '村级财务收支公布',
  relief: '救灾救济款物发放公布',
  preference: '优待抚恤公布',
  population: '人口和生育服务公布',
};
export const cityRule = '本市政务公开制度';
export const villageRule = '村务公开制度';

export const kinds = {
  posting: '公开栏张贴',
  duty: '公开栏定期公开',
  campaign: '政策宣传',
  terminal: '展示终端',
  interruption: '应急插播',
};

export const dutyTitle = (board: string, period: string, name: string): string => `${board}：${period}${name}`;

export const measureText = {
  pieces: '条',
  posted: { title: '公开栏发布量', formula: '期间张贴到公开栏的已公开信息条数', rows: '张贴的信息' },
  copies: '份',
  printed: {
    title: '宣传资料印发数',
    formula: '期间登记的宣传印制份数与其他印制份数之和，已更正的不计',
    rows: '印制记录',
  },
  squareMetres: '平方米',
  area: { title: '公开栏面积', formula: '期末在用公开栏的面积之和', rows: '在用的公开栏' },
  yuan: '元',
  raised: { title: '公开栏筹集经费', formula: '期末在用公开栏登记的筹集经费之和', rows: '在用的公开栏' },
  spent: { title: '公开栏支出经费', formula: '期末在用公开栏登记的各项支出之和', rows: '支出项目' },
} as const;

/** What stands on and beside the boards and screens of the demo city. */
export const demoText = {
  boards: {
    street: { name: '泽宫街道政务公开栏', place: '街道便民服务中心门前', maintainer: '街道政务公开联络员' },
    service: { name: '泽宫街道办事公开栏', place: '街道便民服务中心一楼大厅', maintainer: '街道政务公开联络员' },
    village: { name: '泮水社区居务公开栏', place: '泮水社区居委会院内', maintainer: '社区代办员' },
  },
  photo: '张贴照片.png',
  computer: '电脑和打印机',
  playlist: '街道大厅播放单',
  kiosk: { name: '便民服务中心触摸查询机', place: '街道便民服务中心一楼大厅' },
  led: { name: '便民服务中心 LED 屏', place: '街道便民服务中心门头' },
} as const;

export const checkTitles = { met: '有', missing: '没有', 'not-applicable': '不适用' } as const;
export const standingTitles = {
  ...checkTitles,
  unseen: '没有检查过',
  outdated: '检查已过期',
} as const;
export const printTitles = {
  leaflet: '宣传单、明白卡',
  compilation: '汇编、手册',
  poster: '海报、展板',
  other: '其他',
} as const;
export const gapColumns = ['公开栏', '编号', '负责单位', '清单', '类别', '项目', '情况', '检查日期'] as const;
export const printColumns = ['单位', '印制日期', '类别', '名称', '份数', '凭据', '登记时间'] as const;
