import type { Day } from '../kernel/index.ts';
import { Moment, OnDay, Page, type PageProps, Table } from '../ui/index.ts';
import { text } from './text.ts';

export type BoardLine = { readonly number: string; readonly title: string; readonly finishedOn: Day };

/** The board in the hall: what was finished last. */
export const BoardPage = (props: {
  readonly context: Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
  readonly lines: readonly BoardLine[];
  readonly at: Date;
}) => (
  <Page {...props.context} title={text.title} unlisted>
    <p>{text.intro}</p>
    <Table
      caption={text.title}
      hideCaption
      rows={props.lines}
      rowKey={(line) => line.number}
      empty={text.empty}
      columns={[
        { key: 'number', title: text.number, header: true, cell: (line) => line.number },
        { key: 'matter', title: text.matter, cell: (line) => line.title },
        { key: 'finished', title: text.finished, cell: (line) => <OnDay day={line.finishedOn} /> },
      ]}
    />
    <p className="hint">
      {text.updated} <Moment at={props.at} />
    </p>
  </Page>
);
