/** Sentences of the staff screens of this module. */
export const words = {
  title: '督办',
  about: '督办的事项',
  acts: {
    explain: { field: '原因和下一步怎么办', confirm: '提交说明' },
    return: { field: '退回的原因', confirm: '退回' },
    close: { field: '', confirm: '销号' },
  },
  none: '现在没有需要您办理的操作。',
} as const;
