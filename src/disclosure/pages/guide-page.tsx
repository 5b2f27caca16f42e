import type { ReactNode } from 'react';
import { Fact, Facts, LinkButton, Notice, Page, type PageProps, PlatformTabs, Section, Table } from '../../ui/index.ts';
import { guideText as words } from '../guide-text.ts';
import type { GuideText } from '../rules/guide.ts';

export type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;

export type GuideVersion = {
  readonly version: number;
  readonly from: string;
  readonly to: string | null;
  readonly href: string;
};

type Organ = {
  readonly id: number;
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
};

/** The disclosure guide of an organ, to be read, printed and acted on. @law 政府信息公开条例 第十二条 */
export const GuidePage = (props: {
  readonly context: Context;
  readonly organ: Organ;
  /** Where this is the page of an office whose organ keeps the guide for it. */
  readonly keptFor: string | null;
  readonly guide: GuideText;
  readonly revisedAt: Date;
  readonly shown: GuideVersion;
  readonly versions: readonly GuideVersion[];
  readonly siteKey: string;
}) => {
  const { organ, guide, shown, versions, siteKey } = props;
  const [current] = versions;
  const title = words.of(organ.name);
  const isOld = current !== undefined && current.version !== shown.version;
  return (
    <Page
      {...props.context}
      title={title}
      description={words.description(organ.name)}
      column={{
        name: words.title,
        description: words.intro,
        keywords: words.keywords,
        type: words.columnType,
      }}
      article={{ title, publishedAt: props.revisedAt, source: organ.name, keywords: words.keywords }}
      breadcrumb={[{ href: '/guides', title: words.title }]}
    >
      {props.keptFor !== null && <Notice title={words.kept(organ.name)} />}
      {isOld && (
        <Notice kind="warning" title={words.old(shown.from)}>
          <a href={`/guides/${siteKey}`}>{words.toCurrent}</a>
        </Notice>
      )}
      <p className="byline">{`${words.revised}：${shown.from}　${words.version(shown.version)}`}</p>
      <div className="columns article">
        <div className="guide">
          <Contact guide={guide} />
          {SECTIONS.map((element) =>
            guide[element] === '' ? null : (
              <Section key={element} title={words.sections[element]} id={element}>
                {guide[element].split(/\n+/u).map((paragraph) => (
                  <p key={paragraph}>{paragraph}</p>
                ))}
              </Section>
            ),
          )}
        </div>
        <aside>
          <Ways organ={organ} siteKey={siteKey} />
          <Versions versions={versions} shown={shown} />
        </aside>
      </div>
    </Page>
  );
};

const FACTS = ['office', 'address', 'hours', 'phone', 'fax', 'internet', 'reportPhone', 'reportMailbox'] as const;
const SECTIONS = ['classification', 'arrangement', 'obtaining', 'onRequest', 'supervision', 'remedies'] as const;

const Contact = ({ guide }: { readonly guide: GuideText }) => (
  <Section title={words.contact} id="contact">
    <Facts>
      {FACTS.flatMap((element) =>
        guide[element] === ''
          ? []
          : [
              <Fact key={element} label={words.facts[element]}>
                {guide[element]}
              </Fact>,
            ],
      )}
    </Facts>
  </Section>
);

const Ways = ({ organ, siteKey }: { readonly organ: Organ; readonly siteKey: string }) => (
  <div className="no-print">
    <p>
      <LinkButton href={`/information-requests/new?agency=${organ.id}`}>{words.request}</LinkButton>
    </p>
    <p className="hint">{words.requestLead}</p>
    <ul>
      <li>
        <a href={`/catalogue?agency=${organ.id}`}>{words.catalogue}</a>
      </li>
      <li>
        <a href={`/institutions/${siteKey}`}>{words.institution}</a>
      </li>
    </ul>
    <p>
      <button type="button" className="button quiet" data-do="print">
        {words.print}
      </button>
    </p>
  </div>
);

const Versions = ({
  versions,
  shown,
}: {
  readonly versions: readonly GuideVersion[];
  readonly shown: GuideVersion;
}) => (
  <Section title={words.earlier}>
    <ul>
      {versions.map((version, i) => (
        <li key={version.version}>
          {version.version === shown.version ? (
            <span aria-current="true">{lineOf(version, i === 0)}</span>
          ) : (
            <a href={version.href}>{lineOf(version, i === 0)}</a>
          )}
        </li>
      ))}
    </ul>
  </Section>
);

const lineOf = ({ version, from, to }: GuideVersion, isCurrent: boolean): string =>
  `${words.version(version)}（${isCurrent ? words.current : words.period(from, to)}）`;

/** Where an organ owes its guide: whose duty it is, and how to ask all the same. */
export const NoGuidePage = ({
  context,
  organ,
  siteKey,
}: {
  readonly context: Context;
  readonly organ: Organ;
  readonly siteKey: string;
}) => (
  <Page {...context} title={words.of(organ.name)} unlisted breadcrumb={[{ href: '/guides', title: words.title }]}>
    <Notice kind="warning" title={words.none(organ.name)}>
      {words.noneLead}
    </Notice>
    <Facts>
      {organ.address !== null && <Fact label={words.facts.address}>{organ.address}</Fact>}
      {organ.phone !== null && <Fact label={words.facts.phone}>{organ.phone}</Fact>}
    </Facts>
    <Ways organ={organ} siteKey={siteKey} />
  </Page>
);

export type GuideLine = {
  readonly agency: string;
  readonly href: string;
  readonly phone: string | null;
  /** Null where the organ owes it. */
  readonly revisedOn: string | null;
};

/** The guides of the city at one place, and who owes one. */
export const GuidesPage = (props: {
  readonly context: Context;
  readonly tabs: ReactNode;
  readonly lines: readonly GuideLine[];
}) => {
  const have = props.lines.filter(({ revisedOn }) => revisedOn !== null).length;
  return (
    <Page
      {...props.context}
      title={words.title}
      description={words.intro}
      column={{
        name: words.title,
        description: words.intro,
        keywords: words.keywords,
        type: words.columnType,
      }}
      breadcrumb={[]}
    >
      <PlatformTabs current="guide" />
      <p>{words.intro}</p>
      {props.tabs}
      <p>{words.list.count(have, props.lines.length - have)}</p>
      <Table
        caption={words.list.caption}
        hideCaption
        rows={props.lines}
        rowKey={({ href }) => href}
        empty={words.list.empty}
        columns={[
          {
            key: 'agency',
            title: words.list.agency,
            header: true,
            cell: ({ agency, href }) => <a href={href}>{agency}</a>,
          },
          { key: 'phone', title: words.list.phone, cell: ({ phone }) => phone ?? '—' },
          {
            key: 'revised',
            title: words.list.revised,
            cell: ({ revisedOn }) =>
              revisedOn === null ? <strong>{words.list.owed}</strong> : <span className="nowrap">{revisedOn}</span>,
          },
        ]}
      />
    </Page>
  );
};
