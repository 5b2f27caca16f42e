import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { At } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { filterIn, flag, words as typed } from '../../workbench/kit/list/filter.ts';
import { Find, Tick } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Link } from '../../workbench/router.tsx';
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
import { Troubles } from './troubles.tsx';
import { useAgencies } from './use-agencies.ts';

const { screens: text } = words;

/** Kiosks and screens, what they play, and what interrupts them. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/boards/screens', { q: typed, silent: flag, trouble: flag });
  const list = useList(listTerminals, (after) => ({ query: { ...filter.asked, after } }), { everyMs: 30_000 });
  const [adding, setAdding] = useState(false);
  const mayKeep = usePermission('boards.screens');
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        mayKeep && (
          <Button kind="main" onClick={() => setAdding(true)}>
            {text.add}
          </Button>
        )
      }
      chips={<Interruptions />}
      filters={
        <>
          <Find filter={filter} by="q" label={words.boards.search} />
          <Tick filter={filter} by="silent" label={text.silentOnly} />
          <Tick filter={filter} by="trouble" label={text.troubleOnly} />
        </>
      }
      filter={filter}
      list={list}
      onDemand
      empty={text.empty}
      caption={text.table}
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
        {
          title: words.terminal.troubles,
          cell: (row) => (row.lastSeenAt === null && row.troubles.length === 0 ? '—' : <Troubles of={row.troubles} />),
        },
        { title: text.columns.seen, cell: (row) => (row.lastSeenAt ? <At at={row.lastSeenAt} /> : text.never) },
      ]}
    >
      <Playlists mayKeep={mayKeep} />
      {adding && <TerminalDialog onClose={() => setAdding(false)} />}
    </ListScreen>
  );
}

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
          choices={titled(TERMINAL_KINDS, terminalTitles)}
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
