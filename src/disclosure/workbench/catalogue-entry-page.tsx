import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { TIME_CLASSES } from '../rules/catalogue.ts';
import { changeEntryCall, endEntryCall, readEntry } from '../wire.ts';
import { Owners, OwnersField } from './owners-field.tsx';
import { words } from './text.ts';

type View = Output<typeof readEntry>;
const { catalogue } = words;

/** One entry of the catalogue: every version of it, and for the office that keeps it, the ways to change it. */
export function Page({ params }: PageProps) {
  const entry = useCall(readEntry, { params: { key: params.key ?? '' } });
  return (
    <Answer of={entry} title={catalogue.title}>
      {(view) => (
        <div className="stack">
          <h1>{view.node.name}</h1>
          <p className="soft number">{view.node.key}</p>
          {view.node.fixed && <Notice>{catalogue.fixedNote}</Notice>}
          {!view.mayKeep && <p className="soft">{catalogue.notKept}</p>}
          {view.mayKeep && view.inForce && <Edit key={view.versions.length} view={view} />}
          {view.mayKeep && view.inForce && !view.node.fixed && <End view={view} />}
          <Versions rows={view.versions} />
        </div>
      )}
    </Answer>
  );
}

function Edit({ view: { node } }: { readonly view: View }) {
  const { freshness } = node;
  const [draft, setDraft] = useState(node);
  const [owners, setOwners] = useState<readonly string[]>(node.owners);
  const [reason, setReason] = useState('');
  const send = useSend(changeEntryCall);
  const set = (part: Partial<View['node']>): void => setDraft({ ...draft, ...part });
  const save = (): void =>
    send.mutate({
      body: {
        node: { ...draft, owners: [...owners] },
        source: reason.trim(),
      },
    });
  return (
    <Panel title={catalogue.edit}>
      <div className="stack tight">
        {send.error && <Failed error={send.error} />}
        {send.isSuccess && <Notice tone="good">{catalogue.saved}</Notice>}
        {!node.fixed && (
          <TextField label={catalogue.name} value={draft.name} onChange={(name) => set({ name })} maxLength={100} />
        )}
        <TextField
          label={catalogue.law}
          value={draft.basis.law}
          onChange={(law) => set({ basis: { ...draft.basis, law } })}
          maxLength={200}
        />
        <TextField
          label={catalogue.article}
          value={draft.basis.article ?? ''}
          onChange={(article) => set({ basis: { ...draft.basis, article: article === '' ? null : article } })}
          maxLength={100}
          optional
        />
        <OwnersField label={catalogue.owners} owners={owners} onChange={setOwners} />
        <SelectField
          label={catalogue.timeClass}
          value={draft.timeClass}
          onChange={(value) => set({ timeClass: TIME_CLASSES.find((each) => each === value) ?? draft.timeClass })}
          choices={TIME_CLASSES.map((value) => ({ value, title: words.timeClasses[value] }))}
        />
        {freshness.kind === 'on-change' && (
          <TextField
            label={catalogue.workdays}
            type="number"
            value={String(draft.freshness.kind === 'on-change' ? draft.freshness.workdays : freshness.workdays)}
            onChange={(typed) => set({ freshness: { ...freshness, workdays: Math.max(1, Number(typed) || 1) } })}
          />
        )}
        <AreaField label={catalogue.reason} value={reason} onChange={setReason} rows={2} maxLength={200} />
        <Button kind="main" busy={send.isPending} disabled={reason.trim().length < 5} onClick={save}>
          {catalogue.save}
        </Button>
      </div>
    </Panel>
  );
}

function End({ view: { node } }: { readonly view: View }) {
  const [reason, setReason] = useState('');
  const send = useSend(endEntryCall);
  return (
    <Panel title={catalogue.end}>
      <div className="stack tight">
        <p>{catalogue.endAsk}</p>
        {send.error && <Failed error={send.error} />}
        {send.isSuccess && <Notice tone="good">{catalogue.ended}</Notice>}
        <AreaField label={catalogue.endReason} value={reason} onChange={setReason} rows={2} />
        <Button
          kind="danger"
          busy={send.isPending}
          disabled={reason.trim().length < 5}
          onClick={() => send.mutate({ params: { key: node.key }, body: { reason: reason.trim() } })}
        >
          {catalogue.end}
        </Button>
      </div>
    </Panel>
  );
}

const Versions = ({ rows }: { readonly rows: View['versions'] }) => (
  <Panel title={catalogue.versions}>
    <Table
      caption={catalogue.versionTable}
      rows={rows}
      keyOf={({ version }) => version}
      columns={[
        { title: catalogue.versionColumns.version, cell: (row) => catalogue.version(row.version) },
        {
          title: catalogue.versionColumns.from,
          cell: (row) => (
            <>
              <OnDay day={row.from} /> {row.until && <span className="soft">{catalogue.until(row.until)}</span>}
            </>
          ),
        },
        { title: catalogue.versionColumns.name, cell: (row) => row.node.name },
        {
          title: catalogue.versionColumns.owners,
          cell: (row) => <Owners owners={row.node.owners} />,
          minor: true,
        },
        {
          title: catalogue.versionColumns.source,
          cell: (row) => (
            <>
              {row.source}
              {row.ended && <div className="soft">{catalogue.endedBecause(row.ended)}</div>}
            </>
          ),
        },
        { title: catalogue.versionColumns.by, cell: (row) => row.by ?? '', minor: true },
      ]}
    />
  </Panel>
);
