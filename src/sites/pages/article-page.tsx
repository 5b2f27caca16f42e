import { Fragment } from 'react';
import { Fact, Facts, LinkList, Notice, Page, QrFigure, RichText, Section, writtenMoment } from '../../ui/index.ts';
import type { Column, Site } from '../contract.ts';
import { text } from '../text.ts';
import { type ArticleChart, ArticleCharts } from './article-charts.tsx';
import { frameOf, tagsOf } from './frame.ts';
import { type Heard, OpinionBox } from './opinion-box.tsx';

const words = text.article;

type Affair = {
  readonly title: string;
  readonly basis: string;
  readonly told: readonly { readonly stage: string; readonly title: string; readonly path: string }[];
};

export type ArticleView = {
  readonly ref: string;
  readonly path: string;
  readonly index: string;
  readonly title: string;
  readonly subtitle: string;
  readonly agency: string;
  readonly source: string;
  readonly author: string | null;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly topic: string | null;
  readonly documentNumber: string | null;
  readonly formedOn: string | null;
  readonly publishedAt: Date;
  readonly attribute: string;
  readonly validity: 'in-force' | 'abolished' | 'lapsed';
  readonly note: string | null;
  readonly isDocument: boolean;
  /** Clean, with its foreign links over the leaving notice. */
  readonly html: string;
  readonly attachments: readonly {
    readonly href: string;
    readonly name: string;
    readonly bytes: number;
    readonly html: string | null;
  }[];
  readonly links: readonly { readonly relation: string; readonly href: string; readonly title: string }[];
  readonly charts: readonly ArticleChart[];
  /** Who explains a document with it, and how. */
  readonly explainedBy: {
    readonly form: string;
    readonly interpreter: string;
    readonly rank?: string | undefined;
  } | null;
  /** Where it stood first, for what is reprinted; the address leads over the leaving notice. */
  readonly reprint: { readonly outlet: string; readonly on: string; readonly href: string } | null;
  /** Agencies that made it together with the one that tells it. */
  readonly madeWith: string | null;
  /** It tells how something is carried out: visitors may say what they think of it. */
  readonly asksOpinion: boolean;
  readonly heard: readonly Heard[];
  /** By what else it was carried; a foreign address leads over the leaving notice. */
  readonly carried: readonly {
    readonly outlet: string;
    readonly title: string;
    readonly href: string | null;
    readonly on: string;
  }[];
  readonly implementsOn: string | null;
  readonly affair: Affair | null;
  /** Issues of the gazette in which it stands. */
  readonly gazettes: readonly { readonly href: string; readonly title: string }[];
};

/** The strip above a document. @law 国办公开办函〔2019〕61号 */
const Strip = ({ article }: { readonly article: ArticleView }) => (
  <section aria-label={words.facts} className="strip">
    <Facts>
      <Fact label={words.index}>{article.index}</Fact>
      <Fact label={words.title}>{article.title}</Fact>
      <Fact label={words.topic}>{article.topic ?? '—'}</Fact>
      <Fact label={words.agency}>{article.agency}</Fact>
      <Fact label={words.formedOn}>{article.formedOn ?? '—'}</Fact>
      <Fact label={words.documentNumber}>{article.documentNumber ?? '—'}</Fact>
      <Fact label={words.publishedAt}>{writtenMoment(article.publishedAt)}</Fact>
      <Fact label={words.validity}>
        <strong>{words.validities[article.validity]}</strong>
      </Fact>
      <Fact label={words.attribute}>{words.attributes[article.attribute] ?? article.attribute}</Fact>
      {article.implementsOn !== null && <Fact label={words.implementsOn}>{article.implementsOn}</Fact>}
      {article.keywords.length > 0 && <Fact label={words.keywords}>{article.keywords.join('；')}</Fact>}
    </Facts>
  </section>
);

function explained({ form, interpreter, rank }: NonNullable<ArticleView['explainedBy']>): string {
  const title = rank === undefined ? undefined : words.ranks[rank];
  const who = title === undefined ? interpreter : `${title} ${interpreter}`;
  return `${words.explainedBy}：${who}（${words.forms[form] ?? form}）`;
}

const Byline = ({ article }: { readonly article: ArticleView }) => (
  <p className="byline">
    <span>{`${words.published}：${writtenMoment(article.publishedAt)}`}</span>
    <span>{`${words.source}：${article.source}`}</span>
    {article.author !== null && <span>{`${words.author}：${article.author}`}</span>}
    {article.madeWith !== null && <span>{`${words.madeWith}：${article.madeWith}`}</span>}
    {article.explainedBy !== null && <span>{explained(article.explainedBy)}</span>}
    <span data-reads={article.ref} hidden>
      {`${words.read}：`}
      <b /> {words.times}
    </span>
  </p>
);

const Tools = ({ article, url }: { readonly article: ArticleView; readonly url: string }) => (
  <Section title={words.tools}>
    <ul className="tools">
      <li>
        <a href={`/content/word/${article.ref}.docx`}>{words.word}</a>
      </li>
      <li>
        <a href={`/evaluations/${article.ref}`}>{words.evaluate}</a>
      </li>
      <li>
        <a href={`/report-error?page=${encodeURIComponent(article.path)}`}>{words.comment}</a>
      </li>
      <li data-scripted hidden>
        <button type="button" className="button quiet" data-do="print">
          {words.print}
        </button>
        <button type="button" className="button quiet" data-do="copy">
          {words.copy}
        </button>
        <button type="button" className="button quiet" data-do="share" hidden>
          {words.share}
        </button>
        <button type="button" className="button quiet" data-do="close">
          {words.close}
        </button>
      </li>
    </ul>
    <p className="hint">{words.favourite}</p>
    <QrFigure content={url} caption={words.qr} />
  </Section>
);

