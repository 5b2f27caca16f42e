import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { TEMPLATES } from '../contract.ts';
import { changeSite, type EditableSite, readEditableSites } from '../targets/contract.ts';
import { siteEditText as said } from '../targets/text.ts';
import { NewColumnForm, RemoveColumn } from './column-forms.tsx';

/** What the sites are called, who keeps them, and the order of their columns. */
export function Page() {
  const sites = useCall(readEditableSites, {});
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <div className="stack">
      <h1>{said.title}</h1>
      <p className="soft">{said.intro}</p>
      <Answer of={sites}>
        {({ sites: all }) => {
          const site = all.find(({ key }) => key === chosen) ?? all[0];
          return (
            <>
              <SelectField
                label={said.sites}
                value={site?.key ?? ''}
                onChange={setChosen}
                choices={all.map(({ key, name }) => ({ value: key, title: name }))}
              />
              {site && <Editor key={site.key} site={site} />}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Editor({ site }: { readonly site: EditableSite }) {
  const [draft, setDraft] = useState(site);
  // What was on the screen: after saving, what stands now.
  const [seen, setSeen] = useState(() => site.columns);
  const [going, setGoing] = useState<EditableSite['columns'][number] | null>(null);
  const save = useSend(changeSite);
  const set = (change: Partial<EditableSite>): void => setDraft({ ...draft, ...change });
  const setColumn = (at: number, change: Partial<EditableSite['columns'][number]>): void =>
    set({ columns: draft.columns.map((column, i) => (i === at ? { ...column, ...change } : column)) });
  const move = (at: number, by: number): void => {
    const columns = [...draft.columns];
    const [one] = columns.splice(at, 1);
    if (one) columns.splice(at + by, 0, one);
    set({ columns });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (save.isPending) return;
    const { key, ...body } = draft;
    save.mutate(
      { params: { key }, body: { ...body, seen: seen.map((column) => column.key) } },
      {
        onSuccess: (saved) => {
          setDraft(saved);
          setSeen(saved.columns);
        },
      },
    );
  };
  const gone = seen.filter(({ key }) => !draft.columns.some((column) => column.key === key));
  return (
    <>
      <form className="panel stack" onSubmit={submit}>
        <TextField label={said.name} value={draft.name} onChange={(name) => set({ name })} />
        <SelectField
          label={said.template}
          value={draft.template}
          onChange={(value) => set({ template: TEMPLATES.find((one) => one === value) ?? draft.template })}
          choices={TEMPLATES.map((value) => ({ value, title: said.templates[value] ?? value }))}
        />
        <TextField label={said.organiser} value={draft.organiser} onChange={(organiser) => set({ organiser })} />
        <TextField
          label={said.undertaker}
          value={draft.undertaker ?? ''}
          onChange={(undertaker) => set({ undertaker: undertaker === '' ? null : undertaker })}
          optional
        />
        <TextField label={said.contact} value={draft.contact} onChange={(contact) => set({ contact })} />
        <Marks draft={draft} set={set} />
        <h2>{said.columns}</h2>
        <p className="soft">{said.maintainerHint}</p>
        {draft.columns.map((column, at) => (
          <fieldset key={column.key} className="row">
            <legend className="unseen">{column.title}</legend>
            <TextField label={said.columnTitle} value={column.title} onChange={(title) => setColumn(at, { title })} />
            <TextField
              label={said.maintainer}
              value={column.maintainer ?? ''}
              onChange={(name) => setColumn(at, { maintainer: name === '' ? null : name })}
              optional
            />
            <Button
              kind="quiet"
              disabled={at === 0}
              aria-label={`${said.up}：${column.title}`}
              onClick={() => move(at, -1)}
            >
              {said.up}
            </Button>
            <Button
              kind="quiet"
              disabled={at === draft.columns.length - 1}
              aria-label={`${said.down}：${column.title}`}
              onClick={() => move(at, 1)}
            >
              {said.down}
            </Button>
            {!column.rest && (
              <Button
                kind="quiet"
                disabled={draft.columns.length === 1}
                aria-label={`${said.remove}：${column.title}`}
                onClick={() => setGoing(column)}
              >
                {said.remove}
              </Button>
            )}
            {column.takes && <span className="soft">{said.added}</span>}
          </fieldset>
        ))}
        {gone.length > 0 && (
          <Notice tone="warn">
            {said.gone(gone.map(({ title }) => title).join('、'))}{' '}
            <Button kind="quiet" onClick={() => set({ columns: [...draft.columns, ...gone] })}>
              {said.undo}
            </Button>
          </Notice>
        )}
        {save.error && <Failed error={save.error} />}
        {save.isSuccess && <Notice tone="good">{said.saved}</Notice>}
        <div className="row">
          <Button kind="main" type="submit" busy={save.isPending}>
            {said.save}
          </Button>
        </div>
      </form>
      <NewColumnForm
        taken={[...draft.columns, ...seen].map(({ key }) => key)}
        onAdd={(column) => set({ columns: [...draft.columns, column] })}
      />
      {going && (
        <RemoveColumn
          column={going}
          onClose={() => setGoing(null)}
          onRemove={() => {
            set({ columns: draft.columns.filter(({ key }) => key !== going.key) });
            setGoing(null);
          }}
        />
      )}
    </>
  );
}

/** What inspections look for at the foot of each page. */
const Marks = ({
  draft,
  set,
}: {
  readonly draft: EditableSite;
  readonly set: (change: Partial<EditableSite>) => void;
}) => (
  <>
    <h2>{said.marks}</h2>
    <p className="soft">{said.marksHint}</p>
    <TextField label={said.domain} value={draft.domain} onChange={(domain) => set({ domain })} />
    <TextField label={said.idCode} value={draft.idCode} onChange={(idCode) => set({ idCode })} />
    <TextField label={said.icp} value={draft.icp} onChange={(icp) => set({ icp })} />
    <TextField
      label={said.policeTitle}
      value={draft.police.title}
      onChange={(title) => set({ police: { ...draft.police, title } })}
    />
    <TextField
      label={said.policeHref}
      value={draft.police.href}
      onChange={(href) => set({ police: { ...draft.police, href } })}
    />
    <TextField label={said.badgeHref} value={draft.badgeHref} onChange={(badgeHref) => set({ badgeHref })} />
  </>
);
