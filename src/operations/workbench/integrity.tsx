import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { type readOperations, verifyNow } from '../contract.ts';
import { words } from './text.ts';

const { passColumns: columns, ...text } = words.operations;

type Pass = Output<typeof readOperations>['verifications'][number];

/** The passes over the ledger: every hash and chain computed again. */
export function Integrity({
  verifications,
  mayMend,
}: {
  readonly verifications: readonly Pass[];
  readonly mayMend: boolean;
}) {
  const send = useSend(verifyNow);
  return (
    <Panel
      title={text.integrity}
      aside={
        mayMend && (
          <Button busy={send.isPending} onClick={() => send.mutate({})}>
            {text.verifyNow}
          </Button>
        )
      }
    >
      <div className="stack">
        {send.error && <Failed error={send.error} />}
        {send.isSuccess && <Notice tone="good">{text.verifyQueued}</Notice>}
        {verifications.length === 0 ? (
          <Empty>{text.noVerification}</Empty>
        ) : (
          <Table
            caption={text.list(text.integrity)}
            rows={verifications}
            keyOf={({ id }) => id}
            columns={[
              { title: columns.began, cell: ({ beganAt }) => <At at={beganAt} /> },
              {
                title: columns.ended,
                cell: ({ endedAt }) => (endedAt === null ? text.running : <At at={endedAt} />),
                minor: true,
              },
              { title: columns.matters, cell: ({ matters }) => matters.toLocaleString('zh-CN'), right: true },
              { title: columns.entries, cell: ({ entries }) => entries.toLocaleString('zh-CN'), right: true },
              { title: columns.result, cell: (pass) => <Result pass={pass} /> },
            ]}
          />
        )}
      </div>
    </Panel>
  );
}

function Result({ pass: { faultCount, faults, endedAt } }: { readonly pass: Pass }) {
  if (faultCount === 0) return endedAt === null ? null : <span className="tag good">{text.sound}</span>;
  return (
    <details>
      <summary>
        <span className="late">{text.faults(faultCount)}</span>
      </summary>
      <ul className="stack tight">
        {faults.map(({ matter, seq, fault }) => (
          <li key={`${matter} ${seq} ${fault}`}>{text.fault(matter, seq, fault)}</li>
        ))}
      </ul>
    </details>
  );
}
