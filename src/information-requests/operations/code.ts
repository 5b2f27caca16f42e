import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type Actor,
  anonymous,
  type Kernel,
  matterByNumber,
  parseVerificationCode,
  Refusal,
  refuse,
  type Snapshot,
} from '../../kernel/index.ts';
import { databaseOf } from '../repo/database.ts';
import { type RequestRow, requestOf } from '../repo/requests.ts';

/** What is kept of a code: 75 random bits need no slow hash. */
export const hashOfCode = (code: string): Buffer =>
  createHash('sha256').update(`information-requests:${code}`).digest();

export type Shown = { readonly snapshot: Snapshot; readonly request: RequestRow; readonly actor: Actor };

/**
 * The request of somebody who shows its number and code. Who does acts in it as the applicant. A wrong number is answered
 * like a wrong code.
 *
 * @throws Refusal information-requests/not-found (404)
 */
export async function requestByCode(kernel: Kernel, number: string, typed: string): Promise<Shown> {
  const code = parseVerificationCode(typed);
  const unknown = refuse('information-requests/not-found', {}, 404);
  if (code === null) throw unknown;
  try {
    const snapshot = await matterByNumber(kernel, number.trim().toUpperCase());
    if (snapshot.kind !== 'information-request') throw unknown;
    const request = await requestOf(databaseOf(kernel), snapshot.id);
    if (!timingSafeEqual(request.codeHash, hashOfCode(code))) throw unknown;
    return { snapshot, request, actor: { ...anonymous, holdsCodeOf: snapshot.id } };
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw unknown;
    throw error;
  }
}
