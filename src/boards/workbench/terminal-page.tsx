import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At, OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { terminalTitles, troubleTitles } from '../text.ts';
import { listPlaylists, readTerminal, terminalAct } from '../wire-screens.ts';
import './boards.css';
import { words } from './text.ts';
import { Troubles } from './troubles.tsx';

const { terminal: text, screens } = words;
type Terminal = Output<typeof readTerminal>;

/** One terminal: whether it is there, what it has shown, and its key. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const terminal = useCall(readTerminal, { params: { id } }, { everyMs: 30_000 });
  const mayKeep = usePermission('boards.screens');
  const playlists = useCall(listPlaylists, {});
  const nameOf = (playlist: string | null): string =>
    playlist === null ? screens.noPlaylist : (playlists.data?.rows.find(({ key }) => key === playlist)?.name ?? '');
  return (
    <Answer of={matter} title={text.title}>
      {(view) => (
        <Answer of={terminal} title={text.title}>
          {(found) => (
            <MatterPage view={view} acts={<Acts terminal={found} />}>
              <Panel title={text.facts}>
                <Facts
                  facts={[
                    [screens.kind, terminalTitles[found.kind]],
                    [screens.place, found.place],
                    [screens.playlist, nameOf(found.playlist)],
                    [text.enrolled, found.enrolledAt && <At key="enrolled" at={found.enrolledAt} />],
                    [text.seen, found.lastSeenAt ? <At key="seen" at={found.lastSeenAt} /> : screens.never],
                    [
                      text.troubles,
                      found.lastSeenAt === null && found.troubles.length === 0 ? null : (
                        <Troubles key="troubles" of={found.troubles} />
                      ),
                    ],
                    [text.held, found.held],
                    [text.current, found.current ? text.isCurrent : text.isOld],
                  ]}
                />
              </Panel>
              {mayKeep && view.closedAt === null && <Change key={found.playlist} terminal={found} />}
              <Past terminal={found} />
              <Counts terminal={found} />
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

const Past = ({ terminal: { past } }: { readonly terminal: Terminal }) => (
  <Panel title={text.past}>
    {past.length === 0 ? (
      <Empty>{text.noPast}</Empty>
    ) : (
      <Table
        caption={text.pastTable}
        rows={past}
        keyOf={({ kind, since }) => kind + since}
        columns={[
          { title: text.troubles, cell: ({ kind }) => troubleTitles[kind] },
          { title: text.began, cell: ({ since }) => <At at={since} /> },
          { title: text.ended, cell: ({ endedAt }) => (endedAt ? <At at={endedAt} /> : text.lasting) },
        ]}
      />
    )}
  </Panel>
);

const Counts = ({ terminal: { counts } }: { readonly terminal: Terminal }) => (
  <Panel title={text.counts}>
    {counts.length === 0 ? (
      <Empty>{text.noCounts}</Empty>
    ) : (
      <Table
        caption={text.countsTable}
        rows={counts}
        keyOf={({ on, kind, ref }) => on + kind + ref}
        columns={[
          { title: text.columns.on, cell: (row) => <OnDay day={row.on} /> },
          {
            title: text.columns.kind,
            cell: (row) => Object.entries(text.kinds).find(([kind]) => kind === row.kind)?.[1] ?? row.kind,
          },
          {
            title: text.columns.title,
            cell: (row) => (row.ref in text.own ? text.own[row.ref as keyof typeof text.own] : row.title),
          },
          { title: text.columns.times, cell: (row) => row.times, right: true },
          { title: text.columns.seconds, cell: (row) => row.seconds, right: true, minor: true },
        ]}
      />
    )}
  </Panel>
);

function Change({ terminal }: { readonly terminal: Terminal }) {
  const playlists = useCall(listPlaylists, {});
  const send = useSend(terminalAct);
  const [typed, setTyped] = useState({
    ...{ name: terminal.name, place: terminal.place, playlist: terminal.playlist ?? '' },
    ...{ columns: String(terminal.columns), lines: String(terminal.lines) },
  });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { name, place, playlist, columns, lines } = typed;
    const sizes = { columns: Number(columns), lines: Number(lines) };
    send.mutate({
      params: { id: terminal.id },
      body: { act: 'change', name, place, ...sizes, playlist: playlist || null },
    });
  };
  return (
    <Panel title={text.change}>
      <form className="row" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <TextField label={screens.name} value={typed.name} onChange={(name) => set({ name })} maxLength={60} />
        <TextField label={screens.place} value={typed.place} onChange={(place) => set({ place })} maxLength={120} />
        <SelectField
          label={screens.playlist}
          blank={screens.noPlaylist}
          value={typed.playlist}
          onChange={(playlist) => set({ playlist })}
          choices={(playlists.data?.rows ?? []).map(({ key, name }) => ({ value: key, title: name }))}
          filter
        />
        <Button type="submit" busy={send.isPending}>
          {screens.save}
        </Button>
      </form>
    </Panel>
  );
}

function Acts({ terminal: { id, seq, acts } }: { readonly terminal: Terminal }) {
  const send = useSend(terminalAct);
  const [said, setSaid] = useState('');
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {send.data?.code && (
        <Notice tone="good">
          <p>{screens.code}</p>
          <p className="enrol-code">{send.data.code}</p>
          <p>{screens.codeHint}</p>
        </Notice>
      )}
      {acts.includes('recode') && (
        <Button
          wide
          busy={send.isPending}
          onClick={() => send.mutate({ params: { id }, body: { act: 'recode', seenSeq: seq } })}
        >
          {text.recode}
        </Button>
      )}
      {acts.includes('revoke') && (
        <>
          <AreaField label={text.revokeWords} value={said} onChange={setSaid} rows={2} optional />
          <Button
            kind="danger"
            wide
            busy={send.isPending}
            disabled={said.trim().length < 5}
            onClick={() => send.mutate({ params: { id }, body: { act: 'revoke', words: said, seenSeq: seq } })}
          >
            {text.revoke}
          </Button>
        </>
      )}
    </div>
  );
}
