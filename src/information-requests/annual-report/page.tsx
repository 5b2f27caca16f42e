import { LinkList, Notice, Page, type PageProps, PlatformTabs, Section, Table } from '../../ui/index.ts';
import { type EnteredKey, FORMATS, type ReportContent } from './contract.ts';
import type { PublishedRow } from './published-rows.ts';
import type { EditionRow, PublishedReport } from './repo.ts';
import { type PrintedCell, type PrintedTable, sectionsOf } from './sections.ts';
import { reportText as text } from './text.ts';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;

/** All published reports. */
export const ReportsPage = (props: {
  readonly context: Context;
  readonly reports: readonly (PublishedReport & { readonly agency: string })[];
  readonly year: number | null;
}) => (
  <Page {...props.context} title={text.list}>
    <PlatformTabs current="report" />
    <p>{text.intro}</p>
    {props.year !== null && (
      <p>
        {text.ofYear(props.year)} <a href="/annual-reports">{text.allYears}</a>
      </p>
    )}
    <Table
      caption={text.list}
      hideCaption
      empty={text.none}
      rows={props.reports}
      rowKey={({ id }) => String(id)}
      columns={[
        { key: 'year', title: text.columns.year, cell: ({ year }) => year },
        {
          key: 'agency',
          title: text.columns.agency,
          header: true,
          cell: ({ id, agency, year }) => <a href={`/annual-reports/${id}`}>{text.title(agency, year)}</a>,
        },
        { key: 'published', title: text.columns.published, cell: ({ publishedOn }) => publishedOn },
      ]}
    />
  </Page>
);

type Report = PublishedReport & { readonly content: ReportContent; readonly latest: number };

const addressOf = ({ id, edition, latest }: Report, path: string, query: Readonly<Record<string, string>>): string => {
  const named = edition === latest ? query : { ...query, edition: String(edition) };
  const words = new URLSearchParams(named).toString();
  return `/annual-reports/${id}${path}${words === '' ? '' : `?${words}`}`;
};

/** One report: six headings, tables whose figures open, the same in four files, and the editions there were. */
export const ReportPage = ({
  context,
  report,
  editions,
}: {
  readonly context: Context;
  readonly report: Report;
  readonly editions: readonly EditionRow[];
}) => (
  <Page
    {...context}
    title={text.title(report.content.agency.name, report.content.year)}
    breadcrumb={[{ href: '/annual-reports', title: text.list }]}
  >
    {report.edition < report.latest && (
      <Notice title={text.superseded}>
        <a href={`/annual-reports/${report.id}`}>{text.toLatest}</a>
      </Notice>
    )}
    {report.correction !== null && <Notice title={text.corrected(report.publishedOn, report.correction)} />}
    <p>{text.published(report.publishedOn)}</p>
    {sectionsOf(report.content).map(({ heading, paragraphs, tables }) => (
      <Section key={heading} title={heading}>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {tables.length > 0 && <p className="quiet">{text.opens}</p>}
        {tables.map((table) => (
          <Printed
            key={table.caption}
            table={table}
            heading={heading}
            hrefOf={(opens) => addressOf(report, '/rows', opens)}
          />
        ))}
      </Section>
    ))}
    <Section title={text.downloads}>
      <LinkList
        links={FORMATS.map((format) => ({
          href: addressOf(report, `/file/${format}`, {}),
          title: text.formats[format],
        }))}
      />
    </Section>
    {editions.length > 1 && (
      <Section title={text.editions}>
        <LinkList
          links={editions.map(({ edition, publishedOn, correction }) => ({
            href: `/annual-reports/${report.id}?edition=${edition}`,
            title: text.edition(edition, publishedOn, correction),
          }))}
        />
      </Section>
    )}
    <Notice title={text.hash(report.hash)} />
  </Page>
);

