import type { FormValues } from '../../kernel/form/index.ts';
import { type Kernel, personalPart } from '../../kernel/index.ts';
import type { ApplicationRow } from '../repo/applications.ts';

/** The form as it was handed in last: the sealed part of that entry of the ledger. Empty when there was none. */
export async function formOf(
  kernel: Kernel,
  matterId: number,
  { formSeq }: Pick<ApplicationRow, 'formSeq'>,
): Promise<FormValues> {
  const part = await personalPart(kernel, matterId, formSeq);
  return isRecord(part) && isRecord(part.form) ? part.form : {};
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
