import { Fact, Facts, Moment, Page, type PageProps, Table } from '../../ui/index.ts';
import { yearSections } from './contract.ts';
import type { PublishedYear } from './repo.ts';
import { yearTableText as words } from './text.ts';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;

/** The tables of all sites, the latest year first. */
export const YearTablesPage = (props: {
  readonly context: Context;
  readonly rows: readonly {
    readonly site: string;
    readonly name: string;
    readonly year: number;
    readonly publishedAt: Date;
  }[];
}) => (
  <Page {...props.context} title={words.title} breadcrumb={[]}>
    <p>{words.publicIntro}</p>
    {props.rows.length === 0 ? (
      <p>{words.noneOut}</p>
    ) : (
      <Table
        caption={words.title}
        rows={props.rows}
        rowKey={({ site, year }) => `${site} ${year}`}
        columns={[
          { key: 'year', title: words.year, cell: ({ year }) => year },
          {
            key: 'site',
            header: true,
            title: words.site,
            cell: ({ site, year, name }) => <a href={`/year-tables/${site}/${year}`}>{name}</a>,
          },
          { key: 'at', title: words.published, cell: ({ publishedAt }) => <Moment at={publishedAt} /> },
        ]}
      />
    )}
  </Page>
);

/** One table as it was published. */
export const YearTablePage = ({
  context,
  name,
  table,
}: {
  readonly context: Context;
  readonly name: string;
  readonly table: PublishedYear;
}) => (
  <Page
    {...context}
    title={`${name} ${words.ofYear(table.year)}`}
    breadcrumb={[{ href: '/year-tables', title: words.title }]}
  >
    <Facts>
      <Fact label={words.published}>
        <Moment at={table.publishedAt} />
      </Fact>
    </Facts>
    {yearSections.map(({ title, rows }) => (
      <Table
        key={title}
        caption={title}
        rows={rows}
        rowKey={({ key }) => key}
        layout="fixed"
        columns={[
          { key: 'item', header: true, title: words.item, cell: (row) => row.title },
          { key: 'value', title: words.value, cell: ({ key }) => table.figures[key] || '—' },
        ]}
      />
    ))}
  </Page>
);
