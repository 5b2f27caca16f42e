import type { Kind } from './rules/kinds.ts';

export const kindNames: Readonly<Record<Kind, string>> = {
  resident_id: '公民身份号码',
  mobile: '手机号码',
  landline: '住宅电话',
  bank_card: '银行卡号',
  passport: '护照号码',
  hk_macao_permit: '港澳通行证号码',
  taiwan_permit: '台湾通行证号码',
  vehicle_plate: '机动车号牌',
  email: '个人邮箱',
  home_address: '家庭住址',
  person_name: '姓名',
};

/** Why a file could not be read, and what was refused. */
export const sentences: Readonly<Record<string, string>> = {
  'screening/not-text': '不是文本，也不是能够识别的文档格式。',
  'screening/picture': '内容是图片，图片里的文字读不出来，请人工查看。',
  'screening/unknown-archive': '不支持这种压缩格式，请改用 ZIP 或者解开后再查。',
  'screening/unknown-type': '不支持这种文件。',
  'screening/too-deep': '压缩包套压缩包的层数太多，里面的没有查。',
  'screening/too-long': '内容太多，在限定时间内没有查完。',
  'screening/too-large': '文件太大，没有查。',
  'screening/no-file': '没有这个文件或者文件夹，或者没有读取的权限。',
  'screening/cannot-mask': '这种文件（{part}）只能查，不能直接遮盖。请在原来的文件里改好，重新生成。',
  'screening/not-clean': '遮盖之后 {part} 里仍然查得到，文件没有改动。',
  'screening/not-decided': '还有查出的个人信息没有处理，不能继续。',
  'screening/no-reason': '请写明理由，至少五个字。',
  'screening/no-finding': '没有这条排查结果，可能已经整改。',
  'screening/no-source': '这条内容的来源现在没有接入，不能核对。',
  'screening/not-published': '没有正在公开的内容 {ref}，请核对索引号。',
  'screening/has-ticket': '这条内容的整改单正在等待核验，请先核验或者退回，再登记新的问题。',
  'screening/hit-gone': '有的已经遮盖或者撤下，不用再处理。请刷新后重新选择。',
  'screening/not-open': '这件整改单现在不在整改中，不能再改处理意见。',
  'screening/no-path': '请写明要排查的文件或者文件夹，例如 mingtang pii scan 公示.docx。',
};

/** Reasons that another module has words for as well; the command line works without it. */
export const fileReasons: Readonly<Record<string, string>> = {
  'files/encrypted': '文件加了密码或者限制，打不开。',
  'files/broken': '文件已经损坏，打不开。',
  'files/archive-bomb': '文件解开后大得不正常，没有查。',
  'files/unsafe-xml': '文件里有不安全的 XML 声明，没有查。',
};

const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^text$/u, '正文'],
  [/^attributes$/u, '网页里看不见的属性'],
  [/^comments$/u, '网页里看不见的注释'],
  [/^scripts$/u, '网页脚本'],
  [/^properties$|^docProps\//u, '文档属性'],
  [/^page:(\d+)$/u, '第 $1 页'],
  [/^page:(\d+)#notes$/u, '第 $1 页的批注或者表单'],
  [/^sheet:(.+)!([A-Z]+\d+)(?:#formula)?$/u, '工作表“$1”单元格 $2'],
  [/^sheet:(.+)#other$/u, '工作表“$1”的批注、页眉页脚等'],
  [/^sheet:(.+)$/u, '工作表“$1”'],
  [/^word\/document\.xml#deleted$/u, '修订中删去的文字'],
  [/^word\/document\.xml#textbox$/u, '文本框'],
  [/^word\/document\.xml$/u, '正文'],
  [/^(?:word|ppt|xl)\/.*comments/u, '批注'],
  [/^word\/(?:header|footer)/u, '页眉页脚'],
  [/^word\/(?:footnotes|endnotes)/u, '脚注尾注'],
  [/^ppt\/slides\/slide(\d+)\.xml/u, '第 $1 张幻灯片'],
  [/^ppt\/notesSlides/u, '幻灯片备注'],
  [/^slide:(\d+)/u, '第 $1 张幻灯片'],
  [/^notes:\d+/u, '幻灯片备注'],
  [/^WordDocument#rest$/u, '以前保存留下的文字'],
  [/^WordDocument#comments$/u, '批注'],
  [/^WordDocument#headers$/u, '页眉页脚'],
  [/^WordDocument#(?:footnotes|endnotes)$/u, '脚注尾注'],
  [/^WordDocument#(?:textboxes|header-boxes)$/u, '文本框'],
  [/^WordDocument/u, '正文'],
  [/^(?:Document)?SummaryInformation/u, '文档属性'],
  [/^(?:Workbook|Book|PowerPoint Document|[01]Table|Data)/u, '文件里的其他文字'],
];

/** Where in a document, for people; what lies in an archive after its name there. */
export function partName(part: string): string {
  const at = part.lastIndexOf('!/');
  if (at !== -1) return `${part.slice(0, at)}：${partName(part.slice(at + 2))}`;
  const found = PARTS.find(([pattern]) => pattern.test(part));
  return found ? part.replace(new RegExp(`${found[0].source}.*`, 'u'), found[1]) : part;
}

export const text = {
  origins: { self: '自查发现', assigned: '上级交办' } as Readonly<Record<'self' | 'assigned', string>>,
  finders: { scan: '全量复查', joint: '市县联合排查', province: '省级交办', superior: '其他上级交办' } as const,
  hitStates: {
    open: '未处理',
    'to-mask': '待遮盖',
    kept: '保留',
    none: '不属于个人信息',
    masked: '已遮盖',
    withdrawn: '已撤下',
  } as const,
  columns: ['编号', '标题', '单位', '状态', '来源', '处数', '未整改处数', '发现日期', '整改期限'],
  hitColumns: [
    '编号',
    '标题',
    '单位',
    '来源',
    '登记单位',
    '类型',
    '文件',
    '位置',
    '遮盖后的内容',
    '处理',
    '理由',
    '处理人',
    '处理日期',
    '发现日期',
    '销号日期',
  ],
  ticketTitle: (title: string): string => `隐私信息整改：${title}`,
  hit: (file: string, part: string, kind: string, found: string): string => `${file}  ${part}  ${kind}  ${found}`,
  unread: (file: string, part: string, reason: string): string =>
    `${file}${part === '' ? '' : `  ${part}`}  没有查：${reason}`,
  total: (files: number, hits: number, unread: number): string =>
    `查了 ${files} 个文件，发现 ${hits} 处个人信息${unread === 0 ? '。' : `，有 ${unread} 处没有查成。`}`,
  help: `用法：mingtang pii scan 路径… [--json]
  排查文件和文件夹里的个人信息：公民身份号码、手机、住宅电话、银行卡、护照、通行证、车牌、个人邮箱、家庭住址、
  与之相连的姓名。能读 txt、csv、html、docx、xlsx、pptx、pdf、ofd、doc、xls、ppt 和 zip（压缩包里的也查），
  包括隐藏的工作表、批注、修订、文档属性和附件。机关公开的办公电话、信箱、地址和各种编号不算。
  --json 每处一行：{"file","part","kind","start","end","text"}，读不出的每处一行：{"file","part","error","reason"}。
  start、end 是在这个部分的文字里的位置，从 0 起，按 UTF-16 码元计，end 不含在内。
  没有发现以 0 结束，有发现以 1 结束，没有发现但有文件读不出以 3 结束，参数有误以 2 结束。不需要数据库。`,
} as const;
