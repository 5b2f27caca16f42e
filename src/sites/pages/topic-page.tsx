import { Card, Cards, Page, type PageProps, Pagination, Section, Table, writtenMoment } from '../../ui/index.ts';
import { text } from '../text.ts';
import { topicText as words } from '../topic-text.ts';
import type { CatalogueLine } from './catalogue-page.tsx';
import { ValidityTag } from './lines.tsx';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;

const Listed = (props: { readonly lines: readonly CatalogueLine[]; readonly empty: string }) => (
  <Table
    caption={text.catalogue.caption}
    hideCaption
    rows={props.lines}
    rowKey={({ index }) => index}
    empty={props.empty}
    columns={[
      {
        key: 'title',
        title: text.catalogue.name,
        header: true,
        cell: ({ path, title, validity }) => (
          <>
            {path === null ? title : <a href={path}>{title}</a>} <ValidityTag validity={validity} />
          </>
        ),
      },
      { key: 'agency', title: text.catalogue.publisher, cell: ({ agency }) => agency },
      {
        key: 'date',
        title: text.catalogue.date,
        cell: ({ publishedAt }) => <span className="nowrap">{writtenMoment(publishedAt).slice(0, 10)}</span>,
      },
    ]}
  />
);

/** The special columns of the city. */
export const TopicsPage = (props: {
  readonly context: Context;
  readonly topics: readonly { readonly key: string; readonly title: string; readonly count: number }[];
}) => (
  <Page {...props.context} title={words.title} breadcrumb={[]}>
    <p>{words.intro}</p>
    {props.topics.some(({ count }) => count > 0) && (
      <Section title={words.all}>
        <Cards>
          {props.topics
            .filter(({ count }) => count > 0)
            .map(({ key, title, count }) => (
              <Card key={key} title={title} href={`/topics/${key}`}>
                {words.count(count)}
              </Card>
            ))}
        </Cards>
      </Section>
    )}
    {props.topics.some(({ count }) => count === 0) && (
      <Section title={words.waiting}>
        <ul className="chips">
          {props.topics
            .filter(({ count }) => count === 0)
            .map(({ key, title }) => (
              <li key={key}>
                <a href={`/topics/${key}`}>{title}</a>
              </li>
            ))}
        </ul>
      </Section>
    )}
  </Page>
);

/** One special column. */
export const TopicPage = (props: {
  readonly context: Context;
  readonly title: string;
  readonly lines: readonly CatalogueLine[];
  readonly nextHref?: string | undefined;
}) => (
  <Page {...props.context} title={props.title} breadcrumb={[{ href: '/topics', title: words.title }]}>
    <p>{words.gathered}</p>
    <Listed lines={props.lines} empty={words.empty} />
    {props.lines.length === 0 && (
      <p>
        <a href={`/search?${new URLSearchParams({ q: props.title }).toString()}`}>{words.search(props.title)}</a>
      </p>
    )}
    <Pagination nextHref={props.nextHref} />
  </Page>
);

/** What the people of the city's agencies must not do. */
export const ConductPage = (props: {
  readonly context: Context;
  readonly lines: readonly CatalogueLine[];
  readonly agencies: readonly { readonly value: string; readonly title: string }[];
  readonly agency: string;
}) => (
  <Page {...props.context} title={words.conduct.title} breadcrumb={[]}>
    <p>{words.conduct.intro}</p>
    <form method="get" action="/conduct" className="filters">
      <div>
        <label htmlFor="by-agency">{text.catalogue.agency}</label>
        <select id="by-agency" name="agency" defaultValue={props.agency}>
          <option value="">{text.catalogue.all}</option>
          {props.agencies.map(({ value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="button primary">
        {text.catalogue.show}
      </button>
    </form>
    <Listed lines={props.lines} empty={props.agency === '' ? words.conduct.empty : words.conduct.emptyHere} />
    <p>{words.conduct.supervise}</p>
  </Page>
);
