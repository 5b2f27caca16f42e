export const noticeText = {
  title: '消息',
  empty: '没有消息。',
  unread: '未读',
  readAll: '全部标为已读',
  go: '去办理',
  older: '更早的消息',
} as const;
