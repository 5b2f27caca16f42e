import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { AreaField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type GazetteView, proposeGazetteChange, readGazettes } from '../gazette/contract.ts';
import { gazetteText } from '../gazette/text.ts';
import { Finder, ItemsTable } from './gazette-items.tsx';

const said = gazetteText.staff;

/** An issue that is out: how it stands, and how it is corrected or cancelled. */
export function GazetteStanding({ issue }: { readonly issue: GazetteView }) {
  const [doing, setDoing] = useState<'correct' | 'cancel' | null>(null);
  const close = (): void => setDoing(null);
  return (
    <>
      {issue.cancelled !== null && (
        <Notice tone="warn">
          <p>
            <b>{gazetteText.cancelled}</b> <At at={issue.cancelled.at} />
          </p>
          <p>{issue.cancelled.note}</p>
          {issue.cancelled.by !== null && (
            <p>
              {gazetteText.replacedBy}：<Link to={`/gazette/${issue.cancelled.by.id}`}>{issue.cancelled.by.title}</Link>
            </p>
          )}
        </Notice>
      )}
      {issue.open !== null && (
        <Notice tone="info">
          <p>
            {said.waiting(issue.open.number)} <Link to={`/gazette/changes/${issue.open.id}`}>{said.toWaiting}</Link>
          </p>
        </Notice>
      )}
      {issue.stale.length > 0 && (
        <Notice tone="warn">
          <p>
            <b>{said.stale}</b>
          </p>
          <ul>
            {issue.stale.map(({ index, title, why }) => (
              <li key={index}>{`${title}：${said.staleWhy[why]}`}</li>
            ))}
          </ul>
        </Notice>
      )}
      {issue.versions.length > 1 && (
        <Panel title={gazetteText.history}>
          <Table
            caption={`${gazetteText.history}：${issue.label}`}
            rows={issue.versions}
            keyOf={({ version }) => version}
            columns={[
              { title: said.number, cell: ({ version }) => gazetteText.version(version) },
              { title: said.state, cell: ({ change }) => gazetteText.changes[change] ?? change },
              { title: gazetteText.issuedOn, cell: ({ at }) => <At at={at} /> },
              { title: said.publicNote, cell: ({ note }) => note ?? '—' },
            ]}
          />
        </Panel>
      )}
      {issue.mayAct && issue.cancelled === null && issue.open === null && doing === null && (
        <div className="row">
          <Button onClick={() => setDoing('correct')}>{said.correct}</Button>
          <Button onClick={() => setDoing('cancel')}>{said.cancel}</Button>
        </div>
      )}
      {doing === 'correct' && <Correct issue={issue} onClose={close} />}
      {doing === 'cancel' && <Cancel issue={issue} onClose={close} />}
    </>
  );
}

type Form = { readonly issue: GazetteView; readonly onClose: () => void };

const toChange = ({ id }: { readonly id: number }): void => go(`/gazette/changes/${id}`);

function Correct({ issue, onClose }: Form) {
  const [items, setItems] = useState(issue.items);
  const [issueNote, setIssueNote] = useState(issue.note);
  const [note, setNote] = useState('');
  const propose = useSend(proposeGazetteChange);
  const send = (): void =>
    propose.mutate(
      {
        params: { id: issue.id },
        body: {
          ...{ change: 'correct', seenVersion: issue.version, issueNote, note },
          items: items.map(({ index, part }) => ({ index, part })),
        },
      },
      { onSuccess: toChange },
    );
  return (
    <>
      <Panel title={said.correct}>
        <p className="hint">{said.correctHint}</p>
        <ItemsTable items={items} onChange={(next) => setItems([...next])} />
        <AreaField label={said.note} value={issueNote} onChange={setIssueNote} maxLength={2000} optional />
        <AreaField label={said.publicNote} hint={said.publicNoteHint} value={note} onChange={setNote} maxLength={500} />
        <Propose
          isBusy={propose.isPending}
          error={propose.error}
          onClose={onClose}
          onSend={send}
          ready={note.trim().length >= 5}
        />
      </Panel>
      <Finder has={new Set(items.map(({ index }) => index))} onAdd={(item) => setItems([...items, item])} />
    </>
  );
}

function Cancel({ issue, onClose }: Form) {
  const [note, setNote] = useState('');
  const [replacedBy, setReplacedBy] = useState('');
  const all = useCall(readGazettes, {});
  const propose = useSend(proposeGazetteChange);
  const others = (all.data?.issues ?? []).filter(
    ({ id, issuedAt, cancelled }) => id !== issue.id && issuedAt !== null && cancelled === null,
  );
  const send = (): void =>
    propose.mutate(
      {
        params: { id: issue.id },
        body: {
          ...{ change: 'cancel', seenVersion: issue.version, note },
          replacedBy: replacedBy === '' ? null : Number(replacedBy),
        },
      },
      { onSuccess: toChange },
    );
  return (
    <Panel title={said.cancel}>
      <p className="hint">{said.cancelHint}</p>
      <SelectField
        label={said.replacement}
        value={replacedBy}
        onChange={setReplacedBy}
        choices={[
          { value: '', title: said.noReplacement },
          ...others.map(({ id, name, label }) => ({ value: String(id), title: `${name} ${label}` })),
        ]}
      />
      <AreaField label={said.publicNote} hint={said.publicNoteHint} value={note} onChange={setNote} maxLength={500} />
      <Propose
        isBusy={propose.isPending}
        error={propose.error}
        onClose={onClose}
        onSend={send}
        ready={note.trim().length >= 5}
      />
    </Panel>
  );
}

const Propose = (props: {
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly ready: boolean;
  readonly onClose: () => void;
  readonly onSend: () => void;
}) => (
  <>
    {props.error !== null && props.error !== undefined && <Failed error={props.error} />}
    <div className="row">
      <Button kind="main" busy={props.isBusy} disabled={!props.ready} onClick={props.onSend}>
        {said.propose}
      </Button>
      <Button onClick={props.onClose}>{said.close}</Button>
    </div>
  </>
);
