export const attributeTitles = { proactive: '主动公开', 'on-request': '依申请公开', withheld: '不予公开' } as const;
export const urgencyTitles = { '': '', urgent: '加急', express: '特急' } as const;

export const officialSentences = {
  'disclosure/official-form': '公文格式有需要补正的地方：{fields}。',
  'disclosure/picture-in-document': '公文正文里不能有图片，请把图片放到附件。',
  'disclosure/copy-number': '份号是六位数字。',
  'disclosure/no-signer': '报告、请示要写明签发人。',
  'disclosure/printed-before': '印发日期不能早于成文日期。',
  'disclosure/secret-and-public': '标有密级的公文不能主动公开。',
} as const;
