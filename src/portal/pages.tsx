import type { DrillRow, Figure } from '../kernel/index.ts';
import {
  Card,
  Cards,
  Columns,
  Fact,
  Facts,
  Figures,
  LinkButton,
  LinkList,
  Notice,
  Page,
  type PageProps,
  Pagination,
  SearchForm,
  Section,
  Table,
} from '../ui/index.ts';
import { text } from './text.ts';

/** What every page of the portal is given by its request. */
export type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;

export type HomeItem = { readonly href: string; readonly name: string; readonly agency: string; readonly note: string };

export type NewestLine = { readonly href: string; readonly title: string; readonly on: string };

/** The two promises of the city in one front page: find a service and see what was opened, follow, check, count. */
export const HomePage = (props: {
  readonly context: Context;
  readonly items: readonly HomeItem[];
  /** What was published last. */
  readonly newest: readonly NewestLine[];
  readonly figures: readonly Figure[];
}) => (
  <Page
    {...props.context}
    title={props.context.site.name}
    heading={false}
    ownSearch
    lead={
      <>
        <h1>{text.home.find}</h1>
        <SearchForm id="find-item" action="/items" label={text.home.find} />
        <p>{text.home.findHint}</p>
      </>
    }
  >
    <Section title={text.home.hot} moreHref="/items">
      <Cards>
        {props.items.map((item) => (
          <Card key={item.href} title={item.name} href={item.href} note={item.note}>
            {item.agency}
          </Card>
        ))}
      </Cards>
    </Section>
    <Columns
      main={
        <Section title={text.home.newest} moreHref="/site/portal/">
          <LinkList
            empty={text.home.nothingYet}
            links={props.newest.map(({ href, title, on }) => ({ href, title, note: <time dateTime={on}>{on}</time> }))}
          />
        </Section>
      }
      side={
        <Section title={text.home.open}>
          <LinkList links={text.home.openLinks} />
        </Section>
      }
    />
    <Section title={text.home.check}>
      <Cards>
        <Card title={text.home.progress} href="/my">
          {text.home.progressHint}
        </Card>
        <Card title={text.home.followRequest} href="/information-requests/progress">
          {text.home.followRequestHint}
        </Card>
        <Card title={text.home.verify} href="/verify">
          {text.home.verifyHint}
        </Card>
      </Cards>
    </Section>
    <Columns
      main={
        <Section title={text.home.figures} moreHref="/statistics">
          <Figures
            figures={props.figures.map((figure) => ({
              title: figure.title,
              value: figure.value === null ? '—' : figure.value,
              unit: figure.unit,
              href: '/statistics',
            }))}
          />
          <p className="hint">{text.home.figuresHint}</p>
        </Section>
      }
      side={
        <Section title={text.home.promise}>
          <ul>
            {text.home.promises.map((promise) => (
              <li key={promise}>{promise}</li>
            ))}
          </ul>
        </Section>
      }
    />
  </Page>
);

export type StatisticsQuery = {
  readonly from: string;
  readonly to: string;
  readonly region: string;
  /** Together with the townships of the region. */
  readonly below?: '1';
};
export type RegionOption = { readonly code: string; readonly name: string };

const figureText = (figure: Figure): string =>
  figure.value === null ? text.statistics.noValue : `${figure.value} ${figure.unit}`;

