/** What is said when something is wrong with the keys. */
export const keySentences: Readonly<Record<string, string>> = {
  'keys/ring-missing':
    '找不到密钥环（{where}）。数据库里已有加密的个人信息，没有原来的密钥就打不开。请从备份恢复密钥环后再启动，不要新建。',
  'keys/ring-unreadable': '密钥环（{where}）读不出来或者格式不对。请检查文件权限和内容，或者从备份恢复。',
  'keys/command-failed': 'KEY_COMMAND 没有成功给出密钥环。请在命令行上单独执行它，检查密钥管理服务是否可用。',
  'keys/missing': '密钥环里缺少密钥 {key}，数据库里还有用它加密的内容。请把这把密钥放回密钥环。',
  'keys/wrong': '密钥环里的密钥 {key} 与这个数据库使用的不是同一把。请检查是否用了别的机器或者别的环境的密钥环。',
  'keys/unknown-key':
    '有一项内容暂时打不开：它用密钥 {key} 加密，而这台机器的密钥环里还没有这把密钥。请联系系统管理员。',
  'keys/rotation-running': '密钥 {key} 已经生成，正在等待所有程序读到它，请先等这次更换完成。',
  'keys/no-new-key':
    '密钥环（{where}）由您自己保管，程序不能写入。请先加入新密钥 {key}（可用 mingtang keys make 生成），再执行更换。',
  'keys/unknown': '没有密钥 {key}。',
  'keys/not-retiring': '密钥 {key} 正在使用，不能销毁。请先更换密钥。',
  'keys/still-used': '还有 {count} 项内容用密钥 {key} 加密（{columns}），不能销毁。后台会继续重新加密，请稍后再试。',
  'keys/still-in-use': '还有 {count} 个运行中的程序可能在用这把密钥写入，请过一分钟再试。',
};
