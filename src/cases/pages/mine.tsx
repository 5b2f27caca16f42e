import type { Day } from '../../kernel/index.ts';
import { Light, type LightLevel, LinkButton, LinkList, Notice, OnDay, Page, Pagination, Section, shortDay, Table } from '../../ui/index.ts';
import type { Context } from './context.ts';
import { pageText } from './text.ts';

const words = pageText.list;

export type MineRow = {
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly submittedOn: Day;
  readonly dueOn: Day | null;
  readonly light: LightLevel;
};

export type MineDraft = { readonly id: string; readonly href: string; readonly title: string; readonly savedOn: Day; readonly until: Day };

/** What a person has begun and what it has sent. */
export const MinePage = (props: {
  readonly context: Context;
  readonly drafts: readonly MineDraft[];
  readonly rows: readonly MineRow[];
  readonly nextHref: string | undefined;
  readonly said: string | undefined;
}) => (
  <Page {...props.context} title={pageText.mine} unlisted>
    {props.said !== undefined && <Notice kind="success" title={props.said} announced />}
    {props.drafts.length > 0 && (
      <Section title={words.drafts}>
        <LinkList
          links={props.drafts.map(({ href, title, savedOn, until }) => ({
            href,
            title: `${words.resume}：${title}`,
            note: words.saved(shortDay(savedOn), shortDay(until)),
          }))}
        />
      </Section>
    )}
    <Section title={words.applications}>
      <Table
        caption={words.applications}
        hideCaption
        rows={props.rows}
        rowKey={({ number }) => number}
        empty={words.noApplications}
        columns={[
          { key: 'item', title: words.item, header: true, cell: (row) => <a href={`/my/applications/${row.number}`}>{row.title}</a> },
          { key: 'number', title: words.number, cell: (row) => row.number },
          { key: 'state', title: words.state, cell: (row) => row.state },
          { key: 'submitted', title: words.submitted, cell: (row) => <OnDay day={row.submittedOn} short /> },
          { key: 'due', title: words.due, cell: (row) => (row.dueOn === null ? <Light level={row.light} /> : <><OnDay day={row.dueOn} short /> <Light level={row.light} /></>) },
        ]}
      />
      <Pagination nextHref={props.nextHref} />
    </Section>
    <div className="actions">
      <LinkButton href="/items">{words.begin}</LinkButton>
      <LinkButton kind="secondary" href="/my/consultations">
        {words.askLink}
      </LinkButton>
    </div>
  </Page>
);
