import {
  type Agency,
  canonicalNumber,
  creditCodeFault,
  directoryOf,
  mobileFault,
  type PersonView,
  personView,
  residentIdFault,
} from '../identity/index.ts';
import { dayOf, type Kernel, refuse } from '../kernel/index.ts';
import type { ApplicantKind } from './repo/applications.ts';

/** Who an application is for, as people at work may see him. */
export type Applicant = PersonView & { readonly applicantKind: ApplicantKind };

/** @throws Refusal identity/person-not-found (404) */
export async function applicantOf(kernel: Kernel, id: number): Promise<Applicant> {
  const view = await personView(kernel, id);
  return { ...view, applicantKind: view.kind === 'enterprise' ? 'enterprise' : 'person' };
}

/** The government of the township (乡镇、街道) that a region lies in; null when the region is no township's. */
export async function townshipAgency(kernel: Kernel, region: string | null): Promise<Agency | null> {
  if (region === null || region.length < 9) return null;
  return (await directoryOf(kernel)).agencyByLine(region.slice(0, 9), 'ZF');
}

export const agencyName = async (kernel: Pick<Kernel, 'pool' | 'db'>, id: number): Promise<string> =>
  (await directoryOf(kernel)).agencyName(id);

/** Somebody at the window, with the document he shows. */
export type Caller = {
  readonly kind: ApplicantKind;
  readonly name: string;
  readonly document: string;
  readonly phone?: string | undefined;
  readonly region?: string | undefined;
};

/**
 * The person a document belongs to; entered without an account of his own when he is here for the first time.
 *
 * @throws Refusal cases/bad-document, cases/bad-phone (422), cases/other-name when the number is known under another name
 */
export async function callerAtWindow(
  kernel: Kernel,
  caller: Caller,
  at: Date,
): Promise<{ readonly id: number; readonly region: string | null }> {
  const number = canonicalNumber(caller.document);
  const fault = caller.kind === 'enterprise' ? creditCodeFault(number) : residentIdFault(number, dayOf(at));
  if (fault) throw refuse('cases/bad-document', {}, 422);
  const phone = caller.phone?.trim() ?? '';
  if (phone !== '' && mobileFault(phone)) throw refuse('cases/bad-phone', {}, 422);
  const lookup = kernel.seal.lookup(number);
  const kind = caller.kind === 'enterprise' ? 'enterprise' : 'citizen';
  const find =
    'select id, name, region from identity.person where kind = $1 and document_lookup = $2 and closed_at is null';
  type Row = { id: number; name: string; region: string | null };
  const known = (await kernel.pool.query<Row>(find, [kind, lookup])).rows[0];
  const name = caller.name.trim();
  if (known) {
    if (known.name !== name) throw refuse('cases/other-name', {}, 422);
    return { id: known.id, region: caller.region ?? known.region };
  }
  await kernel.pool.query(
    `insert into identity.person (kind, name, document_kind, document_sealed, document_lookup, phone_sealed, phone_lookup, region, assurance, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 2, $9) on conflict do nothing`,
    [
      kind,
      name,
      kind === 'enterprise' ? 'credit-code' : 'resident-id',
      kernel.seal.seal(number),
      lookup,
      phone === '' ? null : kernel.seal.seal(phone),
      phone === '' ? null : kernel.seal.lookup(phone),
      caller.region ?? null,
      at,
    ],
  );
  const entered = (await kernel.pool.query<Row>(find, [kind, lookup])).rows[0];
  if (!entered) throw new Error('the person at the window was not entered');
  return { id: entered.id, region: caller.region ?? entered.region };
}
