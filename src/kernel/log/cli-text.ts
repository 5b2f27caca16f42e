import type { LogFaultCode } from './fault.ts';

const faults: Readonly<Record<LogFaultCode, string>> = {
  'entry-unlogged': '这条台账记录应当在日志里，却没有',
  'leaf-missing': '缺少这一条',
  'leaf-differs': '日志里的哈希与台账记录不符',
  'leaf-without-entry': '日志里有这一条，台账里没有对应的记录',
  'leaf-twice': '同一条台账记录在日志里出现两次',
  'leaf-unsigned': '从这一条起没有检查点签过名',
  'node-differs': '保存的中间哈希与重新计算的不符',
  'checkpoint-changed': '检查点被改动过',
  'checkpoint-missing': '没有检查点',
  'signature-forged': '检查点的签名不对',
  'cosignature-forged': '见证人的签名不对',
  'root-differs': '检查点的根哈希与重新计算的不符',
  'log-truncated': '日志被截短，比签过名的少',
  'log-forked': '日志分叉：与以前签过名的不是同一部历史',
  'tile-missing': '缺少文件',
  'tile-changed': '文件被改动过',
  'tile-unexpected': '不应当有这个文件',
};

/** What the commands about the log say. */
export const logCliText = {
  published: (origin: string, size: number, added: number): string =>
    `公开日志 ${origin} 已发布到 ${size} 条，新增 ${added} 条。`,
  cosigned: (witnesses: readonly string[]): string => `已收下见证人 ${witnesses.join('、')} 的签名。`,
  rebuilt: (files: number): string => (files === 0 ? '本机的日志文件都与数据库一致。' : `重新生成了 ${files} 个文件：`),
  file: (path: string): string => `  ${path}`,
  notBegun: (waiting: number): string => `公开日志还没有发布过，有 ${waiting} 条记录等待发布。`,
  verified: (size: number, checkpoints: number, tiles: number, waiting: number, faultCount: number): string =>
    `核对了公开日志的 ${size} 条记录、${checkpoints} 个检查点、${tiles} 个文件，${waiting} 条记录等待发布，${found(faultCount)}`,
  verifiedOutside: (size: number, kept: number, faultCount: number): string =>
    `核对了公开日志的 ${size} 条记录和 ${kept} 个以前的检查点，${found(faultCount)}`,
  fault: (place: string, fault: LogFaultCode): string => `  ${place}：${faults[fault]}（${fault}）`,
  unwitnessed: (count: number): string => `  有 ${count} 个要求的见证人没有签名。`,
  sentences: {
    'cli/arguments': '命令的参数不对，请加 --help 查看用法。',
  },
} as const;

function found(faultCount: number): string {
  return faultCount === 0 ? '全部无误。' : `发现 ${faultCount} 处问题：`;
}
