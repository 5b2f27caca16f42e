import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { letterText } from '../letters/text.ts';
import {
  ASKED_KINDS,
  LETTER_STANDINGS,
  type LetterRow,
  lettersCsv,
  listLetters,
  sendLetterCall,
  WAYS,
} from '../letters/wire.ts';

const said = letterText.page;
const PATH = '/disclosure/letters';
type Named = Output<typeof listLetters>['sending'];

/** Letters that ask for opinions: who asked whom about what, by when, and what came back. */
export function Page({ query }: PageProps) {
  const asked = {
    standing: LETTER_STANDINGS.find((one) => one === query.get('standing')) ?? 'waiting',
    q: query.get('q') ?? '',
    agency: Number(query.get('agency')) || undefined,
    before: Number(query.get('before')) || undefined,
  };
  const found = useCall(listLetters, { query: asked }, { keep: true });
  const [opens, setOpens] = useState(false);
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: PATH }, { query: { ...asked, before: undefined, ...next } }));
  return (
    <div className="stack">
      <h1>{said.title}</h1>
      <p className="soft">{said.intro}</p>
      <FindForm label={said.search} q={asked.q} onFind={(q) => show({ q })} />
      <Answer of={found}>
        {({ rows, counts, agencies, sending, next }) => (
          <>
            <div className="row no-print">
              {sending.length > 0 && (
                <Button kind="main" onClick={() => setOpens(true)}>
                  {said.add}
                </Button>
              )}
              <a className="button" href={urlOf(lettersCsv, { query: { ...asked, before: undefined } })}>
                {said.csv}
              </a>
            </div>
            <div className="chips" role="group" aria-label={said.columns.state}>
              {LETTER_STANDINGS.map((each) => (
                <button
                  key={each}
                  type="button"
                  className="chip"
                  aria-pressed={asked.standing === each}
                  onClick={() => show({ standing: each })}
                >
                  {letterText.standings[each]} {counts[each]}
                </button>
              ))}
            </div>
            {agencies.length > 1 && (
              <SelectField
                label={said.agency}
                blank={said.all}
                value={String(asked.agency ?? '')}
                onChange={(agency) => show({ agency: agency || undefined })}
                choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                filter
              />
            )}
            {rows.length === 0 ? <Empty>{said.empty}</Empty> : <Letters rows={rows} />}
            {next !== null && <Button onClick={() => show({ before: next })}>{said.more}</Button>}
            {opens && <Send agencies={sending} onClose={() => setOpens(false)} />}
          </>
        )}
      </Answer>
    </div>
  );
}

const Letters = ({ rows }: { readonly rows: readonly LetterRow[] }) => (
  <Table
    caption={said.title}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      {
        title: said.columns.about,
        cell: ({ id, about, number, agency }) => (
          <>
            <Link to={`${PATH}/${id}`}>{about}</Link>
            <div className="soft">
              {agency} · <span className="number">{number}</span>
            </div>
          </>
        ),
      },
      {
        title: said.columns.asked,
        cell: ({ asked, askedKind }) => (
          <>
            {asked}
            <div className="soft">{letterText.askedKinds[askedKind]}</div>
          </>
        ),
      },
      { title: said.columns.sent, cell: ({ sentOn }) => <OnDay day={sentOn} />, minor: true },
      { title: said.columns.due, cell: ({ dueOn }) => <OnDay day={dueOn} /> },
      {
        title: said.columns.state,
        cell: ({ stateTitle, isLate }) => (
          <>
            {stateTitle} {isLate && <span className="tag warn">{letterText.one.late}</span>}
          </>
        ),
      },
    ]}
  />
);

const EMPTY = { agency: '', about: '', askedKind: 'department', asked: '', way: 'written', sentOn: '', dueOn: '' };

function Send({ agencies, onClose }: { readonly agencies: Named; readonly onClose: () => void }) {
  const [typed, setTyped] = useState({ ...EMPTY, agency: String(agencies[0]?.id ?? '') });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(sendLetterCall, ({ id }) => go(`${PATH}/${id}`));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const { agency, about, asked, sentOn, dueOn } = typed;
    const askedKind = ASKED_KINDS.find((one) => one === typed.askedKind) ?? 'department';
    const way = WAYS.find((one) => one === typed.way) ?? 'written';
    send.mutate({ body: { agencyId: Number(agency), about, askedKind, asked, way, sentOn, dueOn } });
  };
  return (
    <Dialog title={said.add} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={said.agency}
          value={typed.agency}
          onChange={(agency) => set({ agency })}
          choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
        />
        <TextField label={said.about} value={typed.about} onChange={(about) => set({ about })} maxLength={150} />
        <SelectField
          label={said.askedKind}
          value={typed.askedKind}
          onChange={(askedKind) => set({ askedKind })}
          choices={ASKED_KINDS.map((value) => ({ value, title: letterText.askedKinds[value] }))}
        />
        <TextField
          label={said.asked}
          hint={said.askedHint}
          value={typed.asked}
          onChange={(asked) => set({ asked })}
          maxLength={100}
        />
        <SelectField
          label={said.way}
          value={typed.way}
          onChange={(way) => set({ way })}
          choices={WAYS.map((value) => ({ value, title: letterText.ways[value] }))}
        />
        <TextField label={said.sentOn} type="date" value={typed.sentOn} onChange={(sentOn) => set({ sentOn })} />
        <TextField label={said.dueOn} type="date" value={typed.dueOn} onChange={(dueOn) => set({ dueOn })} />
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.save}
        </Button>
      </form>
    </Dialog>
  );
}
