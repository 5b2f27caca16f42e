import { sql } from 'kysely';
import type { Day } from '../../kernel/index.ts';
import type { RequestsDb } from './database.ts';

export type DocumentKind = 'resident-id' | 'passport' | 'credit-code' | 'other' | 'none';

export type NewApplicant = {
  readonly matterId: number;
  readonly personId: number | null;
  readonly name: Buffer;
  readonly nameLookup: Buffer;
  readonly documentKind: DocumentKind;
  readonly document: Buffer | null;
  readonly documentLookup: Buffer | null;
  readonly contact: Buffer;
  readonly proofFile: string | null;
};

export const insertApplicant = (db: RequestsDb, applicant: NewApplicant) =>
  db
    .insertInto('information_requests.applicant')
    .values({
      matter_id: applicant.matterId,
      person_id: applicant.personId,
      name_sealed: applicant.name,
      name_lookup: applicant.nameLookup,
      document_kind: applicant.documentKind,
      document_sealed: applicant.document,
      document_lookup: applicant.documentLookup,
      contact_sealed: applicant.contact,
      proof_file: applicant.proofFile,
    })
    .execute();

export const applicantOf = (db: RequestsDb, matterId: number) =>
  db
    .selectFrom('information_requests.applicant')
    .select([
      'person_id as personId',
      'name_sealed as name',
      'document_kind as documentKind',
      'document_sealed as document',
      'document_lookup as documentLookup',
      'contact_sealed as contact',
      'proof_file as proofFile',
    ])
    .where('matter_id', '=', matterId)
    .executeTakeFirst();

/** Who made these requests, sealed; nobody where it was erased. */
export async function namesSealed(
  db: RequestsDb,
  ids: readonly number[],
): Promise<readonly { readonly id: number; readonly name: Buffer }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: number; name: Buffer }>`
    select matter_id as id, name_sealed as name from information_requests.applicant
     where matter_id = any(${[...ids]}::bigint[]) and name_sealed is not null`.execute(db);
  return rows;
}

/** Requests of one person, newest first. */
export const requestsOfPerson = (db: RequestsDb, personId: number, limit: number) =>
  db
    .selectFrom('information_requests.applicant as a')
    .innerJoin('information_requests.request as r', 'r.matter_id', 'a.matter_id')
    .innerJoin('kernel.matter as m', 'm.id', 'a.matter_id')
    .select([
      'm.id',
      'm.number',
      'm.state',
      'm.due_on as dueOn',
      'r.subject',
      'r.wanted',
      'r.submitted_on as submittedOn',
    ])
    .where('a.person_id', '=', personId)
    .orderBy('a.matter_id', 'desc')
    .limit(limit)
    .execute();

/** What of a person is kept goes: the row stays, so that it is known that there was one. */
export const emptyApplicant = (db: RequestsDb, matterId: number) =>
  db
    .updateTable('information_requests.applicant')
    .set({
      person_id: null,
      name_sealed: null,
      name_lookup: null,
      document_kind: 'none',
      document_sealed: null,
      document_lookup: null,
      contact_sealed: null,
      proof_file: null,
    })
    .where('matter_id', '=', matterId)
    .execute();

/**
 * How many items one applicant asked an agency for in a calendar month before this request. One that was charged as several
 * items counts as so many.
 *
 * @param lookups hashes of his document under every live key
 */
export async function itemsBefore(
  db: RequestsDb,
  agencyId: number,
  lookups: readonly Buffer[],
  month: { readonly from: Day; readonly to: Day },
  before: number,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(coalesce(f.quantity, 1)), 0)::int as n from information_requests.applicant a
      join information_requests.request r on r.matter_id = a.matter_id
      left join information_requests.fee f on f.matter_id = r.matter_id and f.method = 'items'
     where a.document_lookup = any(${[...lookups]}::bytea[]) and r.agency_id = ${agencyId}
       and r.received_on between ${month.from} and ${month.to} and r.matter_id < ${before}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** How many different people, by their documents, made these requests; who showed none counts for himself. */
export async function differentApplicants(db: RequestsDb, requests: readonly number[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct coalesce(encode(document_lookup, 'hex'), matter_id::text))::int as n
      from information_requests.applicant where matter_id = any(${[...requests]}::bigint[])`.execute(db);
  return rows[0]?.n ?? 0;
}
