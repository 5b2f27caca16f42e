/** A length of time as the law writes it. */
export type Limit = { readonly n: number; readonly unit: 'workday' | 'day' | 'month' | 'hour' };

export const workingDays = (n: number): Limit => ({ n, unit: 'workday' });
export const calendarDays = (n: number): Limit => ({ n, unit: 'day' });
export const months = (n: number): Limit => ({ n, unit: 'month' });
export const hours = (n: number): Limit => ({ n, unit: 'hour' });
