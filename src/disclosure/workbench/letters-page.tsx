import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { filterIn, oneOf, words as typedWords, whole } from '../../workbench/kit/list/filter.ts';
import { Chips, ChooseAgency, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import type { Column } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
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
  const filter = filterIn(query, PATH, {
    standing: oneOf(LETTER_STANDINGS, 'waiting'),
    q: typedWords,
    agency: whole,
  });
  const list = useList(listLetters, (before) => ({ query: { ...filter.asked, before } }));
  const [opens, setOpens] = useState(false);
  const sending = list.first?.sending ?? [];
  return (
    <ListScreen
      title={said.title}
      intro={said.intro}
      acts={
        sending.length > 0 && (
          <Button kind="main" onClick={() => setOpens(true)}>
            {said.add}
          </Button>
        )
      }
      csv={urlOf(lettersCsv, { query: filter.asked })}
      chips={
        <Chips
          filter={filter}
          by="standing"
          label={said.columns.state}
          values={LETTER_STANDINGS}
          titles={letterText.standings}
          counts={list.first?.counts}
        />
      }
      filters={
        <>
          <Find filter={filter} by="q" label={said.search} />
          <ChooseAgency
            filter={filter}
            by="agency"
            label={said.agency}
            any={said.all}
            agencies={list.first?.agencies}
          />
        </>
      }
      filter={filter}
      list={list}
      empty={said.empty}
      caption={said.title}
      keyOf={({ id }) => id}
      columns={columns}
    >
      {opens && <Send agencies={sending} onClose={() => setOpens(false)} />}
    </ListScreen>
  );
}

const columns: readonly Column<LetterRow>[] = [
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
];

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
