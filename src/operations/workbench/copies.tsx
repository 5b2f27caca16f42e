import type { Output } from '../../workbench/call.ts';
import { At } from '../../workbench/kit/day.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { readOperations } from '../contract.ts';
import { words } from './text.ts';

const { copyColumns: columns, ...text } = words.operations;
const TAGS = { running: 'tag good', draining: 'tag warn', silent: 'tag wrong' } as const;

/** The copies of the program that have been heard of within the hour. */
export const Copies = ({ processes }: { readonly processes: Output<typeof readOperations>['processes'] }) => (
  <Panel title={text.copies}>
    {processes.length === 0 ? (
      <Empty>{text.noCopies}</Empty>
    ) : (
      <Table
        caption={text.list(text.copies)}
        rows={processes}
        keyOf={({ id }) => id}
        columns={[
          { title: columns.role, cell: ({ role }) => text.roles[role] ?? role },
          {
            title: columns.host,
            cell: ({ host, pid }) => (
              <span className="number">
                {host} / {pid}
              </span>
            ),
          },
          { title: columns.address, cell: ({ address }) => address, minor: true },
          { title: columns.version, cell: ({ version }) => <code>{version}</code>, minor: true },
          { title: columns.since, cell: ({ startedAt }) => <At at={startedAt} />, minor: true },
          { title: columns.seen, cell: ({ seenAt }) => <At at={seenAt} /> },
          { title: columns.state, cell: ({ state }) => <span className={TAGS[state]}>{text.states[state]}</span> },
        ]}
      />
    )}
  </Panel>
);
