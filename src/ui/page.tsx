import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { publicAssets } from './assets.ts';
import { keptMarkup } from './kept-markup.ts';
import type { Link } from './link.ts';
import { type ArticleTags, type ColumnTags, PageTags } from './page-tags.tsx';
import { type DisplayPreferences, defaultPreferences, preferenceClasses } from './preferences.ts';
import { Preferences } from './preferences-bar.tsx';
import { SearchForm } from './search-form.tsx';
import { type Site, SiteFooter } from './site.tsx';
import { text } from './text.ts';

export type PageProps = {
  readonly site: Site;
  /** Names the page in the tab and, unless `heading` is false, as its `h1`. */
  readonly title: string;
  /** The address of this page, for the navigation and for coming back from the display settings. */
  readonly path: string;
  readonly heading?: boolean | undefined;
  readonly description?: string | undefined;
  readonly column?: ColumnTags | undefined;
  readonly article?: ArticleTags | undefined;
  readonly preferences?: DisplayPreferences | undefined;
  /** The way from the front page to here, without this page; the front page is added. */
  readonly breadcrumb?: readonly Link[] | undefined;
  /** Signed-in person or the way to sign in; stands at the top right. */
  readonly account?: ReactNode;
  /** The page shows errors: says so in the tab, which is read out first. */
  readonly wrong?: boolean | undefined;
  /** Keep out of search engines: personal pages and forms. */
  readonly unlisted?: boolean | undefined;
  /** Stands on a tinted band across the page, above everything else: the front page of a site or of a section. */
  readonly lead?: ReactNode;
  /** The page has a search of its own and needs none in its head. */
  readonly ownSearch?: boolean | undefined;
  readonly children: ReactNode;
};

const Head = (props: PageProps) => {
  const assets = publicAssets();
  const isHome = props.title === props.site.name;
  const title = isHome ? props.title : `${props.title} - ${props.site.name}`;
  return (
    <head>
      <meta charSet="utf-8" />
      <title>{props.wrong ? `${text.errorPrefix}${title}` : title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="description" content={props.description ?? title} />
      {props.unlisted && <meta name="robots" content="noindex" />}
      <PageTags site={props.site} column={props.column} article={props.article} />
      {props.site.feeds?.map(({ href, type, title: name }) => (
        <link key={href} rel="alternate" type={type} title={name} href={href} />
      ))}
      <link rel="icon" href={assets.icon.href} type={assets.icon.type} />
      <link rel="stylesheet" href={assets.css.href} />
      <script type="module" src={assets.js.href} />
    </head>
  );
};

/** The navigation entry that a page belongs to: the longest address that the page's own begins with. */
function currentEntry(nav: readonly Link[], path: string): string | undefined {
  const at = path.split('?')[0] ?? path;
  return nav
    .map(({ href }) => href)
    .filter((href) => at === href || (href !== '/' && at.startsWith(`${href.replace(/\/$/, '')}/`)))
    .sort((a, b) => b.length - a.length)[0];
}

const Masthead = ({ site, ownSearch }: Pick<PageProps, 'site' | 'ownSearch'>) => (
  <>
    <a className="site-name" href={site.homeHref ?? '/'}>
      {site.name}
      {site.motto !== undefined && <span>{site.motto}</span>}
    </a>
    {site.searchHref !== undefined && !ownSearch && <SearchForm id="site-search" action={site.searchHref} />}
  </>
);

const Navigation = (props: {
  readonly nav: readonly Link[];
  readonly current: string | undefined;
  readonly isPage: boolean;
}) => (
  <ul className="measure">
    {props.nav.map(({ href, title }) => (
      <li key={href}>
        <a href={href} aria-current={href === props.current ? (props.isPage ? 'page' : 'true') : undefined}>
          {title}
        </a>
      </li>
    ))}
  </ul>
);

const Header = ({ site, path, preferences, account, ownSearch }: PageProps) => {
  const current = currentEntry(site.nav, path);
  const isPage = current === path;
  return (
    <header>
      <div className="topline">
        <div className="measure">
          <Preferences preferences={preferences ?? defaultPreferences} path={path} action={site.preferencesHref} />
          {account !== undefined && <div className="account">{account}</div>}
        </div>
      </div>
      <div
        className="masthead measure"
        dangerouslySetInnerHTML={keptMarkup(site, ownSearch ? 'name' : 'name and search', () => (
          <Masthead site={site} ownSearch={ownSearch} />
        ))}
      />
      {site.nav.length > 0 && (
        <nav
          className="main-nav"
          aria-label={text.mainNavigation}
          dangerouslySetInnerHTML={keptMarkup(site, `nav ${isPage ? 'page' : 'true'} ${current}`, () => (
            <Navigation nav={site.nav} current={current} isPage={isPage} />
          ))}
        />
      )}
    </header>
  );
};

const Breadcrumb = (props: {
  readonly links: readonly Link[];
  readonly title: string;
  readonly homeHref: string | undefined;
}) => (
  <nav className="breadcrumb" aria-label={text.breadcrumb}>
    <ol>
      {[{ href: props.homeHref ?? '/', title: text.home }, ...props.links].map(({ href, title: name }) => (
        <li key={href}>
          <a href={href}>{name}</a>
        </li>
      ))}
      <li aria-current="page">{props.title}</li>
    </ol>
  </nav>
);

/** A whole public page. Rendering is synchronous: everything shown is in the props. */
export const Page = (props: PageProps) => (
  <html lang="zh-CN" className={preferenceClasses(props.preferences ?? defaultPreferences)}>
    <Head {...props} />
    <body>
      <a className="skip" href="#main">
        {text.skip}
      </a>
      <Header {...props} />
      <main id="main" tabIndex={-1}>
        {props.lead !== undefined && (
          <div className="lead">
            <div className="measure">{props.lead}</div>
          </div>
        )}
        <div className="measure">
          {props.breadcrumb && (
            <Breadcrumb links={props.breadcrumb} title={props.title} homeHref={props.site.homeHref} />
          )}
          {props.heading !== false && <h1>{props.title}</h1>}
          {props.children}
        </div>
      </main>
      <footer dangerouslySetInnerHTML={keptMarkup(props.site, 'foot', () => <SiteFooter site={props.site} />)} />
    </body>
  </html>
);

/** The document as it is sent or written to a file. */
export const renderPage = (page: ReactElement): string => `<!doctype html>${renderToStaticMarkup(page)}`;
