import { LinkList, Notice, Page, type PageProps, Section, Table } from '../../ui/index.ts';
import { FORMATS, type ReportContent } from './contract.ts';
import type { PublishedRow } from './repo.ts';
import { type PrintedCell, type PrintedTable, sectionsOf } from './sections.ts';
import { reportText as text } from './text.ts';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;

/** All published reports. */
export const ReportsPage = (props: {
  readonly context: Context;
  readonly reports: readonly (PublishedRow & { readonly agency: string })[];
}) => (
  <Page {...props.context} title={text.list}>
    <p>{text.intro}</p>
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

/** One report: six headings, tables that are read out with their headings, the same in four files. */
export const ReportPage = (props: {
  readonly context: Context;
  readonly id: number;
  readonly content: ReportContent;
  readonly hash: string;
}) => (
  <Page
    {...props.context}
    title={text.title(props.content.agency.name, props.content.year)}
    breadcrumb={[{ href: '/annual-reports', title: text.list }]}
  >
    {sectionsOf(props.content).map(({ heading, paragraphs, tables }) => (
      <Section key={heading} title={heading}>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {tables.map((table) => (
          <Printed key={table.caption} table={table} />
        ))}
      </Section>
    ))}
    <Section title={text.downloads}>
      <LinkList
        links={FORMATS.map((format) => ({
          href: `/annual-reports/${props.id}/file/${format}`,
          title: text.formats[format],
        }))}
      />
    </Section>
    <Notice title={text.hash(props.hash)} />
  </Page>
);

const Printed = ({ table }: { readonly table: PrintedTable }) => (
  // A wide table is moved about by keyboard too, so it takes the focus.
  <section className="scrolls" tabIndex={0} aria-label={table.caption}>
    <table>
      <caption>{table.caption}</caption>
      <thead>
        {table.head.map((row, y) => (
          <Row key={keyOf(row, y)} row={row} />
        ))}
      </thead>
      <tbody>
        {table.body.map((row, y) => (
          <Row key={keyOf(row, y)} row={row} />
        ))}
      </tbody>
    </table>
  </section>
);

const keyOf = (row: readonly PrintedCell[], y: number): string => `${y} ${row[0]?.text ?? ''}`;

/** A heading that stands over or beside several is a heading of the group. */
const Row = ({ row }: { readonly row: readonly PrintedCell[] }) => (
  <tr>
    {row.map(({ text: said, colspan = 1, rowspan = 1, scope }, x) => {
      const spans = { ...(colspan > 1 ? { colSpan: colspan } : {}), ...(rowspan > 1 ? { rowSpan: rowspan } : {}) };
      const key = `${x} ${said}`;
      if (scope === undefined)
        return (
          <td key={key} className="number" {...spans}>
            {said}
          </td>
        );
      const isGroup = scope === 'col' ? colspan > 1 : rowspan > 1;
      return (
        <th key={key} scope={isGroup ? `${scope}group` : scope} {...spans}>
          {said}
        </th>
      );
    })}
  </tr>
);
