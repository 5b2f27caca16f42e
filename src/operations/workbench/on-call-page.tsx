import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Empty, Notice } from '../../workbench/kit/notice.tsx';
import { Facts } from '../../workbench/kit/panel.tsx';
import { ReasonDialog } from '../../workbench/kit/reason-dialog.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { listOnCall, type OnCall, revealOnCall } from '../contract.ts';
import { OnCallDialog } from './on-call-dialog.tsx';
import { words } from './text.ts';

const { columns, ...text } = words.onCall;

/** Who is called in an emergency. */
export function Page() {
  const list = useCall(listOnCall, {});
  const [entering, setEntering] = useState(false);
  const [shown, setShown] = useState<OnCall | null>(null);
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{text.title}</h1>
        {list.data?.mayEnter && (
          <Button kind="main" onClick={() => setEntering(true)}>
            {text.enter}
          </Button>
        )}
      </header>
      <p className="soft">{text.intro}</p>
      <Answer of={list}>
        {({ onCall, vacant }) => (
          <>
            {vacant.length > 0 && (
              <Notice tone="warn">{text.vacant(vacant.map((duty) => text.duties[duty]).join('、'))}</Notice>
            )}
            {onCall.length === 0 ? <Empty>{text.empty}</Empty> : <List onCall={onCall} onShow={setShown} />}
          </>
        )}
      </Answer>
      {entering && <OnCallDialog onClose={() => setEntering(false)} />}
      {shown && <Numbers of={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

const List = ({ onCall, onShow }: { readonly onCall: readonly OnCall[]; readonly onShow: (row: OnCall) => void }) => (
  <div className="panel flush">
    <Table
      caption={text.table}
      rows={onCall}
      keyOf={({ id }) => id}
      columns={[
        { title: columns.duty, cell: ({ duty }) => text.duties[duty] },
        { title: columns.who, cell: ({ name }) => name },
        { title: columns.phone, cell: ({ phone }) => <span className="number">{phone}</span> },
        { title: columns.deputy, cell: ({ deputy }) => deputy },
        { title: columns.deputyPhone, cell: ({ deputyPhone }) => <span className="number">{deputyPhone}</span> },
        { title: columns.from, cell: ({ fromOn }) => <OnDay day={fromOn} />, minor: true },
        {
          title: columns.acts,
          cell: (row) => <Button onClick={() => onShow(row)}>{text.show}</Button>,
        },
      ]}
    />
  </div>
);

function Numbers({ of: row, onClose }: { readonly of: OnCall; readonly onClose: () => void }) {
  const send = useSend(revealOnCall);
  return (
    <ReasonDialog
      title={text.show}
      hint={text.showHint}
      busy={send.isPending}
      error={send.error}
      onSend={(reason) => send.mutate({ params: { id: row.id }, body: { reason } })}
      onClose={onClose}
    >
      {send.data && (
        <Facts
          facts={[
            [row.name, send.data.phone],
            [row.deputy ?? text.deputy, send.data.deputyPhone],
          ]}
        />
      )}
    </ReasonDialog>
  );
}
