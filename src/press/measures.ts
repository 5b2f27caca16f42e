import { type RawBuilder, sql } from 'kysely';
import type { Measure, MeasureScope, RowSet } from '../kernel/index.ts';
import { formTitles, measureText as text } from './text.ts';

const among = (scope: MeasureScope) =>
  scope.agencyIds === null ? sql`true` : sql`p.agency_id = any(${[...scope.agencyIds]}::int[])`;

/** What was published in the period and stands, by index number. */
const published = (label: string, condition: RawBuilder<unknown>): RowSet => ({
  label,
  aggregate: 'count',
  rows: (scope) => sql`
    select p.index_number as ref, p.title as label, 1 as quantity, null::text as url from pub.pub_publication p
     where ${condition} and not p.withdrawn and ${among(scope)}
       and (p.published_at at time zone 'Asia/Shanghai')::date between ${scope.from} and ${scope.to}`,
});

const isDocument = sql`p.needs_interpretation and not p.exempted`;
const isExplained = sql`exists (select from pub.pub_publication_link l join pub.pub_publication i on i.index_number = l.to_index
  where l.from_index = p.index_number and l.relation = 'interpreted-by' and not i.withdrawn)`;
const isAtOnce = sql`exists (select from pub.pub_publication_link l join pub.pub_publication i on i.index_number = l.to_index
  where l.from_index = p.index_number and l.relation = 'interpreted-by' and i.published_at = p.published_at)`;
const isHeadLed = sql`exists (select from pub.pub_publication_link l join pub.pub_publication i on i.index_number = l.to_index
  where l.from_index = p.index_number and l.relation = 'interpreted-by' and not i.withdrawn and i.head_led)`;
const isCarried = sql`exists (select from pub.pub_carried c where c.index_number = p.index_number
  and c.on_day = (p.published_at at time zone 'Asia/Shanghai')::date)`;

/** Looks at documents that fell due in the period, by number. */
const followed = (label: string, condition: RawBuilder<unknown>): RowSet => ({
  label,
  aggregate: 'count',
  rows: ({ from, to, agencyIds }) => sql`
    select f.number as ref, f.number as label, 1 as quantity, null::text as url from pub.pub_interpretation_follow_up f
     where f.due_on between ${from} and ${to} and not f.is_void and ${condition}
       and ${agencyIds === null ? sql`true` : sql`f.agency_id = any(${[...agencyIds]}::int[])`}`,
});

const isMaterial = sql`p.genre = 'interpretation'`;

const share = (
  id: string,
  words: { title: string; formula: string; note?: string },
  of: RowSet,
  all: RowSet,
): Measure => ({
  id,
  ...words,
  unit: text.percent,
  decimals: 2,
  factor: 100,
  numerator: of,
  denominator: all,
});

/** M-032 to M-034: how much of what is decided is explained, by whom, and when. */
export const measures: readonly Measure[] = [
  share(
    'M-032',
    text.head,
    published(text.headLed, sql`${isMaterial} and p.head_led`),
    published(text.materials, isMaterial),
  ),
  share(
    'M-032-coverage',
    text.coverage,
    published(text.explained, sql`${isDocument} and ${isExplained}`),
    published(text.documents, isDocument),
  ),
  share(
    'M-032-documents',
    text.headDocuments,
    published(text.headDocuments.numerator, sql`${isDocument} and ${isHeadLed}`),
    published(text.explained, sql`${isDocument} and ${isExplained}`),
  ),
  share(
    'M-034-media',
    text.carried,
    published(text.carried.numerator, sql`${isDocument} and ${isCarried}`),
    published(text.documents, isDocument),
  ),
  share(
    'M-034-follow-up',
    text.followed,
    followed(text.followed.numerator, sql`f.recorded_on <= f.due_on`),
    followed(text.followed.denominator, sql`true`),
  ),
  {
    id: 'M-033',
    ...text.count,
    unit: text.pieces,
    decimals: 0,
    numerator: published(text.materials, isMaterial),
  },
  {
    id: 'M-R040',
    ...text.back,
    unit: text.times,
    decimals: 0,
    numerator: {
      label: text.turnedBack,
      aggregate: 'count',
      rows: (scope) => sql`
        select p.id::text as ref, p.number as label, 1 as quantity, null::text as url from pub.pub_turned_back p
         where p.code like 'press/%' and ${among(scope)}
           and (p.at at time zone 'Asia/Shanghai')::date between ${scope.from} and ${scope.to}`,
    },
  },
  ...Object.entries(formTitles).map(
    ([form, title]): Measure => ({
      id: `M-033-${form}`,
      ...text.form(title),
      unit: text.pieces,
      decimals: 0,
      numerator: published(text.form(title).title, sql`${isMaterial} and p.interpretation = ${form}`),
    }),
  ),
  ...Object.entries(formTitles).map(([form, title]) =>
    share(
      `M-033-share-${form}`,
      text.formShare(title),
      published(text.form(title).title, sql`${isMaterial} and p.interpretation = ${form}`),
      published(text.materials, sql`${isMaterial} and p.interpretation is not null`),
    ),
  ),
  {
    id: 'M-R134',
    ...text.reprints,
    unit: text.pieces,
    decimals: 0,
    numerator: published(text.reprints.title, sql`p.genre = 'reprint'`),
  },
  share(
    'M-034',
    text.sync,
    published(text.atOnce, sql`${isDocument} and ${isAtOnce}`),
    published(text.explained, sql`${isDocument} and ${isExplained}`),
  ),
];
