import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { filterIn, words as typed } from '../../workbench/kit/list/filter.ts';
import { ChooseDay } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { PRINT_KINDS } from '../contract.ts';
import { printTitles } from '../text.ts';
import { enterPrint, listPrints, printsCsv } from '../wire-checks.ts';
import { words } from './text.ts';
import { useAgencies } from './use-agencies.ts';

const { prints: text } = words;
type Row = Output<typeof listPrints>['rows'][number];
type Doing = { readonly what: 'enter' } | { readonly what: 'correct' | 'strike'; readonly row: Row };

/** What was printed outside of campaigns, and the sum of its copies (M-067). */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/boards/prints', { from: typed, until: typed });
  const list = useList(listPrints, (before) => ({ query: { ...filter.asked, before } }));
  const mayEnter = usePermission('boards.campaign');
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        mayEnter && (
          <Button kind="main" onClick={() => setDoing({ what: 'enter' })}>
            {text.add}
          </Button>
        )
      }
      csv={urlOf(printsCsv, { query: filter.asked })}
      filters={
        <>
          <ChooseDay filter={filter} by="from" label={text.from} />
          <ChooseDay filter={filter} by="until" label={text.until} />
        </>
      }
      sums={list.first && <p>{text.sum(list.first.copies)}</p>}
      filter={filter}
      list={list}
      empty={text.empty}
      show={(rows) => <Rows rows={rows} onDo={setDoing} />}
    >
      {doing !== null && doing.what !== 'strike' && (
        <EnterDialog row={doing.what === 'correct' ? doing.row : null} onClose={close} />
      )}
      {doing?.what === 'strike' && <StrikeDialog row={doing.row} onClose={close} />}
    </ListScreen>
  );
}

const Rows = ({ rows, onDo }: { readonly rows: readonly Row[]; readonly onDo: (doing: Doing) => void }) => (
  <Table
    caption={text.table}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      {
        title: text.name,
        cell: (row) => (
          <>
            {row.title}
            <div className="soft">
              {printTitles[row.kind]} · {row.agency}
            </div>
          </>
        ),
      },
      { title: text.copies, cell: (row) => row.copies.toLocaleString('zh-CN'), right: true },
      { title: text.on, cell: (row) => <OnDay day={row.on} /> },
      { title: text.evidence, cell: (row) => row.evidence, minor: true },
      {
        title: text.correct,
        cell: (row) =>
          row.mayChange && (
            <span className="row">
              <Button
                kind="quiet"
                aria-label={`${text.correct}：${row.title}`}
                onClick={() => onDo({ what: 'correct', row })}
              >
                {text.correct}
              </Button>
              <Button
                kind="quiet"
                aria-label={`${text.strike}：${row.title}`}
                onClick={() => onDo({ what: 'strike', row })}
              >
                {text.strike}
              </Button>
            </span>
          ),
      },
    ]}
  />
);

function EnterDialog({ row, onClose }: { readonly row: Row | null; readonly onClose: () => void }) {
  const agencies = useAgencies();
  const [typed, setTyped] = useState({
    agency: row ? String(row.agencyId) : '',
    title: row?.title ?? '',
    kind: row?.kind ?? PRINT_KINDS[0],
    copies: row ? String(row.copies) : '',
    on: row?.on ?? legalDay(new Date()),
    evidence: row?.evidence ?? '',
  });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(enterPrint, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { agency, copies, ...rest } = typed;
    send.mutate({
      body: { ...rest, agencyId: Number(agency), copies: Number(copies), replaces: row?.id ?? null },
    });
  };
  return (
    <Dialog title={row ? text.correct : text.add} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        {row === null && (
          <SelectField
            label={text.agency}
            blank=""
            value={typed.agency}
            onChange={(agency) => set({ agency })}
            choices={agencies}
          />
        )}
        <TextField label={text.name} value={typed.title} onChange={(title) => set({ title })} maxLength={80} />
        <SelectField
          label={text.kind}
          value={typed.kind}
          onChange={(value) => set({ kind: PRINT_KINDS.find((kind) => kind === value) ?? 'other' })}
          choices={titled(PRINT_KINDS, printTitles)}
        />
        <TextField
          label={text.copies}
          inputMode="numeric"
          value={typed.copies}
          onChange={(copies) => set({ copies: copies.replaceAll(/\D/gu, '') })}
          maxLength={8}
        />
        <TextField label={text.on} type="date" value={typed.on} onChange={(on) => set({ on })} />
        <TextField
          label={text.evidence}
          hint={text.evidenceHint}
          value={typed.evidence}
          onChange={(evidence) => set({ evidence })}
          maxLength={120}
        />
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.save}
        </Button>
      </form>
    </Dialog>
  );
}

function StrikeDialog({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const send = useSend(enterPrint, onClose);
  const { agencyId, title, kind, on, evidence } = row;
  return (
    <Dialog title={`${text.strike}：${title}`} onClose={onClose}>
      {send.error && <Failed error={send.error} />}
      <p>{text.strikeSure}</p>
      <div className="row">
        <Button
          kind="main"
          busy={send.isPending}
          onClick={() => send.mutate({ body: { agencyId, title, kind, on, evidence, copies: 0, replaces: row.id } })}
        >
          {text.strike}
        </Button>
        <Button onClick={onClose}>{text.cancel}</Button>
      </div>
    </Dialog>
  );
}
