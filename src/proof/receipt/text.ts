import type { Part } from '../verifier/result.ts';

const parts: Readonly<Record<Part, string>> = {
  form: '凭证',
  key: '城市的公钥',
  note: '检查点',
  inclusion: '在账本里',
  chain: '前后相接',
  process: '办理流程',
  acts: '办理步骤',
  clocks: '期限',
  calendar: '放假安排',
  dates: '截止日期',
  openings: '填写的内容',
};

/** Everything people read about receipts. The script of the page reads the same words from the page itself. */
export const receiptText = {
  title: '核验办件凭证',
  intro:
    '办件凭证（JSON 文件）记着一件事办理的每一步和每一个截止日期。在这里可以核对：它是不是本市出具的，有没有一个字被改动过，截止日期数得对不对。',
  inBrowser: '核对在您自己的浏览器里进行，凭证不会上传。',
  onServer: '凭证发送到本网站核对，核对完就丢弃，不保存。',
  file: '凭证文件',
  fileHint: '从“我的办件”下载的 JSON 文件，最大 2 MB。',
  paste: '或者把凭证的内容粘贴在这里',
  check: '核验',
  nothing: '请选择凭证文件，或者粘贴凭证的内容。',
  tooLarge: '文件太大：办件凭证不会超过 2 MB。',
  ok: '核验通过',
  okNote: '这是本市出具的凭证，内容没有改动过；以下每一项都重新核对过。',
  bad: '没有通过核验',
  badNote: '下面写明是哪里不符。请用原来下载的文件再试一次；仍然不符的，请带上文件到窗口核实，或者拨打 12345。',
  open: '没有完全核对',
  openNote: '已经核对的都相符，但有的项目这里不能核对，见下表。',
  matter: '办件编号',
  what: '事项',
  log: '账本',
  logSize: '{origin}，检查点共 {size} 条记录',
  checks: '核对了什么',
  part: '项目',
  parts,
  result: '结果',
  results: { yes: '相符', no: '不符', open: '没有核对' },
  says: '说明',
  inEntry: '第 {seq} 条记录：',
  dates: '截止日期是怎样数出来的',
  due: '{title}：自 {from} 起算，最迟 {due}。依据：{law}。',
  standing: '{title}：自 {from} 起算，现已中止，恢复后才有截止日期。依据：{law}。',
  provisional: '落在还没有公布放假安排的年份，公布后会重新计算。',
  acts: '办理经过',
  at: '时间',
  act: '步骤',
  seq: '序号',
  took: '用时 {ms} 毫秒，凭证没有离开您的浏览器。',
  derivation: {
    open: '这一天是怎样算出来的',
    caption: '逐日计算',
    day: '日期',
    counted: '计入',
    yes: '第 {n} 天',
    no: '不计入',
    why: '原因',
    provisional: '暂定',
  },
  self: '不想相信这个网页？',
  selfNote: '核验程序只有一个文件，不依赖任何别的软件，几分钟就能读完。下载后在断网的电脑上运行（需要 Node 20 以上）：',
  download: '下载核验程序 verify-receipt.mjs',
  key: '本市日志的公钥（请另行记下，不要只看凭证里的）',
  logPage: '公开日志',
  notYet: '日志还没有第一次发布，现在不能核验。',
  proves: '凭证能证明什么',
  provesList: [
    '每一步在什么时候办的、期限从哪天起算、中止和延长过几次，城市事后不能改口。',
    '截止日期由办理经过、办理流程和放假安排推算得出，谁都可以重新数一遍。',
    '凭证只含到下载那一刻为止的记录；之后的进展要重新下载。',
    '凭证不证明材料的内容是否属实，也不代替决定书和证照。',
  ],
} as const;

/** A sentence with its places filled. The script of the page fills them the same way. */
export const filled = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/gu, (place, name: string) => String(values[name] ?? place));

/** What is offered beside a matter, and on its papers. */
export const proofText = {
  title: '办件凭证',
  intro: '这件事的每一步都写进了城市的公开账本。下载凭证后，谁都可以核对城市说过什么、截止日期对不对，城市不能改口。',
  json: '下载凭证（JSON）',
  withWords: '下载凭证，附我填写的内容',
  pdf: '下载凭证（PDF）',
  check: '核验',
  /** An entry that is no act of the process: a limit that passed, a date put anew, data that was looked at. */
  remark: '备注',
  hash: '最新记录的哈希',
  place: '在账本里的位置',
  placeOf: (index: number, size: number) => `序号 ${index}，检查点共 ${size} 条`,
  waiting: (count: number) => `有 ${count} 条新记录正在写入账本，预计一分钟内完成。`,
  paper: {
    title: '办件存证单',
    check: '扫码到网站核验本单所附的凭证',
    facts: { matter: '办件编号', what: '事项', entries: '记录条数', origin: '账本', key: '公钥', checkpoint: '检查点' },
    size: '共 {size} 条，根哈希 {root}',
    attachment: '办件凭证',
    intro:
      '下列记录已经写入城市的公开账本。本单的附件 receipt.json 是完整的凭证：含每条记录的原文、包含证明、带签名的检查点、办理流程和放假安排，可以离线核验。',
    acts: '已经写入账本的记录',
    dates: '截止日期',
    columns: ['序号', '时间', '步骤', '账本序号', '记录的哈希'],
    dateColumns: ['期限', '依据', '从何日起算', '到何日为止'],
    standing: '中止',
    provisional: '（暂定）',
    notes: [
      '核验：打开网站的“核验办件凭证”页面，选择本单的附件；或者用 verify-receipt.mjs 在自己的电脑上核验。',
      '公钥请与城市在别处公布的比对：凭证自带的公钥不能证明自己。',
    ],
  },
} as const;

export const receiptSentences = {
  'proof/not-yet': '这件事的记录正在写入公开账本，预计一分钟内完成，请稍后再下载。',
  'proof/no-receipt': '这件事开始办理时系统还没有凭证功能，不能下载凭证。',
  'proof/bad-option': '用法不对。写成 mingtang ledger verify --receipt 凭证.json [--key 公钥] [--checkpoint 文件]。',
  'proof/unreadable-file': '打不开文件 {file}。',
  'proof/too-large': '文件 {file} 太大：办件凭证不会超过 2 MB。',
} as const;
