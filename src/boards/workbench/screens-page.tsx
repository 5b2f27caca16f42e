import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { TERMINAL_KINDS } from '../contract.ts';
import { terminalTitles } from '../text.ts';
import {
  endInterruptionCall,
  interruptCall,
  listInterruptions,
  listPlaylists,
  listTerminals,
  registerTerminalCall,
} from '../wire-screens.ts';
import './boards.css';
import { PlaylistDialog } from './playlist-dialog.tsx';
import { words } from './text.ts';
import { useAgencies } from './use-agencies.ts';

const { screens: text } = words;
type Row = Output<typeof listTerminals>['rows'][number];

/** Kiosks and screens, what they play, and what interrupts them. */
export function Page({ query }: PageProps) {
  const asked = { q: query.get('q') ?? '', silent: query.get('silent') === '1' ? ('1' as const) : undefined };
  const after = query.get('after') ?? undefined;
  const terminals = useCall(listTerminals, { query: { ...asked, after } }, { keep: true, everyMs: 30_000 });
  const [adding, setAdding] = useState(false);
  const mayKeep = usePermission('boards.screens');
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: '/boards/screens' }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{text.title}</h1>
        {mayKeep && (
          <Button kind="main" onClick={() => setAdding(true)}>
            {text.add}
          </Button>
        )}
      </header>
      <p className="soft">{text.intro}</p>
      <Interruptions />
      <div className="row">
        <FindForm label={words.boards.search} q={asked.q} onFind={(q) => show({ q })} />
        <CheckField
          label={text.silentOnly}
          value={asked.silent === '1'}
          onChange={(on) => show({ silent: on ? '1' : undefined })}
        />
      </div>
      <Answer of={terminals}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 ? <Empty>{text.empty}</Empty> : <Rows rows={rows} />}
            {next !== null && <Button onClick={() => show({ after: next })}>{words.boards.more}</Button>}
          </>
        )}
      </Answer>
      <Playlists mayKeep={mayKeep} />
      {adding && <TerminalDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => (
  <div className="panel flush">
    <Table
      caption={text.table}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: text.columns.name,
          cell: (row) => (
            <>
              <Link to={`/boards/terminals/${row.id}`}>{row.name}</Link>
              <div className="soft">{row.place}</div>
            </>
          ),
        },
        { title: text.columns.kind, cell: (row) => terminalTitles[row.kind] },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        {
          title: text.columns.state,
          cell: (row) => <span className={row.state === 'silent' ? 'tag wrong' : 'tag'}>{row.stateTitle}</span>,
        },
        { title: text.columns.seen, cell: (row) => (row.lastSeenAt ? <At at={row.lastSeenAt} /> : text.never) },
      ]}
    />
  </div>
);