const Links = ({ links }: { readonly links: ArticleView['links'] }) => {
  const byRelation = [...Map.groupBy(links, ({ relation }) => relation)];
  return byRelation.map(([relation, found]) => (
    <Section key={relation} title={words.relations[relation] ?? words.links}>
      <LinkList links={found} />
    </Section>
  ));
};

/** A document that another has changed says so where it stands. @law 国办发〔2017〕47号 */
const Amended = ({ links }: Pick<ArticleView, 'links'>) => {
  const by = links.filter(({ relation }) => relation === 'amended-by');
  if (by.length === 0) return null;
  return (
    <Notice kind="warning" title={words.amended}>
      {words.amendedBy}
      {by.map(({ href, title }, i) => (
        <Fragment key={href}>
          {i > 0 && '、'}
          <a href={href}>{title}</a>
        </Fragment>
      ))}
    </Notice>
  );
};

/** What else is told of the same matter: on what basis, how, how far, with what result. */
const SameAffair = ({ affair }: { readonly affair: Affair }) => (
  <Section title={words.affair(affair.title)}>
    <p className="hint">{words.affairBasis(affair.basis)}</p>
    <LinkList
      empty={words.affairAlone}
      links={affair.told.map(({ stage, path, title }) => ({ href: path, title, note: words.stages[stage] ?? stage }))}
    />
  </Section>
);

/** What a medium wrote is never taken for the words of the government. */
const Reprinted = ({ reprint }: { readonly reprint: NonNullable<ArticleView['reprint']> }) => (
  <Notice title={words.reprint.title}>
    {words.reprint.from(reprint.outlet, reprint.on)}
    <a href={reprint.href}>{words.reprint.original}</a>
  </Notice>
);

const CarriedBy = ({ carried }: Pick<ArticleView, 'carried'>) => (
  <Section title={words.carried}>
    <ul className="links">
      {carried.map(({ outlet, title, href, on }) => (
        <li key={`${outlet} ${title} ${on}`}>
          {href === null ? title : <a href={href}>{title}</a>}
          <span className="note">{words.carriedBy(outlet, on)}</span>
        </li>
      ))}
    </ul>
  </Section>
);

const Attachments = ({ attachments }: Pick<ArticleView, 'attachments'>) => (
  <Section title={words.attachments} id="attachments">
    <LinkList links={attachments.map(({ href, name, bytes }) => ({ href, title: name, note: words.bytes(bytes) }))} />
    {attachments.map(
      ({ href, name, html }) =>
        html !== null && (
          <details key={href}>
            <summary>{words.attachmentText(name)}</summary>
            <RichText html={html} />
          </details>
        ),
    )}
  </Section>
);

/** Something published: what it says, what it is, what it belongs to. */
export const ArticlePage = (props: {
  readonly site: Site;
  readonly column: Column;
  readonly filled: ReadonlySet<string>;
  readonly article: ArticleView;
  /** The whole address, for the code to scan. */
  readonly url: string;
}) => {
  const { site, column, article, url } = props;
  return (
    <Page
      site={frameOf(site, props.filled)}
      path={article.path}
      title={article.title}
      description={article.summary === '' ? article.title : article.summary.slice(0, 200)}
      column={tagsOf(column)}
      article={{
        title: article.title,
        publishedAt: article.publishedAt,
        source: article.source,
        author: article.author ?? undefined,
        keywords: article.keywords.join(','),
        description: article.summary.slice(0, 200),
        url,
      }}
      breadcrumb={[{ href: `/site/${site.key}/${column.key}/`, title: column.title }]}
    >
      {article.subtitle !== '' && <p className="subtitle">{article.subtitle}</p>}
      <Byline article={article} />
      {article.reprint !== null && <Reprinted reprint={article.reprint} />}
      {article.validity !== 'in-force' && (
        <Notice kind="warning" title={words.ended[article.validity]}>
          {article.note}
        </Notice>
      )}
      <Amended links={article.links} />
      {article.validity === 'in-force' && article.note !== null && (
        <Notice title={words.corrected}>{article.note}</Notice>
      )}
      {article.isDocument && <Strip article={article} />}
      <div className="columns article">
        <div>
          <article>
            <RichText html={article.html} />
          </article>
          <ArticleCharts charts={article.charts} />
          {article.asksOpinion && <OpinionBox reference={article.ref} heard={article.heard} />}
          {article.attachments.length > 0 && <Attachments attachments={article.attachments} />}
        </div>
        <aside>
          <Links links={article.links} />
          {article.carried.length > 0 && <CarriedBy carried={article.carried} />}
          {article.gazettes.length > 0 && (
            <Section title={words.gazettes}>
              <LinkList links={article.gazettes} />
            </Section>
          )}
          {article.affair !== null && <SameAffair affair={article.affair} />}
          <Tools article={article} url={url} />
        </aside>
      </div>
    </Page>
  );
};

/** What stands where something was withdrawn. */
export const WithdrawnPage = (props: {
  readonly site: Site;
  readonly filled: ReadonlySet<string>;
  readonly path: string;
  readonly title: string;
  readonly note: string | null;
  readonly at: Date;
}) => (
  <Page
    site={frameOf(props.site, props.filled)}
    path={props.path}
    title={text.withdrawn.title}
    unlisted
    breadcrumb={[]}
  >
    <p>{text.withdrawn.lead}</p>
    <Facts>
      <Fact label={text.withdrawn.what}>{props.title}</Fact>
      <Fact label={text.withdrawn.note}>{props.note ?? '—'}</Fact>
      <Fact label={text.withdrawn.at}>{writtenMoment(props.at)}</Fact>
    </Facts>
  </Page>
);
