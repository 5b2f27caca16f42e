import { Card, LinkList, Page, type PageProps, Pagination, SearchForm, Section, Tag } from '../ui/index.ts';
import { text } from './text.ts';

const words = text.search;

/** A text in pieces, those that were looked for marked. */
type Pieces = readonly { readonly text: string; readonly marked: boolean }[];

export type PublishedHit = {
  readonly href: string;
  readonly title: Pieces;
  readonly text: Pieces;
  readonly agency: string;
  readonly number: string | null;
  readonly on: string;
  readonly validity: string;
};
type Option = { readonly value: string; readonly title: string };

const Marked = ({ pieces }: { readonly pieces: Pieces }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name and never change their order
  pieces.map((piece, i) => (piece.marked ? <mark key={i}>{piece.text}</mark> : piece.text));

const Choice = (props: {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly Option[];
}) => (
  <div>
    <label htmlFor={`in-${props.name}`}>{props.label}</label>
    <select id={`in-${props.name}`} name={props.name} defaultValue={props.value ?? ''}>
      <option value="">{words.all}</option>
      {props.options.map(({ value, title }) => (
        <option key={value} value={value}>
          {title}
        </option>
      ))}
    </select>
  </div>
);

/** Nothing was found: what to try, and where else to look. */
const Nothing = ({ typed, narrowed }: { readonly typed: string; readonly narrowed: boolean }) => (
  <Section title={words.empty.replace('{typed}', typed)}>
    <ul>
      {narrowed && (
        <li>
          <a href={`/search?${new URLSearchParams({ q: typed }).toString()}`}>{words.widen}</a>
        </li>
      )}
      {words.tips.map((tip) => (
        <li key={tip}>{tip}</li>
      ))}
    </ul>
    <h3>{words.elsewhere}</h3>
    <LinkList links={words.elsewhereLinks} />
  </Section>
);

/** What the city has about what somebody typed: services first, then what was published, narrowed as he likes. */
export const SearchPage = (props: {
  readonly context: Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
  readonly typed: string;
  readonly asked: Readonly<Record<string, string>>;
  readonly guides: readonly { readonly href: string; readonly title: string; readonly summary: string }[];
  readonly guidesTotal: string;
  /** Annual reports on openness. */
  readonly reports: readonly { readonly href: string; readonly title: string; readonly summary: string }[];
  readonly hits: readonly PublishedHit[];
  readonly total: string;
  readonly nextHref?: string | undefined;
  readonly columns: readonly Option[];
  readonly years: readonly string[];
  readonly agencies: readonly Option[];
}) => {
  const { typed, asked, guides, reports, hits } = props;
  const nothing = hits.length === 0 && guides.length === 0 && reports.length === 0;
  return (
    <Page {...props.context} title={words.title} breadcrumb={[]} unlisted ownSearch>
      <SearchForm id="search-again" action="/search" value={typed}>
        <div className="filters">
          <Choice name="column" label={words.column} value={asked.column} options={props.columns} />
          <Choice
            name="year"
            label={words.year}
            value={asked.year}
            options={props.years.map((year) => ({ value: year, title: year }))}
          />
          <Choice name="agency" label={words.agency} value={asked.agency} options={props.agencies} />
          <Choice
            name="validity"
            label={words.validity}
            value={asked.validity}
            options={Object.entries(words.validities).map(([value, title]) => ({ value, title }))}
          />
        </div>
      </SearchForm>
      {typed === '' && <p>{words.none}</p>}
      {typed !== '' && nothing && <Nothing typed={typed} narrowed={Object.keys(asked).some((name) => name !== 'q')} />}
      {guides.length > 0 && (
        <Section
          title={words.guides.replace('{total}', props.guidesTotal)}
          moreHref={`/items?${new URLSearchParams({ q: typed }).toString()}`}
        >
          {guides.map((guide) => (
            <Card key={guide.href} title={guide.title} href={guide.href}>
              {guide.summary}
            </Card>
          ))}
        </Section>
      )}
      {reports.length > 0 && (
        <Section title={words.reports} moreHref="/annual-reports">
          {reports.map((report) => (
            <Card key={report.href} title={report.title} href={report.href}>
              {report.summary}
            </Card>
          ))}
        </Section>
      )}
      {hits.length > 0 && (
        <Section title={words.found.replace('{total}', props.total).replace('{typed}', typed)}>
          {hits.map((hit) => (
            <article className="hit" key={hit.href}>
              <h3>
                <a href={hit.href}>
                  <Marked pieces={hit.title} />
                </a>{' '}
                {hit.validity !== 'in-force' && <Tag>{words.validities[hit.validity] ?? hit.validity}</Tag>}
              </h3>
              {hit.text.length > 0 && (
                <p>
                  …<Marked pieces={hit.text} />…
                </p>
              )}
              <p className="note">
                {[hit.agency, hit.number, hit.on].filter((part) => part !== null && part !== '').join(' · ')}
              </p>
            </article>
          ))}
          <Pagination nextHref={props.nextHref} />
        </Section>
      )}
    </Page>
  );
};
