import {
  Actions,
  LinkButton,
  Page,
  type PageProps,
  Pagination,
  PlatformTabs,
  Section,
  Table,
  Tabs,
  writtenMoment,
} from '../../ui/index.ts';
import { text } from '../text.ts';
import { ValidityTag } from './lines.tsx';

const words = text.catalogue;
type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
type Option = { readonly value: string; readonly title: string };

export type CatalogueLine = {
  readonly index: string;
  readonly title: string;
  readonly summary: string;
  readonly formedOn: string | null;
  readonly path: string | null;
  readonly documentNumber: string | null;
  readonly agency: string;
  readonly publishedAt: Date;
  readonly validity: string;
};

const Choice = (props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
}) => (
  <div>
    <label htmlFor={`by-${props.name}`}>{props.label}</label>
    <select id={`by-${props.name}`} name={props.name} defaultValue={props.value}>
      <option value="">{words.all}</option>
      {props.options.map(({ value, title }) => (
        <option key={value} value={value}>
          {title}
        </option>
      ))}
    </select>
  </div>
);

const entries = (names: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(names).map(([value, title]) => ({ value, title }));

/** A line or two of what it says; all of it stands on its own page and in the downloads. */
const SHORT = 60;
const shortened = (summary: string): string =>
  summary === '' ? '—' : summary.length > SHORT ? `${summary.slice(0, SHORT)}…` : summary;

/** What the city publishes because the law says so, to be searched, seen and saved. @law 国办公开办函〔2019〕61号 */
export const CataloguePage = (props: {
  readonly context: Context;
  readonly title: string;
  readonly intro: string;
  readonly action: string;
  readonly block: 'system' | 'content';
  readonly query: Readonly<Record<string, string>>;
  readonly agencies: readonly Option[];
  readonly nodes: readonly Option[];
  readonly genres: Readonly<Record<string, string>>;
  readonly lines: readonly CatalogueLine[];
  readonly nextHref?: string | undefined;
  readonly years: readonly number[];
}) => {
  const { query } = props;
  const at = (name: string): string => query[name] ?? '';
  const exported = (ending: string): string => `/catalogue.${ending}?${new URLSearchParams(query).toString()}`;
  return (
    <Page {...props.context} title={props.title} breadcrumb={[]}>
      {props.action === '/catalogue' && <PlatformTabs current={props.block} />}
      <p>{props.intro}</p>
      <Tabs
        label={words.axis}
        tabs={[
          { href: props.action, title: words.all, current: at('axis') === '' },
          ...Object.entries(words.axes).map(([axis, title]) => ({
            href: `${props.action}?axis=${axis}`,
            title,
            current: at('axis') === axis,
          })),
        ]}
      />
      <form method="get" action={props.action} className="filters">
        {at('axis') !== '' && <input type="hidden" name="axis" value={at('axis')} />}
        <div>
          <label htmlFor="by-q">{words.search}</label>
          <input id="by-q" name="q" type="search" defaultValue={at('q')} maxLength={100} />
        </div>
        <Choice name="agency" label={words.agency} value={at('agency')} options={props.agencies} />
        {props.nodes.length > 0 && <Choice name="node" label={words.node} value={at('node')} options={props.nodes} />}
        {Object.keys(props.genres).length > 0 && (
          <Choice name="genre" label={words.genre} value={at('genre')} options={entries(props.genres)} />
        )}
        <Choice
          name="validity"
          label={words.validity}
          value={at('validity')}
          options={entries(text.article.validities)}
        />
        <Choice
          name="year"
          label={words.year}
          value={at('year')}
          options={props.years.map((year) => ({ value: String(year), title: String(year) }))}
        />
        <button type="submit" className="button primary">
          {words.show}
        </button>
      </form>
      <Table
        caption={words.caption}
        hideCaption
        rows={props.lines}
        rowKey={({ index }) => index}
        empty={words.empty}
        columns={[
          {
            key: 'title',
            title: words.name,
            header: true,
            cell: ({ path, title, validity }) => (
              <>
                {path === null ? title : <a href={path}>{title}</a>} <ValidityTag validity={validity} />
              </>
            ),
          },
          { key: 'summary', title: words.summary, cell: ({ summary }) => shortened(summary) },
          {
            key: 'formed',
            title: words.formed,
            cell: ({ formedOn }) => <span className="nowrap">{formedOn ?? '—'}</span>,
          },
          { key: 'index', title: words.index, cell: ({ index }) => <IndexNumber index={index} /> },
          { key: 'number', title: words.number, cell: ({ documentNumber }) => documentNumber ?? '—' },
          { key: 'agency', title: words.publisher, cell: ({ agency }) => agency },
          {
            key: 'date',
            title: words.date,
            cell: ({ publishedAt }) => <span className="nowrap">{writtenMoment(publishedAt).slice(0, 10)}</span>,
          },
        ]}
      />
      <Pagination nextHref={props.nextHref} />
      <p>
        <a href={exported('csv')}>{words.csv}</a> <a href={exported('json')}>{words.json}</a>
      </p>
    </Page>
  );
};

/** An index number breaks between who made it and which it is, and nowhere else. */
const IndexNumber = ({ index }: { readonly index: string }) => {
  const [maker = '', ...serial] = index.split('/');
  return serial.length === 0 ? (
    index
  ) : (
    <>
      <span className="nowrap">{maker}/</span>
      <wbr />
      <span className="nowrap">{serial.join('/')}</span>
    </>
  );
};

/** The sites of the city. */
export const SitesPage = (props: {
  readonly context: Context;
  readonly groups: readonly {
    readonly title: string;
    readonly links: readonly { readonly href: string; readonly title: string }[];
  }[];
}) => (
  <Page {...props.context} title={text.sites.title} breadcrumb={[]}>
    <p>{text.sites.intro}</p>
    {props.groups.map(({ title, links }) => (
      <Section key={title} title={title}>
        <ul className="chips">
          {links.map((link) => (
            <li key={link.href}>
              <a href={link.href}>{link.title}</a>
            </li>
          ))}
        </ul>
      </Section>
    ))}
  </Page>
);

/** Before somebody goes where the city is not answerable. @law 国办发〔2017〕47号 */
export const LeavingPage = (props: { readonly context: Context; readonly url: string; readonly title: string }) => (
  <Page {...props.context} title={text.leaving.title} unlisted breadcrumb={[]}>
    <p>{text.leaving.lead}</p>
    <p>
      {`${text.leaving.address}：`}
      <code>{props.url}</code>
    </p>
    <Actions>
      <a className="button" href={props.url} rel="noopener noreferrer nofollow external">
        {text.leaving.go}
      </a>
      <LinkButton kind="secondary" href="/">
        {text.leaving.stay}
      </LinkButton>
    </Actions>
  </Page>
);
