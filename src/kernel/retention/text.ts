/** What is said about erasing personal data. */
export const retentionSentences: Readonly<Record<string, string>> = {
  'retention/matter-open': '{number} 还没有办结，办理中需要的信息不能删除。',
  'retention/kept-by-law': '{number} 的信息依照《{law}》应当保存到 {until}，期满前不能删除。',
  'retention/nothing-there': '没有可以删除的内容，可能已经删除。',
};
