import { sql } from 'kysely';
import type { Day } from '../../kernel/index.ts';
import type { IdentityDb } from './database.ts';

export type PostLine = {
  readonly id: number;
  readonly agencyId: number;
  readonly title: string;
  readonly roles: readonly string[];
  readonly serves: readonly number[];
  readonly isLiaison: boolean;
  readonly minHolders: number;
  readonly holders: readonly {
    readonly appointmentId: number;
    readonly personId: number;
    readonly name: string;
    readonly fromOn: Day;
    readonly untilOn: Day | null;
    readonly filingNumber: string | null;
  }[];
};

/** The staff register: posts with who holds them on a day, by id. */
export async function postLines(
  db: IdentityDb,
  query: {
    readonly agencyId?: number | undefined;
    readonly role?: string | undefined;
    readonly on: Day;
    readonly after: number;
    readonly limit: number;
  },
): Promise<readonly PostLine[]> {
  const { rows } = await sql<PostLine>`
    select p.id, p.agency_id as "agencyId", p.title, p.roles, p.is_liaison as "isLiaison", p.min_holders as "minHolders",
      array(select s.agency_id from identity.post_service s where s.post_id = p.id order by 1) as serves,
      (select coalesce(json_agg(json_build_object('appointmentId', a.id, 'personId', h.id, 'name', h.name, 'fromOn', a.from_on,
                'untilOn', a.until_on, 'filingNumber', a.filing_number) order by a.from_on, a.id), '[]')
         from identity.appointment a join identity.person h on h.id = a.person_id
        where a.post_id = p.id and coalesce(a.until_on, 'infinity') >= ${query.on}) as holders
      from identity.post p
     where p.id > ${query.after} and p.from_on <= ${query.on} and coalesce(p.until_on, 'infinity') >= ${query.on}
       and (${query.agencyId ?? null}::int is null or p.agency_id = ${query.agencyId ?? null})
       and (${query.role ?? null}::text is null or p.roles @> array[${query.role ?? null}])
     order by p.id limit ${query.limit}`.execute(db);
  return rows;
}

/** Members of staff whose name begins with a text, with an agency they work at on a day. */
export async function staffFound(db: IdentityDb, text: string, on: Day, limit: number) {
  const prefix = `${text.replace(/[\\%_]/gu, '\\$&')}%`;
  const { rows } = await sql<{ readonly id: number; readonly name: string; readonly agencyId: number | null }>`
    select h.id, h.name,
      (select p.agency_id from identity.appointment a join identity.post p on p.id = a.post_id
        where a.person_id = h.id and a.from_on <= ${on} and coalesce(a.until_on, 'infinity') >= ${on}
        order by a.from_on, a.id limit 1) as "agencyId"
      from identity.person h
     where h.kind = 'staff' and h.closed_at is null and h.name like ${prefix}
     order by h.name, h.id limit ${limit}`.execute(db);
  return rows;
}
