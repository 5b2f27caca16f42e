/** Why a message of another system is not taken, and what the sandbox says. */
export const linkSentences: Readonly<Record<string, string>> = {
  'link/bad-signature': '签名不对，或者报文已经过期。',
  'link/other-message': '同一编号的报文内容不同。',
  'link/unknown-order': '没有这个订单。',
  'link/other-amount': '金额与订单不符。',
  'link/not-paid': '这个订单没有缴费，不能退款。',
  'link/unknown-report': '没有这条报送信息。',
  'link/decided-otherwise': '这条报送信息已经有不同的处理结果，请与上级核对。',
  'link/more-than-paid': '退款的合计超过了缴费的金额。',
};

export const sandboxText = {
  title: '模拟缴费',
  note: '这是模拟的支付平台，只供演示和测试，不会真的扣款。',
  pay: '确认缴费',
  paid: '缴费成功',
  closed: '订单已经关闭，不能缴费。',
  back: '返回',
  amount: (yuan: string) => `金额：${yuan} 元`,
} as const;

export const superiorSandboxText = {
  title: '模拟上级信息系统',
  note: '这是模拟的上级单位，只供演示和测试。采用或者退回的结果会立即通知报送单位。',
  none: '还没有收到报送信息。',
  adopt: '采用',
  return: '退回',
  usedWhere: '模拟上级信息专报',
  returned: '请补充数据来源后再报。',
  outcomes: { adopted: '已采用', declined: '未采用', returned: '已退回' },
} as const;
