/** What the log refuses, and what mends it. */
export const logSentences: Readonly<Record<string, string>> = {
  'ledger/other-suite':
    '本系统的台账从一开始就使用 {suite}，不能改用 {wanted}。请把 LEDGER_SUITE 改回 {suite}，或者去掉这个设置。',
  'log/not-a-note': '这不是签名文书（signed note）：格式不对或者内容不完整。',
  'log/not-a-checkpoint': '这不是公开日志的检查点：应当依次写明日志名称、记录条数、根哈希。',
  'log/not-a-key': '这不是验证公钥：{vkey}。验证公钥由“名称+编号+公钥”三部分组成，请照原样复制。',
  'log/not-a-witness':
    'LOG_WITNESSES 中的“{part}”不对。每个见证人写“验证公钥 网址”，多个见证人用逗号隔开；网址可以不写。',
  'log/forged-signature': '“{name}”的签名与内容不符：内容被改过，或者签名是伪造的。',
  'log/unsigned': '没有可以验证的签名：签名人不在已知的公钥里。',
  'log/unknown-checkpoint': '本系统没有发布过这个检查点（{size} 条）。',
  'log/no-witness': '文件里没有已配置见证人的签名。请先把见证人的验证公钥写进 LOG_WITNESSES。',
  'log/key-unreadable': '日志签名私钥的文件读不出来，请从备份恢复 DATA_DIR/keys。',
  'log/key-missing':
    '{folder} 里没有日志签名私钥，公开日志已停止发布。请从备份恢复这个文件；多台机器要用同一个文件。确实丢失的，执行 mingtang log reset --new-origin 新名称，另立新日志。',
  'log/key-differs':
    '{folder} 里的日志签名私钥不是这个日志的，公开日志已停止发布。请换回原来的文件；确实丢失的，执行 mingtang log reset --new-origin 新名称，另立新日志。',
  'log/origin-fixed':
    '公开日志的名称已经定为 {origin}，不能改为 {wanted}。请去掉 LOG_ORIGIN；确实要另立日志的，执行 mingtang log reset --new-origin {wanted}。',
  'log/origin-used': '{origin} 已经用作日志名称，新日志要用没有用过的名称。',
  'log/not-begun': '公开日志还没有发布过。',
  'log/unreachable': '读不到 {place}。',
  'log/not-an-origin': '日志名称不能为空，不能有空格和加号，最长 255 个字符，例如 zwfw.example.gov.cn/log2。',
  'log/behind':
    '公开日志已停止发布：已经发布到 {published} 条，数据库里只有 {known} 条，数据库可能被恢复到了较早的备份。请恢复更新的备份；确实没有的，执行 mingtang log reset --new-origin 新名称，另立新日志，并向社会说明。',
  'log/forked':
    '公开日志已停止发布：数据库里前 {size} 条记录与已经发布的不一致。请执行 mingtang ledger verify 查明原因；确实不能恢复的，执行 mingtang log reset --new-origin 新名称，另立新日志，并向社会说明。',
  'log/other-origin':
    '公开日志已停止发布：{folder} 里是另一个日志（{origin}）的文件，数据库里没有它。数据目录和数据库可能不是一套；确认无误的，执行 mingtang log reset --new-origin 新名称。',
  'log/file-changed':
    '公开日志已停止发布：文件 {file} 被改动过，签名对不上。请执行 mingtang ledger verify 查明原因，再执行 mingtang log rebuild 重新生成。',
  'log/damaged':
    '公开日志已停止发布：数据库里的日志数据与签过名的不一致（{place}）。请执行 mingtang ledger verify 查明原因，并从备份恢复。',
};
