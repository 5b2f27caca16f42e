import { Fact, Facts, LinkList, Moment, Notice, Page, type PageProps, RichText, Section } from '../../ui/index.ts';
import { markOf } from './feed.ts';
import { labelOf } from './operations.ts';
import type { Issued, IssuedWhole } from './repo.ts';
import { gazetteText } from './text.ts';
import type { Version } from './versions.ts';

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
            title: `${issue.name} ${labelOf(issue)}${markOf(issue)}`,
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

type Titled = Pick<Issued, 'id' | 'name' | 'year' | 'number' | 'total'>;
type Around = {
  readonly versions: readonly Version[];
  /** Issues that were cancelled in favour of this one. */
  readonly replaces: readonly Titled[];
  readonly replacing: Titled | null;
};

const titled = (issue: Titled): string => `${issue.name} ${labelOf(issue)}`;
const IssueLink = ({ issue }: { readonly issue: Titled }) => <a href={`/gazette/${issue.id}`}>{titled(issue)}</a>;

/** What was done with an issue since it came out, above everything it says. */
const Since = ({ issue, versions, replaces, replacing }: Around & { readonly issue: IssuedWhole }) => (
  <>
    {issue.cancelledAt !== null && (
      <Notice kind="warning" title={words.cancelled}>
        <p>{issue.cancelNote}</p>
        <p>{words.cancelledHint}</p>
        {replacing !== null && (
          <p>
            {`${words.replacedBy}：`}
            <IssueLink issue={replacing} />
          </p>
        )}
      </Notice>
    )}
    {issue.cancelledAt === null && issue.version > 1 && (
      <Notice title={words.corrected}>
        <p>{versions[0]?.note}</p>
        <p>{words.correctedHint}</p>
      </Notice>
    )}
    {replaces.map((old) => (
      <p key={old.id}>
        {`${words.replaces}：`}
        <IssueLink issue={old} />
      </p>
    ))}
  </>
);

const History = ({ versions }: Pick<Around, 'versions'>) => (
  <Section title={words.history}>
    <ul>
      {versions.map(({ version, change, at, note, digest }) => (
        <li key={version}>
          {`${words.version(version)} ${words.changes[change] ?? change} `}
          <Moment at={at} />
          {note !== null && `：${note}`}
          <br />
          <code className="breakable">{digest.toString('hex')}</code>
        </li>
      ))}
    </ul>
  </Section>
);

/** One issue: contents, then every document as it was fixed; or that it was cancelled. */
export const GazettePage = (
  props: Around & { readonly context: Context; readonly issue: IssuedWhole; readonly agency: string },
) => {
  const { issue, versions } = props;
  const stands = issue.cancelledAt === null;
  return (
    <Page
      {...props.context}
      title={`${titled(issue)}${markOf(issue)}`}
      breadcrumb={[{ href: '/gazette', title: words.title }]}
    >
      <Since {...props} />
      <Facts>
        <Fact label={words.paper.agency}>{props.agency}</Fact>
        <Fact label={words.issuedOn}>
          <Moment at={issue.issuedAt} />
        </Fact>
        {issue.cancelledAt !== null && (
          <Fact label={words.cancelledOn}>
            <Moment at={issue.cancelledAt} />
          </Fact>
        )}
        <Fact label={words.digest}>
          <code className="breakable">{issue.digest.toString('hex')}</code>
        </Fact>
      </Facts>
      <p className="hint">{words.digestHint}</p>
      {stands && <Said issue={issue} />}
      {versions.length > 1 && <History versions={versions} />}
      <p>
        <a href="/gazette">{words.back}</a>
      </p>
    </Page>
  );
};

const Said = ({ issue }: { readonly issue: IssuedWhole }) => {
  const numbered = issue.contents.map((entry, i) => ({ ...entry, id: `document-${i + 1}` }));
  return (
    <>
      {issue.file === null ? (
        <p className="hint">{words.noFile}</p>
      ) : (
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
      {numbered.map(({ id, title, documentNumber, agency, publishedOn, path, html, fate }) => (
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
          {fate !== undefined && <Notice kind="warning" title={words.fates[fate]} />}
          <RichText html={html} />
        </article>
      ))}
    </>
  );
};
