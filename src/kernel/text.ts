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
  'http/unexpected': '系统出了问题，您的操作没有生效。请稍后再试；如果反复出现，请把下面的请求编号告诉工作人员。',
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
  'files/too-large': '文件太大，每个文件不能超过 {maxMegabytes} MB。',
  'files/empty': '文件是空的，请重新选择。',
  'files/type-not-allowed': '不能上传这种文件（{name}）。请上传 PDF、JPG、PNG 或 DOCX 文件。',
  'files/mislabelled': '文件 {name} 的内容与扩展名不符，请另存为正确的格式后再上传。',
  'files/not-found': '没有找到这个文件。',
  'calendar/bad-file': '节假日安排文件有误：{faults}。',
  'calendar/version-known': '这个版本的节假日安排（{key}）已经载入，不需要重复载入。如果是更正，请把版本号加一。',
  'register/earlier-than-current': '新版本的生效日期不能早于现行版本的生效日期（{inForceFrom}）。',
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
