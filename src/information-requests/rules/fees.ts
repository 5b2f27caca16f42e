/** How a fee is counted: an agency chooses one of both for a request, never both. */
export type FeeMethod = 'items' | 'pages';

const YUAN = 100;

/**
 * What the k-th request of one applicant in a calendar month costs, in yuan.
 *
 * @law 政府信息公开信息处理费管理办法 第四条
 */
export const itemRate = (k: number): number => (k <= 10 ? 0 : k <= 30 ? 100 : 100 * (2 + Math.floor((k - 31) / 10)));

/** What n requests of one applicant in one calendar month cost together, in yuan. */
export function itemFee(n: number): number {
  let sum = 0;
  for (let k = 11; k <= n; k++) sum += itemRate(k);
  return sum;
}

/**
 * What so many pages cost, in yuan. Only for paper copies, e-mails and copies of electronic data.
 *
 * @law 政府信息公开信息处理费管理办法 第五条
 */
export function pageFee(pages: number): number {
  if (pages <= 30) return 0;
  if (pages <= 100) return 10 * (pages - 30);
  if (pages <= 200) return 700 + 20 * (pages - 100);
  return 2700 + 40 * (pages - 200);
}

/**
 * What is owed for one request, in fen.
 *
 * @param before by items: how many items of the same applicant in the same calendar month came before; by pages nothing
 */
export const feeFen = (method: FeeMethod, quantity: number, before: number): number =>
  YUAN * (method === 'pages' ? pageFee(quantity) : itemFee(before + quantity) - itemFee(before));

/** In what form pages can be charged for. */
export const PAGE_WAYS: ReadonlySet<string> = new Set(['post', 'pickup', 'email', 'web', 'fax']);
