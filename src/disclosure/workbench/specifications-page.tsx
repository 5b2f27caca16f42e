import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { go, Link } from '../../workbench/router.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { LEVELS, type Level } from '../rules/catalogue.ts';
import { specificationText as said } from '../specifications/text.ts';
import { listSpecifications, type SpecificationRow, takeSpecificationCall } from '../specifications/wire.ts';

const PATH = '/disclosure/specifications';
type First = Output<typeof listSpecifications>;

/** Versions of the content specification: what each changed, and how far it is filled. */
export function Page() {
  const list = useList(listSpecifications, () => ({}));
  const [opens, setOpens] = useState(false);
  return (
    <ListScreen
      title={said.title}
      intro={said.intro}
      acts={
        list.first?.mayTake && (
          <Button kind="main" onClick={() => setOpens(true)}>
            {said.take}
          </Button>
        )
      }
      list={list}
      empty={said.empty}
      caption={said.table}
      keyOf={({ id }) => id}
      columns={[
        {
          title: said.columns.name,
          cell: (row) => (
            <>
              <Link to={`${PATH}/${row.id}`}>{row.name}</Link>
              <div className="soft">{said.version(row.issuer, row.version, row.issuedOn)}</div>
            </>
          ),
        },
        {
          title: said.columns.scope,
          cell: (row) => (
            <>
              {row.line ?? row.levels.map((level) => said.levels[level] ?? level).join('、')}
              <div className="soft">{said.of(row.entries)}</div>
            </>
          ),
          minor: true,
        },
        {
          title: said.columns.changes,
          cell: ({ added, changed, leftOut }) => said.changes(added, changed, leftOut),
          minor: true,
        },
        { title: said.columns.progress, cell: (row) => <Standing row={row} /> },
        { title: said.columns.due, cell: ({ dueOn }) => <OnDay day={dueOn} /> },
      ]}
    >
      {opens && list.first && <Take first={list.first} onClose={() => setOpens(false)} />}
    </ListScreen>
  );
}

/** How far it is, and whether it is late. */
const Standing = ({ row: { state, filled, owed } }: { readonly row: SpecificationRow }) => (
  <>
    <span className="number">{said.progress(filled, owed)}</span>{' '}
    <span className={state === 'overdue' ? 'tag wrong' : 'tag'}>{said.states[state]}</span>
  </>
);

const BLANK = { name: '', version: '', issuer: '', issuedOn: '', heading: 'ML.3.50', line: '', entries: '', dueOn: '' };

/** One entry a line: its name, and after a comma who owes it. */
const entriesIn = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ...owners] = line.split(/[,，\t]/u);
      return {
        name: name.trim(),
        owners: owners
          .join('、')
          .split(/[、;；]/u)
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      };
    });

function Take({ first, onClose }: { readonly first: First; readonly onClose: () => void }) {
  const [typed, setTyped] = useState(BLANK);
  const [levels, setLevels] = useState<readonly Level[]>(['city', 'county', 'department']);
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(takeSpecificationCall, ({ id }) => go(`${PATH}/${id}`));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const { line, entries, ...rest } = typed;
    send.mutate({ body: { ...rest, levels: [...levels], line: line || null, entries: entriesIn(entries) } });
  };
  const choicesOf = (all: First['lines']) => all.map(({ key, name }) => ({ value: key, title: name }));
  return (
    <Dialog title={said.take} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <TextField label={said.fields.name} value={typed.name} onChange={(name) => set({ name })} maxLength={150} />
        <TextField
          label={said.fields.version}
          value={typed.version}
          onChange={(version) => set({ version })}
          maxLength={40}
        />
        <TextField
          label={said.fields.issuer}
          value={typed.issuer}
          onChange={(issuer) => set({ issuer })}
          maxLength={100}
        />
        <TextField
          label={said.fields.issuedOn}
          type="date"
          value={typed.issuedOn}
          onChange={(issuedOn) => set({ issuedOn })}
        />
        <SelectField
          label={said.fields.heading}
          value={typed.heading}
          onChange={(heading) => set({ heading })}
          choices={choicesOf(first.headings)}
        />
        <fieldset className="field">
          <legend>{said.fields.levels}</legend>
          <div className="row">
            {LEVELS.map((level) => (
              <CheckField
                key={level}
                label={said.levels[level] ?? level}
                value={levels.includes(level)}
                onChange={(on) => setLevels(on ? [...levels, level] : levels.filter((each) => each !== level))}
              />
            ))}
          </div>
        </fieldset>
        <SelectField
          label={said.fields.line}
          hint={said.fields.lineHint}
          blank={said.everybody}
          value={typed.line}
          onChange={(line) => set({ line })}
          choices={choicesOf(first.lines)}
          optional
        />
        <AreaField
          label={said.fields.entries}
          hint={said.fields.entriesHint}
          value={typed.entries}
          onChange={(entries) => set({ entries })}
          rows={8}
          optional
        />
        <TextField label={said.fields.dueOn} type="date" value={typed.dueOn} onChange={(dueOn) => set({ dueOn })} />
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.confirm}
        </Button>
      </form>
    </Dialog>
  );
}
