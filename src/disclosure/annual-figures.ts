import { type RawBuilder, sql } from 'kysely';

/** A year of some agencies; null: of all. */
type Scope = { readonly year: number; readonly agencyIds: readonly number[] | null };
type Rows = (scope: Scope) => RawBuilder<unknown>;

/** Where the catalogue keeps rules of the government, and normative documents of government, departments, townships. */
const NODES = {
  rules: ['ML.3.01.01'],
  'normative-documents': ['ML.3.01.02', 'ML.3.01.03', 'ML.3.01.04'],
} as const;

/**
 * Documents of a kind with the day they were made and the day their validity ended, each as `ref, title, agency_id, day,
 * url`. A document counts in the year in which it was formed, also when it was published in the next; one that was
 * withdrawn counts nowhere. What was in force is so what was in force the year before, and made, less what ended.
 */
const documents =
  (kind: keyof typeof NODES, day: RawBuilder<unknown>, condition: Rows): Rows =>
  (scope) =>
    sql`
    select d.ref, d.title, d.agency_id, ${day} as day, d.url from (
      select p.index_number as ref, p.title, p.agency_id,
             coalesce(p.formed_on, (first.at at time zone 'Asia/Shanghai')::date) as formed_on,
             (ended.at at time zone 'Asia/Shanghai')::date as ended_on,
             '/content/' || extract(year from first.at at time zone 'Asia/Shanghai') || '/' || p.index_number || '.html' as url
        from disclosure.published p
       cross join lateral (
         select min(v.first_published_at) as at from kernel.record v where v.kind = 'publication' and v.key = p.index_number) first
       cross join lateral (
         select min(v.published_at) as at from kernel.record v
          where v.kind = 'publication' and v.key = p.index_number and v.validity <> 'in-force'
            and v.version > coalesce((select max(w.version) from kernel.record w
                  where w.kind = 'publication' and w.key = p.index_number and w.validity = 'in-force'), 0)) ended
       where p.genre = 'policy-document' and not p.withdrawn
         and (${sql.join(
           NODES[kind].map((node) => sql`p.node = ${node} or p.node like ${`${node}.%`}`),
           sql` or `,
         )})
         and (${scope.agencyIds}::int[] is null or p.agency_id = any(${scope.agencyIds}::int[]))
    ) d where ${condition(scope)}`;

const inYear = (column: RawBuilder<unknown>, { year }: Scope): RawBuilder<unknown> =>
  sql`${column} between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31)`;
const formed = sql`d.formed_on`;
const ended = sql`d.ended_on`;

const figuresOf = <K extends keyof typeof NODES>(kind: K) => ({
  [`${kind}.made`]: documents(kind, formed, (scope) => inYear(formed, scope)),
  [`${kind}.abolished`]: documents(kind, ended, (scope) => inYear(ended, scope)),
  [`${kind}.in-force`]: documents(
    kind,
    formed,
    ({ year }) => sql`d.formed_on <= make_date(${year}::int, 12, 31)
      and (d.ended_on is null or d.ended_on > make_date(${year}::int, 12, 31))`,
  ),
});

/**
 * What section two of the annual report counts of published documents, by figure.
 *
 * @law 政府信息公开条例 第二十条第一项、第五十条第一款第一项
 */
export const documentFigures: Readonly<Record<string, Rows>> = {
  ...figuresOf('rules'),
  ...figuresOf('normative-documents'),
};
