import type { ReactNode } from 'react';
import { Fact, Facts, Notice, Page, Section, Table } from '../../ui/index.ts';
import { institutionText as words } from '../guide-text.ts';
import type { Institution } from '../rules/institution.ts';
import type { Context } from './guide-page.tsx';

const tags = {
  name: words.title,
  description: words.intro,
  keywords: words.keywords,
  type: words.columnType,
} as const;

/** What an organ does, who heads it, and its internal parts with their phones. @law 政府信息公开条例 第二十条第二项 */
export const InstitutionPage = (props: {
  readonly context: Context;
  readonly organ: {
    readonly name: string;
    readonly address: string | null;
    readonly phone: string | null;
    readonly above: string | null;
  };
  readonly institution: Institution | null;
  readonly revisedOn: string | null;
  readonly siteKey: string;
}) => {
  const { organ, institution } = props;
  const { facts } = words;
  return (
    <Page
      {...props.context}
      title={words.of(organ.name)}
      description={words.description(organ.name)}
      column={tags}
      breadcrumb={[{ href: '/institutions', title: words.title }]}
    >
      {institution === null && <Notice kind="warning" title={words.none} />}
      <Facts>
        <Fact label={facts.name}>{organ.name}</Fact>
        {organ.above !== null && <Fact label={facts.parent}>{organ.above}</Fact>}
        {organ.address !== null && <Fact label={facts.address}>{organ.address}</Fact>}
        {organ.phone !== null && <Fact label={facts.phone}>{organ.phone}</Fact>}
        {institution && institution.hours !== '' && <Fact label={facts.hours}>{institution.hours}</Fact>}
        {props.revisedOn !== null && <Fact label={facts.revised}>{props.revisedOn}</Fact>}
      </Facts>
      {institution && institution.duties !== '' && (
        <Section title={words.duties}>
          {institution.duties.split(/\n+/u).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </Section>
      )}
      {institution && institution.heads.length > 0 && <Heads heads={institution.heads} />}
      {institution && institution.sections.length > 0 && <Sections sections={institution.sections} />}
      <p className="no-print">
        <a href={`/guides/${props.siteKey}`}>{words.guide}</a> <a href={`/site/${props.siteKey}/`}>{words.site}</a>{' '}
        <button type="button" className="button quiet" data-do="print">
          {words.print}
        </button>
      </p>
    </Page>
  );
};

const Heads = ({ heads }: Pick<Institution, 'heads'>) => (
  <Section title={words.heads}>
    <Table
      caption={words.heads}
      hideCaption
      rows={heads}
      rowKey={({ name, post }) => `${name} ${post}`}
      columns={[
        { key: 'name', title: words.head.name, header: true, cell: ({ name }) => name },
        { key: 'post', title: words.head.post, cell: ({ post }) => post },
        { key: 'duties', title: words.head.duties, cell: ({ duties }) => duties || '—' },
      ]}
    />
  </Section>
);

const Sections = ({ sections }: Pick<Institution, 'sections'>) => (
  <Section title={words.sections}>
    <Table
      caption={words.sections}
      hideCaption
      rows={sections}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', title: words.section.name, header: true, cell: ({ name }) => name },
        { key: 'duties', title: words.section.duties, cell: ({ duties }) => duties || '—' },
        {
          key: 'phone',
          title: words.section.phone,
          cell: ({ phone }) => <span className="nowrap">{phone || '—'}</span>,
        },
        { key: 'room', title: words.section.room, cell: ({ room }) => room || '—' },
      ]}
    />
  </Section>
);

export type InstitutionLine = {
  readonly agency: string;
  readonly href: string;
  readonly phone: string | null;
  readonly address: string | null;
  /** Internal parts that were found by what was looked for. */
  readonly found: readonly { readonly name: string; readonly phone: string }[];
};

/** All organs with their addresses, and what is found in their internal organisation. */
export const InstitutionsPage = (props: {
  readonly context: Context;
  readonly tabs: ReactNode;
  readonly lines: readonly InstitutionLine[];
  readonly searched: boolean;
}) => (
  <Page {...props.context} title={words.title} description={words.intro} column={tags} breadcrumb={[]}>
    <p>{words.intro}</p>
    {props.tabs}
    <p>{words.list.count(props.lines.length)}</p>
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
        ...(props.searched
          ? [
              {
                key: 'found',
                title: words.list.found,
                cell: ({ found }: InstitutionLine) =>
                  found.length === 0 ? '—' : found.map(({ name, phone }) => `${name} ${phone}`.trim()).join('；'),
              },
            ]
          : []),
        { key: 'phone', title: words.list.phone, cell: ({ phone }) => phone ?? '—' },
        { key: 'address', title: words.list.address, cell: ({ address }) => address ?? '—' },
      ]}
    />
  </Page>
);
