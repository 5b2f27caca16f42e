import { Fact, Facts, LinkList, Moment, Page, type PageProps, RichText, Section } from '../../ui/index.ts';
import { labelOf } from './operations.ts';
import type { Issued, IssuedWhole } from './repo.ts';
import { gazetteText } from './text.ts';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
const words = gazetteText;

/** All issues, by year. */
export const GazettesPage = (props: { readonly context: Context; readonly issues: readonly Issued[] }) => (
  <Page {...props.context} title={words.title}>
    <p>{words.intro}</p>
    {props.issues.length === 0 && <p className="empty">{words.empty}</p>}
    {[...Map.groupBy(props.issues, ({ year }) => year)].map(([year, issues]) => (
      <Section key={year} title={words.year(year)}>
        <LinkList
          links={issues.map((issue) => ({
            href: `/gazette/${issue.id}`,
            title: `${issue.name} ${labelOf(issue)}`,
            note: <Moment at={issue.issuedAt} />,
          }))}
        />
      </Section>
    ))}
    <p>
      <a href="/gazette/rss.xml">{words.feed}</a>
    </p>
  </Page>
);

/** One issue: contents, then every document as it was fixed. */
export const GazettePage = (props: {
  readonly context: Context;
  readonly issue: IssuedWhole;
  readonly agency: string;
}) => {
  const { issue } = props;
  const numbered = issue.contents.map((entry, i) => ({ ...entry, id: `document-${i + 1}` }));
  return (
    <Page
      {...props.context}
      title={`${issue.name} ${labelOf(issue)}`}
      breadcrumb={[{ href: '/gazette', title: words.title }]}
    >
      <Facts>
        <Fact label={words.paper.agency}>{props.agency}</Fact>
        <Fact label={words.issuedOn}>
          <Moment at={issue.issuedAt} />
        </Fact>
        <Fact label={words.digest}>
          <code className="breakable">{issue.digest.toString('hex')}</code>
        </Fact>
      </Facts>
      <p className="hint">{words.digestHint}</p>
      {issue.file !== null && (
        <p>
          <a className="button" href={`/gazette/${issue.id}/file`}>
            {words.pdf}
          </a>
        </p>
      )}
      {issue.note !== '' && <p>{issue.note}</p>}
      <nav aria-labelledby="contents">
        <h2 id="contents">{words.contents}</h2>
        {[...Map.groupBy(numbered, ({ part }) => part)].map(([part, entries]) => (
          <div key={part}>
            <h3>{part}</h3>
            <ol>
              {entries.map(({ id, title, documentNumber }) => (
                <li key={id}>
                  <a href={`#${id}`}>{title}</a>
                  {documentNumber !== null && ` ${documentNumber}`}
                </li>
              ))}
            </ol>
          </div>
        ))}
      </nav>
      {numbered.map(({ id, title, documentNumber, agency, publishedOn, path, html }) => (
        <article key={id} id={id} aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`}>{title}</h2>
          <p className="byline">
            {documentNumber !== null && <span>{documentNumber}</span>}
            <span>{agency}</span>
            <span>{publishedOn}</span>
            <span>
              <a href={path}>{words.original}</a>
            </span>
          </p>
          <RichText html={html} />
        </article>
      ))}
      <p>
        <a href="/gazette">{words.back}</a>
      </p>
    </Page>
  );
};
