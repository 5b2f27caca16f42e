import {
  Light,
  LinkButton,
  LinkList,
  Notice,
  OnDay,
  Page,
  Pagination,
  Section,
  shortDay,
  Table,
} from '../../ui/index.ts';
import type { MineDraft, MineRow } from '../operations/mine.ts';
import type { Context } from './context.ts';
import { pageText } from './text.ts';

const words = pageText.list;

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
          links={props.drafts.map(({ id, itemName, corrects, savedOn, until }) => ({
            href: `/my/drafts/${id}`,
            title: `${words.resume}：${corrects ? pageText.correcting.title(itemName) : itemName}`,
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
          {
            key: 'item',
            title: words.item,
            header: true,
            cell: (row) => <a href={`/my/applications/${row.number}`}>{row.title}</a>,
          },
          { key: 'number', title: words.number, cell: (row) => row.number },
          { key: 'state', title: words.state, cell: (row) => row.state },
          { key: 'submitted', title: words.submitted, cell: (row) => <OnDay day={row.submittedOn} short /> },
          {
            key: 'due',
            title: words.due,
            cell: (row) =>
              row.dueOn === null ? (
                <Light level={row.light} />
              ) : (
                <>
                  <OnDay day={row.dueOn} short /> <Light level={row.light} />
                </>
              ),
          },
        ]}
      />
      <Pagination nextHref={props.nextHref} />
    </Section>
    <div className="actions">
      <LinkButton href="/items">{words.begin}</LinkButton>
      <LinkButton kind="secondary" href="/my/notices">
        {words.notices}
      </LinkButton>
      <LinkButton kind="secondary" href="/my/consultations">
        {words.askLink}
      </LinkButton>
    </div>
  </Page>
);