function Interruptions() {
  const open = useCall(listInterruptions, {});
  const may = usePermission('boards.interrupt');
  const [issuing, setIssuing] = useState(false);
  const end = useSend(endInterruptionCall);
  return (
    <Panel title={text.interruptions} aside={may && <Button onClick={() => setIssuing(true)}>{text.interrupt}</Button>}>
      {end.error && <Failed error={end.error} />}
      <Answer of={open}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="soft">{text.nothing}</p>
          ) : (
            <ul>
              {rows.map(({ id, words: said, until, agency }) => (
                <li key={id}>
                  {said}{' '}
                  <span className="soft">
                    {agency} {text.until} <At at={until} />
                  </span>{' '}
                  {may && (
                    <Button kind="quiet" busy={end.isPending} onClick={() => end.mutate({ params: { id } })}>
                      {text.end}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {issuing && <InterruptDialog onClose={() => setIssuing(false)} />}
    </Panel>
  );
}

function InterruptDialog({ onClose }: { readonly onClose: () => void }) {
  const agencies = useAgencies();
  const [agency, setAgency] = useState('');
  const [said, setSaid] = useState('');
  const [hours, setHours] = useState('2');
  const send = useSend(interruptCall, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ body: { agencyId: Number(agency), words: said, hours: Number(hours) } });
  };
  return (
    <Dialog title={text.interrupt} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <SelectField label={text.agency} blank="" value={agency} onChange={setAgency} choices={agencies} />
        <AreaField label={text.words} hint={text.wordsHint} value={said} onChange={setSaid} maxLength={200} rows={3} />
        <TextField label={text.hours} type="number" value={hours} onChange={setHours} />
        <p className="soft">{text.confirm}</p>
        <Button kind="danger" type="submit" busy={send.isPending}>
          {text.interrupt}
        </Button>
      </form>
    </Dialog>
  );
}

function Playlists({ mayKeep }: { readonly mayKeep: boolean }) {
  const playlists = useCall(listPlaylists, {});
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Panel title={text.playlists} aside={mayKeep && <Button onClick={() => setOpen('')}>{text.addPlaylist}</Button>}>
      <Answer of={playlists}>
        {({ rows }) => (
          <>
            <ul>
              {rows.map(({ key, name, slots, mayKeep: mayChange }) => (
                <li key={key}>
                  {name} <span className="soft">{text.slots(slots.length)}</span>{' '}
                  {mayChange && (
                    <Button kind="quiet" onClick={() => setOpen(key)}>
                      {words.boards.change}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {open !== null && (
              <PlaylistDialog known={rows.find(({ key }) => key === open)} onClose={() => setOpen(null)} />
            )}
          </>
        )}
      </Answer>
    </Panel>
  );
}

function TerminalDialog({ onClose }: { readonly onClose: () => void }) {
  const agencies = useAgencies();
  const playlists = useCall(listPlaylists, {});
  const [typed, setTyped] = useState({
    ...{ name: '', place: '', agency: '', playlist: '', columns: '24', lines: '4' },
    kind: TERMINAL_KINDS[0] as (typeof TERMINAL_KINDS)[number],
  });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(registerTerminalCall);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { agency, playlist, columns, lines, ...rest } = typed;
    const sizes = { columns: Number(columns), lines: Number(lines) };
    send.mutate({ body: { ...rest, ...sizes, agencyId: Number(agency), playlist: playlist || null } });
  };
  if (send.data)
    return (
      <Dialog title={text.add} onClose={onClose}>
        <Notice tone="good">
          <p>{text.code}</p>
          <p className="enrol-code">{send.data.code}</p>
          <p>{text.codeHint}</p>
        </Notice>
      </Dialog>
    );
  return (
    <Dialog title={text.add} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <TextField label={text.name} value={typed.name} onChange={(name) => set({ name })} maxLength={60} />
        <TextField label={text.place} value={typed.place} onChange={(place) => set({ place })} maxLength={120} />
        <SelectField
          label={text.kind}
          value={typed.kind}
          onChange={(value) => set({ kind: TERMINAL_KINDS.find((kind) => kind === value) ?? 'kiosk' })}
          choices={TERMINAL_KINDS.map((value) => ({ value, title: terminalTitles[value] }))}
        />
        <SelectField
          label={text.agency}
          blank=""
          value={typed.agency}
          onChange={(agency) => set({ agency })}
          choices={agencies}
        />
        <SelectField
          label={text.playlist}
          blank={text.noPlaylist}
          value={typed.playlist}
          onChange={(playlist) => set({ playlist })}
          choices={(playlists.data?.rows ?? []).map(({ key, name }) => ({ value: key, title: name }))}
          filter
        />
        {typed.kind === 'led' && (
          <div className="row">
            <TextField
              label={text.columnsOf}
              type="number"
              value={typed.columns}
              onChange={(columns) => set({ columns })}
            />
            <TextField label={text.lines} type="number" value={typed.lines} onChange={(lines) => set({ lines })} />
          </div>
        )}
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.save}
        </Button>
      </form>
    </Dialog>
  );
}
