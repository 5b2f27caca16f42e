import { type FormEvent, useState } from 'react';
import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type Handover, handOver, handoverCsv, RECEIVERS, readHandover } from '../handover/contract.ts';
import { handoverText as said } from '../handover/text.ts';
import './sites.css';

/** One agency's year: the list that is handed over, and the receipts. */
export function Page({ params }: PageProps) {
  const found = useCall(readHandover, { params: { id: Number(params.id) } });
  return (
    <Answer of={found} title={said.title}>
      {(handover) => (
        <div className="stack">
          <header>
            <h1>{`${handover.agency} ${said.ofYear(handover.year)}`}</h1>
            <div className="row no-print">
              <a className="button" href={urlOf(handoverCsv, { params: { id: handover.id } })} download>
                {said.export}
              </a>
              <Button onClick={() => window.print()}>{said.print}</Button>
            </div>
          </header>
          <p>
            {handover.late ? <span className="late">{said.late}</span> : said.process[handover.state]}
            {handover.dueOn && (
              <>
                {` · ${said.due} `}
                <OnDay day={handover.dueOn} />
              </>
            )}
          </p>
          {handover.mayHand && <Hand key={handover.seq} handover={handover} />}
          <Receipts handover={handover} />
          <Documents handover={handover} />
          <p className="print-only">{said.sign}</p>
        </div>
      )}
    </Answer>
  );
}

const Receipts = ({ handover: { receipts } }: { readonly handover: Handover }) => (
  <Panel title={said.receipts} className={receipts.length === 0 ? 'no-print' : ''}>
    {receipts.length === 0 ? (
      <Empty>{said.noReceipts}</Empty>
    ) : (
      <Table
        caption={said.receipts}
        rows={receipts}
        keyOf={({ id }) => id}
        columns={[
          { title: said.to, cell: ({ kind }) => said.kinds[kind] },
          { title: said.receiver, cell: ({ receiver }) => receiver },
          { title: said.day, cell: ({ on }) => <OnDay day={on} /> },
          { title: said.handed, cell: ({ items }) => said.count(items), right: true },
          { title: said.copies, cell: ({ copies }) => copies, right: true },
          { title: said.receipt, cell: ({ receipt }) => receipt },
        ]}
      />
    )}
  </Panel>
);

const Documents = ({ handover: { items } }: { readonly handover: Handover }) => (
  <Panel title={said.list}>
    {items.length === 0 ? (
      <Empty>{said.noDocuments}</Empty>
    ) : (
      <Table
        caption={said.list}
        rows={items.map((item, place) => ({ ...item, place: place + 1 }))}
        keyOf={({ index }) => index}
        columns={[
          { title: said.number, cell: ({ place }) => place, right: true },
          { title: said.name, cell: ({ title }) => title },
          { title: said.index, cell: ({ index }) => index },
          { title: said.documentNumber, cell: ({ documentNumber }) => documentNumber ?? '—', minor: true },
          { title: said.on, cell: ({ on }) => <OnDay day={on} /> },
          { title: said.handed, cell: ({ handed }) => handed.map((kind) => said.kinds[kind]).join('、') || '—' },
        ]}
      />
    )}
  </Panel>
);

function Hand({ handover }: { readonly handover: Handover }) {
  const open = RECEIVERS.filter((kind) => handover.left[kind] > 0);
  const [typed, setTyped] = useState({
    ...{ receiver: '', on: legalDay(new Date()), copies: '1', receipt: '' },
    kind: open[0] ?? RECEIVERS[0],
  });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(handOver);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { copies, ...rest } = typed;
    send.mutate({
      params: { id: handover.id },
      body: { ...rest, copies: Number(copies), seenSeq: handover.seq },
    });
  };
  return (
    <Panel title={said.add} className="no-print">
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={said.to}
          hint={said.addHint(handover.left[typed.kind])}
          value={typed.kind}
          onChange={(value) => set({ kind: open.find((kind) => kind === value) ?? typed.kind })}
          choices={open.map((kind) => ({ value: kind, title: said.kinds[kind] }))}
        />
        <TextField
          label={said.receiver}
          value={typed.receiver}
          onChange={(receiver) => set({ receiver })}
          maxLength={100}
        />
        <div className="row">
          <TextField label={said.day} type="date" value={typed.on} onChange={(on) => set({ on })} />
          <TextField label={said.copies} type="number" value={typed.copies} onChange={(copies) => set({ copies })} />
        </div>
        <TextField
          label={said.receipt}
          value={typed.receipt}
          onChange={(receipt) => set({ receipt })}
          maxLength={100}
        />
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending}>
            {said.save}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
