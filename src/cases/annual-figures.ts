import { type RawBuilder, sql } from 'kysely';

/** A year of some agencies; null: of all. */
type Scope = { readonly year: number; readonly agencyIds: readonly number[] | null };

/** 行政许可 among the categories of power. */
const LICENCE = '01';

/**
 * Decisions on licences, granted and denied, as section two of the annual report counts them: `ref, title, agency_id, day,
 * url`. Which items are licences is what the item said when the application was made.
 *
 * @law 政府信息公开条例 第二十条第五项、第五十条第一款第一项
 */
export const licenceDecisions = ({ year, agencyIds }: Scope): RawBuilder<unknown> => sql`
  select m.number as ref, e.value->>'name' as title, a.agency_id, a.completed_on as day, null::text as url
    from cases.application a
    join kernel.matter m on m.id = a.matter_id
    join kernel.register_entry e on e.register = 'service-item' and e.key = a.item_code and e.version = a.item_version
   where a.outcome is not null and e.value->>'typeCode' = ${LICENCE}
     and a.completed_on between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31)
     and (${agencyIds}::int[] is null or a.agency_id = any(${agencyIds}::int[]))`;
