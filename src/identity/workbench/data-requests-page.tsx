import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { ReasonDialog } from '../../workbench/kit/reason-dialog.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { fulfilDataRequest, listDataRequests, refuseDataRequest } from './endpoints.ts';
import { words } from './text.ts';

type Request = Output<typeof listDataRequests>['requests'][number];
const text = words.dataRequests;

/** People who want their account closed and their data erased, for the security administrator. */
export function Page() {
  const list = useCall(listDataRequests, {});
  const [open, setOpen] = useState<{ readonly act: 'fulfil' | 'refuse'; readonly request: Request } | null>(null);
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
      </header>
      <p className="soft">{text.intro}</p>
      <Answer of={list}>
        {({ requests }) =>
          requests.length === 0 ? (
            <Empty>{text.empty}</Empty>
          ) : (
            <div className="panel flush">
              <Table
                caption={text.table}
                rows={requests}
                keyOf={(request) => request.id}
                columns={[
                  { title: text.columns.number, cell: (request) => <span className="number">{request.number}</span> },
                  { title: text.columns.name, cell: (request) => request.name },
                  { title: text.columns.at, cell: (request) => <At at={request.openedAt} /> },
                  { title: text.columns.due, cell: (request) => request.dueOn ?? '' },
                  {
                    title: text.columns.act,
                    cell: (request) => (
                      <span className="row">
                        <Button kind="quiet" onClick={() => setOpen({ act: 'fulfil', request })}>
                          {text.fulfil}
                        </Button>
                        <Button kind="quiet" onClick={() => setOpen({ act: 'refuse', request })}>
                          {text.refuse}
                        </Button>
                      </span>
                    ),
                  },
                ]}
              />
            </div>
          )
        }
      </Answer>
      {open?.act === 'fulfil' && <Fulfil request={open.request} onClose={() => setOpen(null)} />}
      {open?.act === 'refuse' && <Refuse request={open.request} onClose={() => setOpen(null)} />}
    </div>
  );
}

type Props = { readonly request: Request; readonly onClose: () => void };

function Fulfil({ request, onClose }: Props) {
  const send = useSend(fulfilDataRequest, onClose);
  return (
    <Dialog title={text.fulfil} onClose={onClose}>
      <div className="stack">
        {send.error && <Failed error={send.error} />}
        <p>{text.sure}</p>
        <div className="row">
          <Button kind="main" busy={send.isPending} onClick={() => send.mutate({ params: { id: request.id } })}>
            {text.fulfil}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Refuse({ request, onClose }: Props) {
  const send = useSend(refuseDataRequest, onClose);
  return (
    <ReasonDialog
      title={text.refuse}
      hint={text.refuseHint}
      busy={send.isPending}
      error={send.error}
      onSend={(reason) => send.mutate({ params: { id: request.id }, body: { reason } })}
      onClose={onClose}
    />
  );
}
