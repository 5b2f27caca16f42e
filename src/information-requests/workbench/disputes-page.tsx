import { useState } from 'react';
import { urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { filterIn, words as typed, whole } from '../../workbench/kit/list/filter.ts';
import { Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { YearField } from '../../workbench/kit/year-field.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
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
  const filter = filterIn(query, '/disputes', { year: whole, words: typed });
  const asked = { ...filter.asked, year: filter.asked.year ?? Number(legalDay(new Date()).slice(0, 4)) };
  const list = useList(listDisputes, (after) => ({ query: { ...asked, after } }));
  const [registering, setRegistering] = useState(false);
  return (
    <ListScreen
      title={text.title}
      acts={list.first?.mayRegister && <Button onClick={() => setRegistering(true)}>{text.register}</Button>}
      csv={urlOf(disputesCsv, { query: asked })}
      xlsx={urlOf(disputesXlsx, { query: asked })}
      filters={
        <>
          <YearField label={text.year} value={asked.year} onChange={(year) => filter.put('year', year)} />
          <Find filter={filter} by="words" label={text.words} />
        </>
      }
      sums={
        list.first && (
          <Panel title={text.counters}>
            <Facts
              facts={[
                [text.corrected, list.first.counters.corrected],
                [text.lost, list.first.counters.lost],
                [text.complaints, list.first.counters.complaints],
              ]}
            />
          </Panel>
        )
      }
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.table}
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
    >
      {registering && <Register onClose={() => setRegistering(false)} />}
    </ListScreen>
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
