import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At, legalTime } from '../../workbench/kit/day.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { ReasonDialog } from '../../workbench/kit/reason-dialog.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type FailedJob, listTroubledJobs, mendJob } from '../contract.ts';
import { words } from './text.ts';

const { jobColumns: columns, jobStates: states, ...text } = words.operations;

type Counts = { readonly waiting: number; readonly late: number; readonly failed: number };
type Open = { readonly job: FailedJob; readonly act: 'retry' | 'discard' };

/** Work that waits, and work that failed: tried again or given up by hand. */
export function Jobs({ counts, mayMend }: { readonly counts: Counts; readonly mayMend: boolean }) {
  const jobs = useCall(listTroubledJobs, {});
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <Panel title={text.jobs}>
      <div className="stack">
        <Facts
          facts={[
            [states.waiting, counts.waiting],
            [states.late, counts.late],
            [states.failed, counts.failed],
          ]}
        />
        <Answer of={jobs}>
          {({ jobs: rows }) =>
            rows.length === 0 ? (
              <Empty>{text.noTrouble}</Empty>
            ) : (
              <Table
                caption={text.list(text.jobs)}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  { title: columns.task, cell: ({ task }) => <code>{task}</code> },
                  { title: columns.attempts, cell: ({ attempts }) => attempts, right: true },
                  { title: columns.since, cell: ({ createdAt }) => <At at={createdAt} />, minor: true },
                  { title: columns.state, cell: stateOf },
                  {
                    title: columns.error,
                    cell: ({ lastError, requestId }) => (
                      <>
                        {lastError}
                        {requestId !== null && <div className="soft">{text.request(requestId)}</div>}
                      </>
                    ),
                  },
                  ...(mayMend
                    ? [
                        {
                          title: columns.acts,
                          cell: (job: FailedJob) => (
                            <div className="row">
                              <Button onClick={() => setOpen({ job, act: 'retry' })}>{text.retry}</Button>
                              <Button kind="danger" onClick={() => setOpen({ job, act: 'discard' })}>
                                {text.discard}
                              </Button>
                            </div>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            )
          }
        </Answer>
        {open && <Mend open={open} onClose={() => setOpen(null)} />}
      </div>
    </Panel>
  );
}

const stateOf = ({ failedAt, runAt }: FailedJob): string => {
  if (failedAt !== null) return text.givenUp(legalTime(failedAt));
  return runAt === null ? states.waiting : text.nextTry(legalTime(runAt));
};

function Mend({ open: { job, act }, onClose }: { readonly open: Open; readonly onClose: () => void }) {
  const send = useSend(mendJob, onClose);
  return (
    <ReasonDialog
      title={text[act]}
      hint={act === 'retry' ? text.retryHint : text.discardHint}
      busy={send.isPending}
      error={send.error}
      onSend={(reason) => send.mutate({ params: { id: job.id, act }, body: { reason } })}
      onClose={onClose}
    />
  );
}