/** All figures of a period and a place, each with its formula, both sides of its fraction and the way to its rows. */
export const StatisticsPage = (props: {
  readonly context: Context;
  readonly query: StatisticsQuery;
  readonly regions: readonly RegionOption[];
  readonly figures: readonly Figure[];
  readonly wrong: boolean;
}) => {
  const words = text.statistics;
  const drill = (figure: Figure, side: 'numerator' | 'denominator'): string =>
    `/statistics/${encodeURIComponent(figure.id)}?${new URLSearchParams({ ...props.query, side }).toString()}`;
  return (
    <Page {...props.context} title={words.title} wrong={props.wrong}>
      <p>{words.intro}</p>
      {props.wrong && <Notice kind="error" title={words.badPeriod} announced />}
      <form method="get" action="/statistics" className="filters">
        <div>
          <label htmlFor="from">{words.from}</label>
          <input id="from" name="from" type="date" defaultValue={props.query.from} required />
        </div>
        <div>
          <label htmlFor="to">{words.to}</label>
          <input id="to" name="to" type="date" defaultValue={props.query.to} required />
        </div>
        <div>
          <label htmlFor="region">{words.agency}</label>
          <select id="region" name="region" defaultValue={props.query.region}>
            {props.regions.map((region) => (
              <option key={region.code} value={region.code}>
                {region.name}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor="below">{words.level}</label>
          <select id="below" name="below" defaultValue={props.query.below ?? ''}>
            <option value="">{words.levels.own}</option>
            <option value="1">{words.levels.below}</option>
          </select>
        </div>
        <button type="submit" className="button primary">
          {words.show}
        </button>
      </form>
      <Table
        caption={words.title}
        hideCaption
        rows={props.figures}
        rowKey={(figure) => figure.id}
        columns={[
          { key: 'measure', title: words.measure, header: true, cell: (figure) => figure.title },
          { key: 'value', title: words.value, numeric: true, cell: (figure) => <strong>{figureText(figure)}</strong> },
          {
            key: 'numerator',
            title: words.numerator,
            cell: (figure) => (
              <a href={drill(figure, 'numerator')}>{`${figure.numerator.label} ${figure.numerator.value}`}</a>
            ),
          },
          {
            key: 'denominator',
            title: words.denominator,
            cell: ({ denominator, ...figure }) => {
              if (denominator === null) return '—';
              const label = `${denominator.label} ${denominator.value}`;
              return denominator.drillable ? (
                <a href={drill({ denominator, ...figure }, 'denominator')}>{label}</a>
              ) : (
                label
              );
            },
          },
          {
            key: 'formula',
            title: words.formula,
            cell: (figure) => (
              <>
                {figure.formula}
                {figure.note !== null && <p className="note">{figure.note}</p>}
              </>
            ),
          },
        ]}
      />
    </Page>
  );
};

/** The rows one side of a figure is made of. */
export const DrillPage = (props: {
  readonly context: Context;
  readonly query: StatisticsQuery;
  readonly figure: Figure;
  readonly side: 'numerator' | 'denominator';
  readonly rows: readonly DrillRow[];
  readonly nextHref?: string | undefined;
}) => {
  const words = text.statistics;
  const side = props.figure[props.side];
  return (
    <Page
      {...props.context}
      title={words.drill.replace('{title}', props.figure.title).replace('{side}', words.sides[props.side])}
      breadcrumb={[{ href: '/statistics', title: words.title }]}
      unlisted
    >
      <Facts>
        <Fact label={words.formula}>{props.figure.formula}</Fact>
        <Fact label={words.value}>{figureText(props.figure)}</Fact>
        <Fact label={side?.label ?? ''}>{side?.value ?? '—'}</Fact>
      </Facts>
      <Table
        caption={side?.label ?? ''}
        rows={props.rows}
        rowKey={(row) => row.ref}
        empty={words.noRows}
        columns={[
          { key: 'ref', title: words.ref, header: true, cell: (row) => row.ref },
          {
            key: 'label',
            title: words.label,
            cell: (row) => (row.url === null ? row.label : <a href={row.url}>{row.label}</a>),
          },
          { key: 'quantity', title: words.quantity, numeric: true, cell: (row) => row.quantity },
        ]}
      />
      <Pagination nextHref={props.nextHref} />
      <LinkButton kind="secondary" href={`/statistics?${new URLSearchParams(props.query).toString()}`}>
        {words.back}
      </LinkButton>
    </Page>
  );
};

/** Every public page there is a way to, under what one comes for. */
export const SitemapPage = (props: { readonly context: Context }) => (
  <Page {...props.context} title={text.sitemap.title} breadcrumb={[]}>
    <div className="twins">
      {text.sitemap.groups.map(({ title, links }) => (
        <Section key={title} title={title}>
          <LinkList links={links} />
        </Section>
      ))}
    </div>
  </Page>
);
