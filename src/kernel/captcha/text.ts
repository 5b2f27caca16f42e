const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const said = (n: number): string => DIGITS[n] ?? String(n);

type Asked = { readonly question: string; readonly answer: number };

/** Questions a person answers at once, by eye or by ear. */
export const captchaText = {
  questions: [
    (a: number, b: number): Asked => ({ question: `${said(a)}加${said(b)}等于几？`, answer: a + b }),
    (a: number, b: number): Asked => ({ question: `${said(a)}减${said(b)}等于几？`, answer: a - b }),
    (a: number, b: number): Asked => ({ question: `${said(a)}和${said(b)}，哪个大（一样大就写这个数）？`, answer: a }),
    (a: number, b: number): Asked => ({ question: `${said(b)}个人每人${said(a)}本书，一共几本？`, answer: a * b }),
  ] as const,
} as const;
