import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { STAGES } from '../contract.ts';
import { listAffairs, openAffairCall } from '../wire-scope.ts';
import { useAgencies } from './own-agencies.ts';
import { scopeWords } from './scope-text.ts';
import { words } from './text.ts';

const { affairs: text, stages } = scopeWords;
const KINDS = ['ordinary', 'superior-decision'] as const;
type Found = Output<typeof listAffairs>;

/** Of each matter, what was told and what is missing: basis, procedure, process, result. */
export function Page({ query }: PageProps) {
  const kind = KINDS.find((each) => each === query.get('kind'));
  const wanting = query.get('wanting') === '1' ? ('1' as const) : undefined;
  const before = Number(query.get('before')) || undefined;
  const found = useCall(listAffairs, { query: { kind, wanting, before } }, { keep: true });
  const mayOpen = usePermission('disclosure.draft');
  const [opening, setOpening] = useState(false);
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: '/disclosure/affairs' }, { query: { kind, wanting, ...next } }));
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
        {mayOpen && (
          <Button kind="main" onClick={() => setOpening(true)}>
            {text.open}
          </Button>
        )}
      </header>
      <p className="soft">{text.intro}</p>
      <div className="row">
        <SelectField
          label={text.kind}
          blank={text.anyKind}
          value={kind ?? ''}
          onChange={(value) => show({ kind: value })}
          choices={KINDS.map((value) => ({ value, title: text.kinds[value] }))}
          filter
        />
        <CheckField
          label={text.wanting}
          value={wanting === '1'}
          onChange={(on) => show({ wanting: on ? '1' : undefined })}
        />
      </div>
      <Answer of={found}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 ? <Empty>{text.empty}</Empty> : <Rows rows={rows} />}
            {next !== null && <Button onClick={() => show({ before: next })}>{text.more}</Button>}
          </>
        )}
      </Answer>
      {opening && (
        <OpenDialog
          onClose={() => setOpening(false)}
          onDone={() => {
            setOpening(false);
            void found.refetch();
          }}
        />
      )}
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: Found['rows'] }) => (
  <div className="panel flush">
    <Table
      caption={text.table}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: text.columns.title,
          cell: (row) => (
            <>
              {row.title} <span className="tag">{text.kinds[row.kind]}</span>
              <div className="soft">{row.basis}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        ...STAGES.map((stage) => ({
          title: stages[stage],
          cell: ({ told }: Found['rows'][number]) =>
            told[stage] === 0 ? (
              <span className="tag wrong">{text.none}</span>
            ) : (
              <span className="soft">{text.count(told[stage])}</span>
            ),
        })),
      ]}
    />
  </div>
);

function OpenDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const agencies = useAgencies(['liaison', 'editor']);
  const [typed, setTyped] = useState({ agency: '', title: '', kind: 'ordinary', basis: '' });
  const send = useSend(openAffairCall, onDone);
  const agencyId = Number(typed.agency || agencies[0]?.id);
  return (
    <Dialog title={text.openTitle} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const kind = KINDS.find((each) => each === typed.kind) ?? 'ordinary';
          send.mutate({ body: { agencyId, title: typed.title, kind, basis: typed.basis } });
        }}
      >
        {send.error && <Failed error={send.error} />}
        {agencies.length > 1 && (
          <SelectField
            label={words.editor.agency}
            value={String(agencyId)}
            onChange={(agency) => setTyped({ ...typed, agency })}
            choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
          />
        )}
        <TextField
          label={text.name}
          value={typed.title}
          onChange={(title) => setTyped({ ...typed, title })}
          maxLength={200}
        />
        <SelectField
          label={text.kind}
          value={typed.kind}
          onChange={(kind) => setTyped({ ...typed, kind })}
          choices={KINDS.map((value) => ({ value, title: text.kinds[value] }))}
        />
        <TextField
          label={text.basis}
          value={typed.basis}
          onChange={(basis) => setTyped({ ...typed, basis })}
          maxLength={300}
        />
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.send}
        </Button>
      </form>
    </Dialog>
  );
}