/** What one figure of a published report counts. */
export const RowsPage = ({
  context,
  report,
  title,
  asked,
  entered,
  rows,
  next,
}: {
  readonly context: Context;
  readonly report: Report;
  readonly title: string;
  readonly asked: Readonly<Record<string, string>>;
  readonly entered: ReportContent['entered'][EnteredKey] | undefined;
  readonly rows: readonly PublishedRow[];
  readonly next: string | null;
}) => (
  <Page
    {...context}
    title={title}
    breadcrumb={[
      { href: '/annual-reports', title: text.list },
      { href: addressOf(report, '', {}), title: text.title(report.content.agency.name, report.content.year) },
    ]}
  >
    {entered && <Notice title={text.enteredFigure(entered.value, entered.source ?? '')} />}
    <Table
      caption={title}
      hideCaption
      empty={entered ? text.noRowsEntered : text.noRows}
      rows={rows}
      rowKey={({ ref }) => ref}
      columns={[
        {
          key: 'ref',
          title: text.rowColumns.ref,
          header: true,
          cell: ({ ref, title: name, url }) =>
            url === null ? `${ref}${name === null ? '' : ` ${name}`}` : <a href={url}>{name ?? ref}</a>,
        },
        { key: 'from', title: text.rowColumns.from, cell: ({ from }) => from },
        { key: 'until', title: text.rowColumns.until, cell: ({ until }) => until ?? '' },
      ]}
    />
    {next !== null && (
      <p>
        <a href={`/annual-reports/${report.id}/rows?${new URLSearchParams({ ...asked, after: next })}`}>
          {text.moreRows}
        </a>
      </p>
    )}
  </Page>
);

type PrintedProps = { readonly table: PrintedTable; readonly heading: string; readonly hrefOf: HrefOf };

const Printed = ({ table, heading, hrefOf }: PrintedProps) => (
  // A wide table is moved about by keyboard too, so it takes the focus.
  <section className="scrolls" tabIndex={0} aria-label={table.caption}>
    <table>
      {/* Those who see the heading need not read it twice. */}
      <caption className={table.caption === heading ? 'unseen' : undefined}>{table.caption}</caption>
      <thead>
        {table.head.map((row, y) => (
          <Row key={keyOf(row, y)} row={row} hrefOf={hrefOf} isTop={y === 0} />
        ))}
      </thead>
      <tbody>
        {table.body.map((row, y) => (
          <Row key={keyOf(row, y)} row={row} hrefOf={hrefOf} />
        ))}
      </tbody>
    </table>
  </section>
);

type HrefOf = (opens: Readonly<Record<string, string>>) => string;

const keyOf = (row: readonly PrintedCell[], y: number): string => `${y} ${row[0]?.text ?? ''}`;

type RowProps = { readonly row: readonly PrintedCell[]; readonly hrefOf: HrefOf; readonly isTop?: boolean };

/** A heading that stands over or beside several is a heading of the group. */
const Row = ({ row, hrefOf, isTop = false }: RowProps) => (
  <tr>
    {row.map(({ text: said, colspan = 1, rowspan = 1, scope, opens }, x) => {
      const spans = { ...(colspan > 1 ? { colSpan: colspan } : {}), ...(rowspan > 1 ? { rowSpan: rowspan } : {}) };
      const key = `${x} ${said}`;
      if (scope === undefined)
        return (
          <td key={key} className="number" {...spans}>
            {opens && said !== '' && said !== '0' ? <a href={hrefOf(opens)}>{said}</a> : said}
          </td>
        );
      const isGroup = scope === 'col' ? colspan > 1 : rowspan > 1;
      return (
        <th
          key={key}
          scope={isGroup ? `${scope}group` : scope}
          // Over figures as figures stand; the first names what stands beside them.
          className={scope === 'col' && !isGroup && !(isTop && x === 0) ? 'number' : undefined}
          {...spans}
        >
          {said}
        </th>
      );
    })}
  </tr>
);
