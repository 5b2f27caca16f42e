/** Every sentence of supervision. */
export const sentences: Readonly<Record<string, string>> = {
  'supervision/no-explanation': '请写清楚原因和下一步怎么办（至少五个字）。',
};

export const text = {
  /** Title of a card about a late matter. */
  cardTitle: (number: string, clock: string): string => `${number} 超过“${clock}”期限`,
} as const;
