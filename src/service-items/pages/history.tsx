import type { Day } from '../../kernel/index.ts';
import { Fact, Facts, OnDay, Page, Section, Table, Tag } from '../../ui/index.ts';
import type { Difference } from '../elements.ts';
import { pageText } from '../text.ts';
import type { Context } from './context.ts';

const text = pageText.history;

export type VersionView = {
  readonly version: number;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly source: string;
  readonly standing: 'current' | 'future' | 'past';
  /** Compared with the version before; null for the first. */
  readonly differences: readonly Difference[] | null;
};

const Lines = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.length === 0 ? (
    text.blank
  ) : (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );

const Changes = ({ view }: { readonly view: VersionView }) => {
  if (view.differences === null) return <p>{text.first}</p>;
  if (view.differences.length === 0) return <p>{text.same}</p>;
  return (
    <Table
      caption={text.changes(view.version - 1)}
      rows={view.differences}
      rowKey={({ key }) => key}
      columns={[
        { key: 'element', title: text.element, header: true, cell: ({ name }) => name },
        { key: 'before', title: text.before, cell: ({ before }) => <Lines lines={before} /> },
        { key: 'after', title: text.after, cell: ({ after }) => <Lines lines={after} /> },
      ]}
    />
  );
};

/** Every version of a guide, newest first, each with what it changed. */
export const HistoryPage = (props: {
  readonly context: Context;
  readonly code: string;
  readonly name: string;
  readonly versions: readonly VersionView[];
}) => (
  <Page
    {...props.context}
    title={text.title(props.name)}
    breadcrumb={[
      { href: '/items', title: pageText.guide.breadcrumb },
      { href: `/items/${props.code}`, title: props.name },
    ]}
  >
    {props.versions.map((view) => (
      <Section key={view.version} title={pageText.guide.version(view.version)}>
        <p>
          <Tag>{text[view.standing]}</Tag>
        </p>
        <Facts>
          <Fact label={text.from}>
            <OnDay day={view.validFrom} />
          </Fact>
          {view.validTo && (
            <Fact label={text.until}>
              <OnDay day={view.validTo} />
            </Fact>
          )}
          <Fact label={text.reason}>{view.source}</Fact>
        </Facts>
        <Changes view={view} />
      </Section>
    ))}
  </Page>
);
