import { Columns, LinkList, Notice, Page, Pagination, SearchForm, Section, Table, Tabs, Tag } from '../../ui/index.ts';
import type { ItemFlow } from '../process.ts';
import { pageText, writtenLimit } from '../text.ts';
import type { Context } from './context.ts';

const text = pageText.list;

/** One line of the list. */
export type ListRow = {
  readonly code: string;
  readonly name: string;
  readonly agencyName: string;
  readonly typeName: string;
  /** null for a hit of the search, which knows the name and the agency only. */
  readonly flow: ItemFlow | null;
  readonly hasForm: boolean;
};

/** A way to narrow the list. */
export type Choice = { readonly href: string; readonly title: string; readonly items: number };

export type ListPageProps = {
  readonly context: Context;
  readonly typed: string;
  readonly total: string;
  readonly rows: readonly ListRow[];
  readonly nextHref: string | undefined;
  /** What the list is narrowed to, in words. */
  readonly narrowed: readonly string[];
  readonly tabs: readonly { readonly title: string; readonly href: string; readonly current: boolean }[];
  /** Themes of persons, and of organisations. */
  readonly person: readonly Choice[];
  readonly legal: readonly Choice[];
  readonly agencies: readonly Choice[];
  readonly regions: readonly Choice[];
  /** Goes on with what is narrowed already when somebody searches. */
  readonly kept: Readonly<Record<string, string>>;
};

const limitOf = ({ flow }: ListRow): string => {
  if (!flow) return '';
  const limit = flow.promised ?? flow.statutory.limit;
  return flow.caseType === 'instant' ? text.instant : text.promised(writtenLimit(limit));
};

const Choices = ({ title, choices }: { readonly title: string; readonly choices: readonly Choice[] }) =>
  choices.length > 1 && (
    <Section title={title}>
      <LinkList
        links={choices.map(({ href, title: name, items }) => ({ href, title: name, note: text.items(items) }))}
      />
    </Section>
  );

const Items = ({ rows, caption }: { readonly rows: readonly ListRow[]; readonly caption: string }) => (
  <Table
    caption={caption}
    hideCaption
    rows={rows}
    rowKey={({ code }) => code}
    columns={[
      {
        key: 'name',
        title: text.name,
        header: true,
        cell: ({ code, name, typeName }) => (
          <>
            <a href={`/items/${code}`}>{name}</a> <Tag>{typeName}</Tag>
          </>
        ),
      },
      { key: 'agency', title: text.agency, cell: ({ agencyName }) => agencyName },
      { key: 'limit', title: text.limit, cell: limitOf },
      { key: 'way', title: text.way, cell: ({ hasForm }) => (hasForm ? text.online : text.guideOnly) },
    ]}
  />
);

/** Finding an item: by what people call it, by theme, by agency, by region. */
export const ListPage = (props: ListPageProps) => {
  const found = props.typed === '' ? text.found(props.total) : text.foundFor(props.typed, props.total);
  return (
    <Page {...props.context} title={text.title} description={text.description} breadcrumb={[]} ownSearch>
      <SearchForm id="find-item" action="/items" label={text.search} placeholder={text.placeholder} value={props.typed}>
        {Object.entries(props.kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </SearchForm>
      <Tabs label={text.both} tabs={props.tabs} />
      <Columns
        main={
          <section aria-labelledby="found">
            <h2 id="found">{found}</h2>
            {(props.narrowed.length > 0 || props.typed !== '') && (
              <p>
                {props.narrowed.length > 0 && `${text.narrowed}：${props.narrowed.join('、')}。`}{' '}
                <a href="/items">{text.reset}</a>
              </p>
            )}
            {props.rows.length === 0 ? (
              <Notice title={text.none}>
                <p>{text.noneAdvice}</p>
              </Notice>
            ) : (
              <Items rows={props.rows} caption={found} />
            )}
            <Pagination nextHref={props.nextHref} />
          </section>
        }
        side={
          <>
            <Choices title={text.person} choices={props.person} />
            <Choices title={text.legal} choices={props.legal} />
            <Choices title={text.agencies} choices={props.agencies} />
            <Choices title={text.regions} choices={props.regions} />
          </>
        }
      />
    </Page>
  );
};
