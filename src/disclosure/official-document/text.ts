export const attributeTitles = { proactive: '主动公开', 'on-request': '依申请公开', withheld: '不予公开' } as const;
export const urgencyTitles = { '': '', urgent: '加急', express: '特急' } as const;

const fieldTitles: Readonly<Record<string, string>> = {
  kind: '文种',
  agency: '发文机关',
  number: '发文字号',
  copyNumber: '份号',
  secrecy: '密级',
  urgency: '紧急程度',
  signer: '签发人',
  title: '标题',
  addressee: '主送机关',
  attachments: '附件说明',
  signature: '落款',
  issuedOn: '成文日期',
  note: '附注',
  attribute: '公开属性',
  copies: '抄送',
  printedBy: '印发机关',
  printedOn: '印发日期',
};

/** What is wrong with a field of the form, as its editor reads it. */
export const officialFault = (field: string, code: string): string => {
  const title = fieldTitles[field.split('.')[0] ?? ''] ?? field;
  const sentence = faults[code]?.replace(/。$/u, '');
  return sentence === undefined ? `${title}没有填好` : `${title}：${sentence}`;
};

const faults: Readonly<Record<string, string>> = {
  'disclosure/copy-number': '份号是六位数字。',
  'disclosure/document-number-shape': '写法应如“明政发〔2026〕12号”。',
  'disclosure/no-signer': '报告、请示要写明签发人。',
  'disclosure/printed-before': '印发日期不能早于成文日期。',
  'disclosure/secret-and-public': '标有密级的公文不能主动公开。',
};

export const officialSentences = {
  'disclosure/official-form': '公文格式还要补正：{fields}。',
  'disclosure/picture-in-document': '公文正文里不能有图片，请把图片放到附件。',
} as const;
