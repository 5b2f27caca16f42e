import { sql } from 'kysely';
import type { Day } from '../../kernel/index.ts';
import type { RequestsDb } from './database.ts';

/** Of these, requests to the agency whose answer may be public, received since a day. */
export async function disclosedAmong(
  db: RequestsDb,
  ids: readonly number[],
  agencyId: number,
  since: Day,
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select matter_id as id from information_requests.request
     where matter_id = any(${[...ids]}::bigint[]) and agency_id = ${agencyId} and decision in ('3.1', '3.2')
       and concluded_on is not null and received_on >= ${since}`.execute(db);
  return rows.map(({ id }) => id);
}

/** The proposal that one of these requests belongs to already. */
export async function conversionWith(db: RequestsDb, requests: readonly number[]): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select conversion_id as id from information_requests.conversion_request
     where request_id = any(${[...requests]}::bigint[]) order by conversion_id desc limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

export async function insertConversion(
  db: RequestsDb,
  conversion: { readonly id: number; readonly agencyId: number; readonly topic: string; readonly applicants: number },
): Promise<void> {
  await db
    .insertInto('information_requests.conversion')
    .values({
      matter_id: conversion.id,
      agency_id: conversion.agencyId,
      topic: conversion.topic,
      applicants: conversion.applicants,
    })
    .execute();
}

export async function linkRequests(db: RequestsDb, conversion: number, requests: readonly number[]): Promise<void> {
  await sql`insert into information_requests.conversion_request (conversion_id, request_id)
    select ${conversion}, unnest(${[...requests]}::bigint[]) on conflict do nothing`.execute(db);
}

export const changeConversion = (
  db: RequestsDb,
  id: number,
  change: {
    readonly answer?: string;
    readonly url?: string | null;
    readonly published_on?: Day;
    readonly applicants?: number;
  },
) => db.updateTable('information_requests.conversion').set(change).where('matter_id', '=', id).execute();

export const conversionOf = (db: RequestsDb, id: number) =>
  db
    .selectFrom('information_requests.conversion')
    .select(['agency_id as agencyId', 'topic', 'applicants', 'answer', 'url', 'published_on as publishedOn'])
    .where('matter_id', '=', id)
    .executeTakeFirst();

export async function requestsOfConversion(
  db: RequestsDb,
  id: number,
): Promise<
  readonly {
    readonly id: number;
    readonly number: string;
    readonly subject: string;
    readonly personId: number | null;
  }[]
> {
  const { rows } = await sql<{ id: number; number: string; subject: string; personId: number | null }>`
    select m.id, m.number, r.subject, a.person_id as "personId" from information_requests.conversion_request c
      join information_requests.request r on r.matter_id = c.request_id
      join kernel.matter m on m.id = c.request_id
      left join information_requests.applicant a on a.matter_id = c.request_id
     where c.conversion_id = ${id} order by m.id`.execute(db);
  return rows;
}
