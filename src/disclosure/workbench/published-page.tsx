import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { filterIn, oneOf, words as typed } from '../../workbench/kit/list/filter.ts';
import { Choose, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { GENRES, VALIDITIES } from '../contract.ts';
import { listPublished, openCorrection, proposeChangeCall } from '../wire.ts';
import { AnnulmentFields, type AnnulmentForm, annulmentFrom } from './annulment-fields.tsx';
import { words } from './text.ts';

type Row = Output<typeof listPublished>['rows'][number];
const { published } = words;
const CHANGES = ['withdraw', 'abolish', 'lapse', 'revive'] as const;

/** What stands in public, and the ways to change it. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/disclosure/published', {
    q: typed,
    genre: oneOf(GENRES),
    validity: oneOf([...VALIDITIES, 'withdrawn'] as const),
    node: typed,
  });
  const list = useList(listPublished, (before) => ({ query: { ...filter.asked, before } }));
  const [changing, setChanging] = useState<Row | null>(null);
  const [correcting, setCorrecting] = useState<Row | null>(null);
  return (
    <ListScreen
      title={published.title}
      intro={published.intro}
      filters={
        <>
          <Find filter={filter} by="q" label={words.list.search} />
          <Choose filter={filter} by="genre" label={words.list.columns.genre} choices={titled(GENRES, words.genres)} />
          <Choose
            filter={filter}
            by="validity"
            label={published.validity}
            choices={[...titled(VALIDITIES, words.validities), { value: 'withdrawn', title: published.withdrawn }]}
          />
        </>
      }
      filter={filter}
      list={list}
      empty={published.empty}
      show={(rows) => <Rows rows={rows} onChange={setChanging} onCorrect={setCorrecting} />}
    >
      {changing && <ChangeDialog row={changing} onClose={() => setChanging(null)} />}
      {correcting && <CorrectDialog row={correcting} onClose={() => setCorrecting(null)} />}
    </ListScreen>
  );
}

type RowsProps = {
  readonly rows: readonly Row[];
  readonly onChange: (row: Row) => void;
  readonly onCorrect: (row: Row) => void;
};

function Rows({ rows, onChange, onCorrect }: RowsProps) {
  const mayPropose = usePermission('disclosure.propose');
  const mayDraft = usePermission('disclosure.draft');
  return (
    <Table
      caption={published.table}
      rows={rows}
      keyOf={({ index }) => index}
      columns={[
        {
          title: published.columns.title,
          cell: (row) => (
            <>
              {row.title}
              <div className="soft number">{[row.index, row.documentNumber].filter(Boolean).join(' · ')}</div>
              {row.note && <div className="soft">{row.note}</div>}
            </>
          ),
        },
        { title: published.columns.agency, cell: (row) => row.agency, minor: true },
        {
          title: published.columns.on,
          cell: (row) => (
            <>
              <OnDay day={row.publishedOn} />{' '}
              {row.inTime === false && <span className="tag wrong">{published.late}</span>}
            </>
          ),
        },
        {
          title: published.columns.validity,
          cell: (row) => (row.withdrawn ? published.withdrawn : words.validities[row.validity]),
        },
        {
          title: published.columns.acts,
          cell: (row) => (
            <span className="row">
              {mayDraft && (
                <Button kind="quiet" onClick={() => onCorrect(row)}>
                  {published.correct}
                </Button>
              )}
              {mayPropose && !row.withdrawn && (
                <Button kind="quiet" onClick={() => onChange(row)}>
                  {published.change}
                </Button>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}

type DialogProps = { readonly row: Row; readonly onClose: () => void };

function ChangeDialog({ row, onClose }: DialogProps) {
  const [change, setChange] = useState<(typeof CHANGES)[number]>('withdraw');
  const [note, setNote] = useState('');
  const [by, setBy] = useState('');
  const [annulled, setAnnulled] = useState<AnnulmentForm>({ how: '', on: '', by: '' });
  const asksAnnulment = change === 'withdraw' && row.genre === 'penalty-result';
  const annulment = asksAnnulment ? annulmentFrom(annulled) : undefined;
  const missing = asksAnnulment && annulment === undefined;
  const mayCarry = usePermission('disclosure.release');
  const send = useSend(proposeChangeCall);
  const ask = (atOnce: boolean): void =>
    send.mutate({
      body: {
        index: row.index,
        change,
        note,
        byIndex: by.trim() === '' ? null : by.trim(),
        atOnce,
        ...(annulment === undefined ? {} : { annulment }),
      },
    });
  return (
    <Dialog title={published.changeTitle} onClose={onClose}>
      <p>{row.title}</p>
      {send.error && <Failed error={send.error} />}
      {send.data ? (
        <Notice tone="good">{published.done}</Notice>
      ) : (
        <>
          <SelectField
            label={published.kind}
            value={change}
            onChange={(value) => setChange(CHANGES.find((each) => each === value) ?? 'withdraw')}
            choices={CHANGES.map((value) => ({ value, title: published.kinds[value] }))}
          />
          {asksAnnulment && <AnnulmentFields form={annulled} onChange={setAnnulled} />}
          <AreaField label={published.note} value={note} onChange={setNote} rows={3} />
          {change === 'abolish' && (
            <TextField label={published.by} value={by} onChange={setBy} maxLength={80} optional />
          )}
          <div className="row">
            {mayCarry ? (
              <Button kind="danger" busy={send.isPending} disabled={missing} onClick={() => ask(true)}>
                {published.atOnce}
              </Button>
            ) : (
              <Button kind="main" busy={send.isPending} disabled={missing} onClick={() => ask(false)}>
                {published.propose}
              </Button>
            )}
          </div>
        </>
      )}
    </Dialog>
  );
}

/** A correction begins with the text that stands. */
function CorrectDialog({ row, onClose }: DialogProps) {
  const [note, setNote] = useState('');
  const send = useSend(openCorrection, ({ id }) => go(`/disclosure/publications/${id}`));
  return (
    <Dialog title={published.correctTitle} onClose={onClose}>
      <p>{row.title}</p>
      {send.error && <Failed error={send.error} />}
      <AreaField label={published.correctNote} value={note} onChange={setNote} rows={3} maxLength={500} />
      <Button
        kind="main"
        busy={send.isPending}
        disabled={note.trim().length < 5}
        onClick={() => send.mutate({ body: { index: row.index, note } })}
      >
        {published.correctOpen}
      </Button>
    </Dialog>
  );
}
