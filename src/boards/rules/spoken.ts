// Numbers as an announcer says them: 2026年 digit by digit, 1,250元 as a number, 12.5% as 百分之十二点五.

const DIGITS = [...'零一二三四五六七八九'];
const PLACES = ['', '十', '百', '千'];
const GROUPS = ['', '万', '亿', '万亿'];

/** Digit by digit: 2026 → 二零二六, 12345 → 一二三四五. */
export const digitByDigit = (digits: string): string =>
  [...digits].map((digit) => DIGITS[Number(digit)] ?? digit).join('');

function group(four: string): string {
  let said = '';
  let isGap = false;
  [...four].forEach((digit, i) => {
    const place = PLACES[four.length - 1 - i] ?? '';
    if (digit === '0') {
      isGap = said !== '';
      return;
    }
    said += `${isGap ? '零' : ''}${DIGITS[Number(digit)]}${place}`;
    isGap = false;
  });
  return said;
}

/** A whole number: 10 → 十, 1250 → 一千二百五十, 20008 → 二万零八. Beyond sixteen digits it is read digit by digit. */
export function wholeNumber(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/u, '');
  if (plain === '0') return '零';
  if (plain.length > 16) return digitByDigit(plain);
  const groups: string[] = [];
  for (let end = plain.length; end > 0; end -= 4) groups.unshift(plain.slice(Math.max(0, end - 4), end));
  let said = '';
  groups.forEach((four, i) => {
    const words = group(four.replace(/^0+(?=\d)/u, ''));
    const isShort = i > 0 && four.startsWith('0');
    if (words === '') return;
    said += `${isShort && said !== '' ? '零' : ''}${words}${GROUPS[groups.length - 1 - i] ?? ''}`;
  });
  // 十二, not 一十二, at the beginning; after other words it stays.
  return said.replace(/^一十/u, '十');
}

/** With its decimals: 3.05 → 三点零五. */
export function number(text: string): string {
  const [whole = '0', decimals] = text.replaceAll(',', '').split('.');
  return decimals === undefined ? wholeNumber(whole) : `${wholeNumber(whole)}点${digitByDigit(decimals)}`;
}

/** A minute as it is said: 05 → 零五, 30 → 三十. */
const minutes = (text: string): string => (text.startsWith('0') ? `零${wholeNumber(text)}` : wholeNumber(text));

const UNITS: Readonly<Record<string, string>> = {
  '㎡': '平方米',
  'm²': '平方米',
  '℃': '摄氏度',
  km: '公里',
  kg: '公斤',
  '￥': '',
  '¥': '',
};

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;

/** The words with every number, date, unit and sign as it is read aloud. */
export function spoken(text: string): string {
  return (
    text
      .replaceAll(/[０-９％．]/gu, (sign) => sign.normalize('NFKC'))
      // 〔2026〕12号 is 二零二六年第十二号.
      .replaceAll(
        /[〔[](\d{4})[〕\]]\s*(\d+)\s*号/gu,
        (_, year: string, n: string) => `${digitByDigit(year)}年第${wholeNumber(n)}号`,
      )
      .replaceAll(
        /(\d{4})-(\d{1,2})-(\d{1,2})/gu,
        (_, y: string, m: string, d: string) => `${digitByDigit(y)}年${wholeNumber(m)}月${wholeNumber(d)}日`,
      )
      .replaceAll(/(\d{4})(?=年)/gu, (year) => digitByDigit(year))
      .replaceAll(
        /\b([01]?\d|2[0-3])[:：]([0-5]\d)\b/gu,
        (_, h: string, m: string) => `${wholeNumber(h)}点${m === '00' ? '' : `${minutes(m)}分`}`,
      )
      // Telephones are dialled digit by digit.
      .replaceAll(/\b0\d{2,3}-\d{7,8}\b|\b1\d{10}\b/gu, (phone) =>
        digitByDigit(phone.replaceAll('-', '')).replaceAll('一', '幺'),
      )
      .replaceAll(
        /(?<=热线|电话|拨打|拨)(\D{0,3})(\d{3,8})(?!\d|\.\d|[元个件项名])/gu,
        (_, between: string, n: string) => between + digitByDigit(n).replaceAll('一', '幺'),
      )
      .replaceAll(new RegExp(`(${NUMBER})\\s*%`, 'gu'), (_, n: string) => `百分之${number(n)}`)
      .replaceAll(
        new RegExp(`(${NUMBER})\\s*[-–—~～至]+\\s*(${NUMBER})`, 'gu'),
        (_, a: string, b: string) => `${number(a)}至${number(b)}`,
      )
      .replaceAll(new RegExp(NUMBER, 'gu'), (n) => number(n))
      .replaceAll(/㎡|m²|℃|km|kg|[￥¥]/gu, (unit) => UNITS[unit] ?? unit)
      .replaceAll('/', '每')
      .replaceAll(/[〔〕[\]()（）“”"]/gu, '')
  );
}
