/** The page about the public log. */
export const logText = {
  title: '公开日志',
  intro:
    '办件的每一步都记在台账里。每条记录的哈希（一串 32 字节的指纹，看不出记录的内容）都按顺序写进这个公开日志，全部哈希再归并成一个“根哈希”，由本市签名发布。记录一旦写进日志，谁改动、删除、补插一条，根哈希就对不上，任何人都能发现。',
  notYet: '日志还没有第一次发布，请稍后再来。',
  stopped: '日志暂停发布新的检查点，管理人员正在处理。已经发布的内容仍然有效，可以照常核对。',
  nowTitle: '当前状态',
  origin: '日志名称',
  size: '记录条数',
  at: '最近一次发布',
  root: '根哈希',
  key: '验证公钥',
  suite: '算法',
  suites: {
    'sha256-ed25519': 'SHA-256 哈希，Ed25519 签名',
    'sm3-sm2': 'SM3 哈希，SM2 签名（国密）',
  } as Readonly<Record<string, string>>,
  checkpoint: '检查点原文',
  witnessTitle: '见证人',
  witnessIntro:
    '见证人是本市以外的机构。它们各自核对日志只增不改，然后在检查点上加签。加签越多，本市越不可能给不同的人看不同的日志。',
  noWitness: '目前没有见证人加签。',
  witness: '见证人',
  witnessSize: '确认到第几条',
  witnessAt: '收到时间',
  checkTitle: '怎样自己核对',
  checkReceipt:
    '核对自己的回执：回执上有您那条记录的承诺、包含证明和检查点，可以在本站的回执核验页面核对，也可以下载核验程序在自己的电脑上离线核对。',
  checkTools:
    '核对整个日志：日志按国际通行的格式（RFC 9162、C2SP tlog-tiles、signed-note）公开，常见的透明日志工具都能直接读取。需要填的有三样：',
  address: '日志地址',
  checkCommand: '也可以用本程序的命令（不需要数据库）：',
  checkKeep:
    '请把您看到的检查点保存下来。以后再核对时，用“一致性证明”就能确认新日志完整包含旧日志；如果不包含，说明历史被改写，您手里的检查点就是证据。',
  filesTitle: '文件位置',
  files: {
    checkpoint: '最近的检查点',
    vkey: '验证公钥',
    tiles: '哈希分片（每片 256 个）',
    entries: '记录的哈希',
    history: '以前发布过的检查点（条数）',
  },
  disputed: (witness: string): string =>
    `见证人 ${witness} 不认可日志：他见过的与现在的不是同一部历史。请立即执行 mingtang ledger verify，并与他联系。`,
  noAnswer: (witness: string, reason: string): string =>
    `见证人 ${witness} 没有加签（${reason}）。日志照常发布；请确认他的网址和网络。`,
  formerTitle: '以前的日志',
  formerIntro: '以前的日志停用后不再增加。凭以前的回执，请用当时的名称和公钥核对。',
  reason: (reason: string): string => `另立本日志的原因：${reason}`,
  entries: (count: number): string => `${count} 条`,
} as const;
