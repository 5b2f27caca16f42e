/** The commonest family names in pinyin, which stand for some nine people in ten. */
const FAMILY =
  `wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng han
  feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao cui zhong tan fan jin
  shi liao jia xia fu fang zou xiong bai meng qin qiu hou yan xue lei long duan hao kong shao qian yin niu hong mao wan
  gu lai kang qi ni zhan bao guan ge ou ouyang sima zhuge`.split(/\s+/u);
const INITIAL = '(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy])?';
const FINAL =
  '(?:iang|iong|uang|ueng|ang|eng|ing|ong|uai|uan|iao|ian|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|[aoeiuv])r?';
const NAME = new RegExp(
  `^(?:${FAMILY.toSorted((a, b) => b.length - a.length).join('|')})(?:${INITIAL}${FINAL}){1,2}$`,
  'u',
);

const YEAR = '(?:19|20)\\d{2}';
const MONTH_DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const DATE = new RegExp(`(?:${YEAR}|\\d{2})${MONTH_DAY}`, 'u');
const MOBILE = /1[3-9]\d{9}/u;
/** With so few letters beside it, a date or a number is the whole password. */
const FEW_LETTERS = 4;

/**
 * Whether a password is made as most people in China make theirs: a name in pinyin with digits and signs around it, or a
 * date or mobile number with a few letters. Guessers try these next after the lists.
 */
export function isGuessable(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  const words = text.match(/[a-z]+/gu) ?? [];
  if (/[^\u0020-\u007e]/u.test(text)) return false;
  if (words.length === 1 && words.some((word) => NAME.test(word))) return true;
  const digits = text.match(/\d+/gu) ?? [];
  return words.join('').length <= FEW_LETTERS && digits.some((run) => DATE.test(run) || MOBILE.test(run));
}

/** The parts of somebody's numbers that he might take for a password: birth date and last digits of the identity number, end of the phone number. */
export function guessableParts(known: readonly string[]): readonly string[] {
  return known.flatMap((text) => {
    if (/^\d{17}[\dXx]$/u.test(text)) return [text.slice(6, 14), text.slice(8, 14), text.slice(-6)];
    return /^1[3-9]\d{9}$/u.test(text) ? [text.slice(-8), text.slice(-6)] : [];
  });
}
