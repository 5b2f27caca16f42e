import { useState } from 'react';
import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import {
  DISPUTE_KINDS,
  DisputeKind,
  disputesCsv,
  disputesXlsx,
  listDisputes,
  registerDispute,
} from '../remedies/contract.ts';
import { reportWords } from './report-words.ts';

const { columns, ...text } = reportWords.disputes;

/** The register of a year, with what was lost in it. */
export function Page({ query }: PageProps) {
  const year = Number(query.get('year') ?? legalDay(new Date()).slice(0, 4));
  const [words, setWords] = useState('');
  const [after, setAfter] = useState<number | null>(null);
  const [registering, setRegistering] = useState(false);
  const filter = { year, ...(words === '' ? {} : { words }) };
  const list = useCall(listDisputes, { query: { ...filter, ...(after === null ? {} : { after }) } }, { keep: true });
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{text.title}</h1>
        {list.data?.mayRegister && <Button onClick={() => setRegistering(true)}>{text.register}</Button>}
      </header>
      <div className="row foot no-print">
        <TextField
          label={text.year}
          type="number"
          value={String(year)}
          filter
          onChange={(typed) => {
            if (/^20\d\d$/u.test(typed)) go(urlOf({ path: '/disputes' }, { query: { year: typed } }));
          }}
        />
        <TextField label={text.words} value={words} onChange={setWords} filter />
        <a className="button" href={urlOf(disputesCsv, { query: filter })}>
          {text.export} csv
        </a>
        <a className="button" href={urlOf(disputesXlsx, { query: filter })}>
          {text.export} xlsx
        </a>
      </div>
      <Answer of={list}>
        {({ rows, counters, next }) => (
          <>
            <Panel title={text.counters}>
              <Facts
                facts={[
                  [text.corrected, counters.corrected],
                  [text.lost, counters.lost],
                  [text.complaints, counters.complaints],
                ]}
              />
            </Panel>
            {rows.length === 0 ? (
              <Empty>{text.empty}</Empty>
            ) : (
              <Table
                caption={text.table}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  { title: columns.number, cell: ({ id, number }) => <Link to={`/disputes/${id}`}>{number}</Link> },
                  { title: columns.kind, cell: ({ kind }) => text.kinds[kind] },
                  { title: columns.authority, cell: ({ authority, caseNumber }) => `${authority} ${caseNumber}` },
                  { title: columns.accepted, cell: ({ acceptedOn }) => <OnDay day={acceptedOn} />, minor: true },
                  { title: columns.state, cell: ({ stateTitle }) => stateTitle },
                  {
                    title: columns.result,
                    cell: ({ result }) => (result === null ? text.pending : text.results[result]),
                  },
                  {
                    title: columns.due,
                    cell: ({ dueOn, late }) =>
                      dueOn && (
                        <span className={late ? 'late' : undefined}>
                          <OnDay day={dueOn} />
                        </span>
                      ),
                  },
                ]}
              />
            )}
            {next !== null && <Button onClick={() => setAfter(next)}>{reportWords.reports.more}</Button>}
          </>
        )}
      </Answer>
      {registering && <Register onClose={() => setRegistering(false)} />}
    </div>
  );
}

function Register({ onClose }: { readonly onClose: () => void }) {
  const today = legalDay(new Date());
  const [kind, setKind] = useState<DisputeKind>('reconsideration');
  const [given, setGiven] = useState({
    request: '',
    authority: '',
    caseNumber: '',
    ground: '',
    acceptedOn: today,
    servedOn: today,
    summary: false,
    afterReconsideration: false,
  });
  const send = useSend(registerDispute, ({ id }) => go(`/disputes/${id}`));
  const set = (change: Partial<typeof given>): void => setGiven({ ...given, ...change });
  return (
    <Dialog title={text.register} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!send.isPending) send.mutate({ body: { kind, ...given } });
        }}
      >
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={text.fields.kind}
          value={kind}
          onChange={(value) => setKind(DisputeKind.parse(value))}
          choices={DISPUTE_KINDS.map((value) => ({ value, title: text.kinds[value] }))}
        />
        <TextField
          label={text.fields.request}
          value={given.request}
          onChange={(request) => set({ request })}
          optional
        />
        <TextField label={text.fields.authority} value={given.authority} onChange={(authority) => set({ authority })} />
        <TextField
          label={text.fields.caseNumber}
          value={given.caseNumber}
          onChange={(caseNumber) => set({ caseNumber })}
          optional
        />
        <AreaField label={text.fields.ground} value={given.ground} onChange={(ground) => set({ ground })} rows={3} />
        <TextField
          label={text.fields.acceptedOn}
          type="date"
          value={given.acceptedOn}
          onChange={(acceptedOn) => set({ acceptedOn })}
        />
        <TextField
          label={text.fields.servedOn}
          type="date"
          value={given.servedOn}
          onChange={(servedOn) => set({ servedOn })}
        />
        {kind === 'reconsideration' && (
          <CheckField label={text.fields.summary} value={given.summary} onChange={(summary) => set({ summary })} />
        )}
        {kind === 'lawsuit' && (
          <CheckField
            label={text.fields.after}
            value={given.afterReconsideration}
            onChange={(afterReconsideration) => set({ afterReconsideration })}
          />
        )}
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending}>
            {text.register}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
