import type { Json } from '../ledger/canonical.ts';

const member = (payload: Json, key: string): unknown =>
  typeof payload === 'object' && payload !== null ? Reflect.get(payload, key) : undefined;

/** A number a job carries. @throws Error when the job lacks it */
export function numberIn(payload: Json, key: string): number {
  const value = member(payload, key);
  if (typeof value !== 'number') throw new Error(`the job lacks ${key}`);
  return value;
}

/** A text a job carries. @throws Error when the job lacks it */
export function textIn(payload: Json, key: string): string {
  const value = member(payload, key);
  if (typeof value !== 'string') throw new Error(`the job lacks ${key}`);
  return value;
}
