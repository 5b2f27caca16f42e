import type { Day } from '../../kernel/index.ts';

/** `2026年3月2日` */
export const writtenOn = (on: Day): string => {
  const [year = '', month = '', date = ''] = on.split('-');
  return `${Number(year)}年${Number(month)}月${Number(date)}日`;
};

/** Fen as yuan, without needless zeros: `380`, `12.50`. */
export const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));
