import { type Actor, anonymous, type Kernel, matterByCode, refuse, type Snapshot } from '../../kernel/index.ts';
import { databaseOf } from '../repo/database.ts';
import { type RequestRow, requestOf } from '../repo/requests.ts';

/** What the hashes of codes are taken under. */
export const CODES = 'information-requests';

export type Shown = { readonly snapshot: Snapshot; readonly request: RequestRow; readonly actor: Actor };

/**
 * The request of somebody who shows its number and code. Who does acts in it as the applicant. A wrong number is answered
 * like a wrong code.
 *
 * @throws Refusal information-requests/not-found (404)
 */
export async function requestByCode(kernel: Kernel, number: string, code: string): Promise<Shown> {
  const { snapshot, row: request } = await matterByCode(kernel, {
    ...{ kind: 'information-request', realm: CODES, number, code },
    row: (id) => requestOf(databaseOf(kernel), id),
    unknown: refuse('information-requests/not-found', {}, 404),
  });
  return { snapshot, request, actor: { ...anonymous, holdsCodeOf: snapshot.id } };
}
