import type { Finding, FindingCode } from './check/finding.ts';

/** What an editor reads of each finding; `{name}` stands for a detail. */
const findingSentences: Readonly<Record<FindingCode, string>> = {
  'number-brackets': '发文字号的年份要用六角括号：{instead}。',
  'number-zero': '发文字号的顺序号不编虚位、不加“第”字：{instead}。',
  'number-no-year': '“{found}”像是发文字号，但年份的括号丢了，请对照原文补上。',
  'number-year': '发文字号“{found}”的年份 {year} 不对。',
  'number-shape': '“{found}”不符合发文字号的写法，如“明政发〔2026〕12号”。',
  'date-impossible': '没有“{found}”这一天。',
  'date-weekday': '{date} 是星期{real}，不是星期{said}。',
  'date-year-cut': '“{found}”的年份要写全四位。',
  'link-broken': '链接“{found}”指向的本站页面不存在：{href}。',
  'link-no-file': '链接“{found}”指向的附件没有公开，也不在本稿附件里。',
  'link-withdrawn': '链接“{found}”指向的《{title}》已经撤回，读者打不开。',
  'link-abolished': '链接“{found}”指向的《{title}》已经废止。',
  'link-lapsed': '链接“{found}”指向的《{title}》已经失效。',
  'link-moved': '链接“{found}”用的是旧网址，现在会跳转到《{title}》。',
  'link-dead': '链接“{found}”指向的外部网页在 {on} 例行检查时打不开：{href}。',
  'link-format': '链接“{found}”的地址看起来不对：{href}。',
  'ordinal-gap': '序号不连续：“{found}”前面缺第 {expected} 项。',
  'ordinal-twice': '序号“{found}”用了两次。',
  'half-width': '中文里用了半角符号“{found}”，应为“{instead}”。',
  'punctuation-twice': '标点“{found}”重复或者连用。',
  'bracket-open': '“{found}”没有成对。',
  'space-within': '汉字之间有多余的空格。',
  'personal-data': '这里可能是个人信息（{kind}），公开前请遮盖或者说明理由。',
  'element-missing': '还没有填写{field}。',
  'picture-words': '图片没有文字说明，看不见图片的人不知道内容。',
  'map-number': '“{found}”像是地图。公开的地图要用标准地图，并注明审图号，如“审图号：GS（2026）0001号”。',
};

const fields: Readonly<Record<string, string>> = {
  title: '标题',
  body: '正文',
  summary: '摘要',
  source: '信息来源',
  keywords: '关键词',
  formedOn: '成文日期',
};

const kinds: Readonly<Record<string, string>> = {
  resident_id: '身份证号码',
  mobile: '手机号码',
  landline: '固定电话',
  bank_card: '银行卡号',
  passport: '护照号码',
  hk_macao_permit: '港澳通行证号码',
  taiwan_permit: '台湾通行证号码',
  vehicle_plate: '车牌号码',
  email: '电子邮箱',
  home_address: '家庭住址',
  person_name: '姓名',
};

/** A finding as a sentence. */
export function findingText({ code, details }: Pick<Finding, 'code' | 'details'>): string {
  const named: Readonly<Record<string, string | undefined>> = {
    ...details,
    ...(details.kind === undefined ? {} : { kind: kinds[details.kind] ?? details.kind }),
    ...(details.field === undefined ? {} : { field: fields[details.field] ?? details.field }),
  };
  return findingSentences[code].replaceAll(/\{(\w+)\}/gu, (place, name: string) => named[name] ?? place);
}

/** What stands over the words of a slide. */
export const slideHeading = (number: number, title: string): string =>
  title === '' ? `第 ${number} 页` : `第 ${number} 页 ${title}`;

/** What an editor is told of a conversion. */
export const noticeText: Readonly<Record<'pictures-left' | 'hidden-left' | 'charset', (count: number) => string>> = {
  'pictures-left': (count) => `有 ${count} 张图片没有带进来，请另行上传。`,
  'hidden-left': (count) => `有 ${count} 处隐藏的工作表、行、列或幻灯片没有带进来。`,
  charset: () => '文字编码不明，请检查有没有乱码。',
};

export const editorSentences = {
  'disclosure/cannot-convert':
    '“{name}”这类文件不能转成正文。可以用 .docx、.xlsx、.pptx、.html、.txt，以及旧格式的 .doc、.xls、.ppt、.wps、.et、.dps。',
  'disclosure/not-text': '“{name}”不是文本文件。',
  'disclosure/file-too-heavy': '“{name}”太大，转换时超过了时间或者内存的限度。请拆成几个文件，或者作为附件上传。',
  'disclosure/not-readable': '“{name}”这类文件不做网页版，读者只能下载原文件。',
  'disclosure/readable-too-long': '“{name}”太长，不适合做成网页。',
  'disclosure/readable-empty': '“{name}”里没有可以做成网页的文字。',
  'disclosure/file-broken': '“{name}”读不出来，文件可能已经损坏。',
} as const;
