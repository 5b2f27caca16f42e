/** Why a message of another system is not taken, and what the sandbox says. */
export const linkSentences: Readonly<Record<string, string>> = {
  'link/bad-signature': '签名不对，或者报文已经过期。',
  'link/other-message': '同一编号的报文内容不同。',
  'link/unknown-order': '没有这个订单。',
  'link/other-amount': '金额与订单不符。',
  'link/not-paid': '这个订单没有缴费，不能退款。',
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
