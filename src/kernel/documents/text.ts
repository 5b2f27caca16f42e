/** What a person reads when a document cannot be made, by code. */
export const documentSentences = {
  'documents/unprintable':
    '有不能印在证照文书上的字符：{characters}。如属姓名、地名用的生僻字，请联系系统管理员安装相应字库；如系误输入，请改正后再试。',
} as const;
