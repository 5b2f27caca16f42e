/** Every sentence the kernel itself says to a person. */
export const sentences: Readonly<Record<string, string>> = {
  'access/sign-in-first': '请先登录，再继续办理。',
  'access/forbidden': '您没有办理这件事的权限。如确需办理，请联系本单位的系统管理员。',
  'http/bad-input': '提交的内容不符合要求，请检查后重新提交。',
  'http/not-found': '没有找到您要的页面。网址可能有误，或者内容已经移走。',
  'http/too-large': '提交的内容太大，请减小后重新提交。',
  'http/cross-site': '这个请求不是从本站页面发出的，为保护您的账号已经拒绝。请回到本站页面重新操作。',
  'http/too-many': '操作过于频繁，请 {wait}后再试。',
  'http/database-away': '系统暂时连接不上数据库，您的操作没有生效，也没有丢失已经提交的内容。请稍后再试。',
  'http/handing-over': '系统正在更新，请过几秒钟再试。',
  'http/no-space': '服务器的存储空间已满，您的操作没有生效，已经提交的内容没有丢失。请稍后再试，或联系系统管理员。',
  'http/read-only-disk':
    '服务器的存储暂时不能写入，您的操作没有生效，已经提交的内容没有丢失。请稍后再试，或联系系统管理员。',
  'http/busy': '现在访问量太大，或者查询的范围太大，这一页没有算完。请缩小范围或者稍后再试。',
  'http/unexpected': '系统出了问题，您的操作没有生效。请稍后再试；如果反复出现，请把下面的请求编号告诉工作人员。',
  'captcha/wrong': '验证问题的回答不对或者已经过期，请重新回答。',
  'captcha/no-pass': '这个页面打开得太久，或者已经提交过。请核对以后再提交一次。',
  'matter/not-found': '没有找到这件事，请核对编号。',
  'matter/changed': '就在您操作的时候，这件事已经有了新的进展，您的操作没有生效。请刷新页面，看过最新情况后再决定。',
  'matter/unknown-act': '这件事没有这个操作。',
  'matter/closed': '这件事已经办结，不能再操作。',
  'matter/not-in-state': '这件事目前所处的环节不能做这个操作。请刷新页面查看最新情况。',
  'matter/not-yours': '这一步不由您办理。',
  'matter/same-person': '受理、审查、决定应当由不同的人办理，您已经办理过前面的环节。',
  'matter/children-open': '还有下级环节没有办完，请等办完后再操作。',
  'matter/already-agreed': '您已经提交过这一步，正在等待其他人员共同办理。',
  'matter/clock-behind':
    '服务器的时间比这件事（{number}）上一次办理的时间还早，为避免算错期限，这次操作没有生效。请联系系统管理员校准服务器时间。',
  'matter/extension-used-up': '延长期限的次数已经用完，不能再次延长。',
  'record/not-found': '没有找到这条公开的信息。',
  'record/withdrawn': '这条信息已经撤回，不能再改变它的状态。',
  'matter/no-such-day': '填写的日期不对：不能晚于今天，也不能早于这一环节开始的日期。',
  'matter/no-such-term': '这里不能定这么长（短）的期限，请按规定的范围填写。',
  'files/too-large': '文件太大，每个文件不能超过 {maxMegabytes} MB。',
  'files/empty': '文件是空的，请重新选择。',
  'files/type-not-allowed': '不能上传这种文件（{name}）。请上传 PDF、JPG、PNG 或 DOCX 文件。',
  'files/mislabelled': '文件 {name} 的内容与扩展名不符，请另存为正确的格式后再上传。',
  'files/not-found': '没有找到这个文件。',
  'files/broken': '文件 {name} 不完整或者已经损坏，请重新生成或者重新扫描后再上传。',
  'files/picture-too-large': '图片 {name} 的尺寸太大（{width}×{height}），请缩小到 {most} 万像素以内再上传。',
  'files/two-in-one': '文件 {name} 里除了文档还夹带了其他内容。请用“打印为 PDF”或者“另存为”重新生成后再上传。',
  'files/encrypted': '文件 {name} 设置了密码或者使用限制，工作人员打不开。请取消密码，或者打印为新的 PDF 后再上传。',
  'files/active-content': '文件 {name} 里有会自动运行的脚本或者命令，不能接收。请打印为 PDF 后再上传。',
  'files/embedded-files':
    '文件 {name} 里嵌入了其他文件，不能接收。请删除嵌入的文件，或者打印为 PDF 后再上传；嵌入的文件请单独上传。',
  'files/external-content':
    '文件 {name} 打开时会读取其他地方的内容，不能接收。请断开外部链接，或者打印为 PDF 后再上传。',
  'files/has-macros': '文件 {name} 里有宏，不能接收。请另存为不带宏的文档，或者打印为 PDF 后再上传。',
  'files/archive-bomb': '文件 {name} 解开后异常庞大，不能接收。请打印为 PDF 后再上传。',
  'files/unsafe-archive': '文件 {name} 的内部结构异常，不能接收。请用办公软件重新保存，或者打印为 PDF 后再上传。',
  'files/unsafe-xml': '文件 {name} 的内部格式异常，不能接收。请用办公软件重新保存，或者打印为 PDF 后再上传。',
  'files/pdf-unusual': 'PDF 文件 {name} 的内部格式特殊，无法检查是否安全。请用“打印为 PDF”重新生成后再上传。',
  'files/too-many-pages': '页数太多：一次最多处理 {most} 页，请拆分文件。',
  'files/no-such-page': '没有这一页。',
  'files/infected': '文件 {name} 查出病毒（{finding}），没有接收。请先给电脑杀毒，再上传一份干净的文件。',
  'files/infected-gone': '文件 {name} 查出病毒，已经移除，不能下载。',
  'files/waiting-for-scan': '文件 {name} 正在等待病毒检查，查完才能打开。请稍后再试。',
  'files/store-away': '文件存储暂时连接不上，这次操作没有生效，已经提交的文件没有丢失。请稍后再试。',
  'files/no-space': '文件存储空间已满，这个文件没有保存。请稍后再试，并告诉工作人员。',
  'files/lost': '这个文件暂时读不出来，请把文件名告诉工作人员。',
  'calendar/bad-file': '节假日安排文件有误：{faults}。',
  'calendar/version-known': '这个版本的节假日安排（{key}）已经载入，不需要重复载入。如果是更正，请把版本号加一。',
  'register/earlier-than-current': '新版本的生效日期不能早于现行版本的生效日期（{inForceFrom}）。',
  'kernel.file-infected': '“{title}”（{number}）的一个材料文件查出病毒（{finding}），已经移除。请换一份干净的文件。',
  'kernel.upload-infected': '您上传的一个文件查出病毒（{finding}），已经移除。请先给电脑杀毒，再重新上传。',
  'kernel.near-due': '“{title}”（{number}）需要您办理，期限快到了。',
};

const MINUTE = 60;
const HOUR = 3600;

/** How long somebody has to wait, rounded up. */
export const waitText = (seconds: number): string =>
  seconds < MINUTE
    ? `${seconds} 秒`
    : seconds < HOUR
      ? `${Math.ceil(seconds / MINUTE)} 分钟`
      : `${Math.ceil(seconds / HOUR)} 小时`;
