import { Card, Cards, Page, SearchForm, Section } from '../../ui/index.ts';
import type { Column, Site } from '../contract.ts';
import { text } from '../text.ts';
import { frameOf } from './frame.ts';
import { type Line, Lines } from './lines.tsx';

/** Lines of a section that is not in front. */
const BESIDE = 7;

export type HomeSection = { readonly column: Column; readonly lines: readonly Line[] };

/** The front page of a site: what was published last, column by column. */
export const SiteHomePage = (props: {
  readonly site: Site;
  readonly filled: ReadonlySet<string>;
  readonly sections: readonly HomeSection[];
  /** Sites one level down. */
  readonly below: readonly { readonly href: string; readonly title: string }[];
}) => {
  const { site, sections } = props;
  const home = `/site/${site.key}/`;
  // What is open by its place in the work (五公开) stands again under what it is; here it needs a way, not a list.
  const open = sections.filter(({ column }) => column.axes.length > 0 && column.genres.length === 0);
  const rest = sections.filter((section) => !open.includes(section));
  // In front what was said last; the others as the site has them.
  const newest = ({ lines }: HomeSection): number => lines[0]?.publishedAt.getTime() ?? 0;
  const first = rest.toSorted((a, b) => newest(b) - newest(a))[0];
  const others = rest
    .filter((section) => section !== first)
    .map((one) => ({ ...one, lines: one.lines.slice(0, BESIDE) }));
  return (
    <Page
      site={frameOf(site, props.filled)}
      path={home}
      title={site.name}
      heading={false}
      ownSearch
      lead={
        <>
          <h1>{text.home.find}</h1>
          <SearchForm id="site-find" action="/search" />
        </>
      }
    >
      {first === undefined ? (
        <p className="empty">{text.home.nothing}</p>
      ) : (
        <Section title={first.column.title} moreHref={`${home}${first.column.key}/`}>
          <Lines lines={first.lines} />
        </Section>
      )}
      <Cards>
        <Card title={text.home.catalogue} href={`/catalogue?agency=${site.agencyId}`}>
          {text.home.catalogueHint}
        </Card>
        <Card title={text.home.policies} href="/policies">
          {text.home.policiesHint}
        </Card>
        {(site.template === 'portal' || site.template === 'government') && (
          <Card title={text.home.gazette} href="/gazette">
            {text.home.gazetteHint}
          </Card>
        )}
        {site.template === 'portal' && (
          <Card title={text.home.topics} href="/topics">
            {text.home.topicsHint}
          </Card>
        )}
        <Card title={text.home.services} href="/items">
          {text.home.servicesHint}
        </Card>
      </Cards>
      <div className="twins">
        {others.map(({ column, lines }) => (
          <Section key={column.key} title={column.title} moreHref={`${home}${column.key}/`}>
            <Lines lines={lines} />
          </Section>
        ))}
      </div>
      {open.length > 0 && (
        <Section title={text.home.fiveOpen}>
          <ul className="chips">
            {open.map(({ column }) => (
              <li key={column.key}>
                <a href={`${home}${column.key}/`}>{column.title}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {props.below.length > 0 && (
        <Section title={text.home.sites} moreHref="/sites">
          <ul className="chips">
            {props.below.map(({ href, title }) => (
              <li key={href}>
                <a href={href}>{title}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
};
