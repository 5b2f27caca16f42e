import {
  type Agency,
  canonicalNumber,
  creditCodeFault,
  directoryOf,
  mobileFault,
  type PersonView,
  sealedAt as personSealedAt,
  personView,
  residentIdFault,
} from '../identity/index.ts';
import { dayOf, inTransaction, type Kernel, lockValue, refuse } from '../kernel/index.ts';
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
  const kind = caller.kind === 'enterprise' ? 'enterprise' : 'citizen';
  const find =
    'select id, name, region from identity.person where kind = $1 and document_lookup = any($2) and closed_at is null';
  type Row = { id: number; name: string; region: string | null };
  const known = (await kernel.pool.query<Row>(find, [kind, kernel.seal.lookups(number)])).rows[0];
  const name = caller.name.trim();
  if (known) {
    if (known.name !== name) throw refuse('cases/other-name', {}, 422);
    return { id: known.id, region: caller.region ?? known.region };
  }
  // Two clerks may enter the same person at once: the second finds what the first entered.
  const entered = await inTransaction(kernel.pool, async (tx) => {
    const { client } = tx;
    const again = await client.query<Row>(find, [kind, await lockValue(tx, kernel.seal, number)]);
    if (again.rows[0]) return again.rows[0];
    const { rows: drawn } = await client.query<{ id: number }>(
      `select nextval(pg_get_serial_sequence('identity.person', 'id')) as id`,
    );
    const id = drawn[0]?.id;
    if (id === undefined) throw new Error('no number was given out');
    const { rows } = await client.query<Row>(
      `insert into identity.person (id, kind, name, document_kind, document_sealed, document_lookup, phone_sealed, phone_lookup, region, assurance, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 2, $10) returning id, name, region`,
      [
        id,
        kind,
        name,
        kind === 'enterprise' ? 'credit-code' : 'resident-id',
        kernel.seal.seal(number, personSealedAt.document(id)),
        kernel.seal.lookup(number),
        phone === '' ? null : kernel.seal.seal(phone, personSealedAt.phone(id)),
        phone === '' ? null : kernel.seal.lookup(phone),
        caller.region ?? null,
        at,
      ],
    );
    return rows[0];
  });
  if (!entered) throw new Error('the person at the window was not entered');
  return { id: entered.id, region: caller.region ?? entered.region };
}
