import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { changeGazette, findForGazette, type GazetteView, issueGazette, readGazette } from '../gazette/contract.ts';
import { gazetteText } from '../gazette/text.ts';

const said = gazetteText.staff;
type Item = GazetteView['items'][number];

/** One issue: its contents in order, and the way out. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const issue = useCall(readGazette, { params: { id } });
  return (
    <Answer of={issue}>
      {(found) => (
        <div className="stack">
          <h1>{`${found.name} ${found.label}`}</h1>
          <p className="soft">
            {found.stateTitle} {found.issuedAt !== null && <a href={`/gazette/${id}`}>{said.open}</a>}
          </p>
          {found.mayAct && found.issuedAt === null ? (
            <Editor key={found.seq} issue={found} />
          ) : (
            <Contents items={found.items} />
          )}
        </div>
      )}
    </Answer>
  );
}

const Contents = ({ items }: { readonly items: readonly Item[] }) => (
  <Panel title={gazetteText.contents}>
    <ol>
      {items.map(({ index, part, title }) => (
        <li key={index}>{`【${part}】${title}`}</li>
      ))}
    </ol>
  </Panel>
);

function Editor({ issue }: { readonly issue: GazetteView }) {
  const [items, setItems] = useState<readonly Item[]>(issue.items);
  const [note, setNote] = useState(issue.note);
  const [sure, setSure] = useState(false);
  const save = useSend(changeGazette);
  const out = useSend(issueGazette);
  const params = { id: issue.id };
  const swap = (at: number, by: number): void => {
    const next = [...items];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    setItems(next);
  };
  const changed = JSON.stringify(items) !== JSON.stringify(issue.items) || note !== issue.note;
  return (
    <>
      <Panel title={`${gazetteText.contents}（${items.length}）`}>
        {items.length === 0 ? (
          <Empty>{said.nothing}</Empty>
        ) : (
          <Table
            caption={gazetteText.contents}
            rows={items.map((item, at) => ({ ...item, at }))}
            keyOf={({ index }) => index}
            columns={[
              { title: said.part, cell: ({ part }) => part },
              { title: said.document, cell: ({ title }) => title },
              {
                title: said.order,
                cell: ({ at, title }) => (
                  <span className="row">
                    <Button
                      kind="quiet"
                      disabled={at === 0}
                      aria-label={`${said.up}：${title}`}
                      onClick={() => swap(at, -1)}
                    >
                      {said.up}
                    </Button>
                    <Button
                      kind="quiet"
                      disabled={at === items.length - 1}
                      aria-label={`${said.down}：${title}`}
                      onClick={() => swap(at, 1)}
                    >
                      {said.down}
                    </Button>
                    <Button
                      kind="quiet"
                      aria-label={`${said.remove}：${title}`}
                      onClick={() => setItems(items.filter((_, i) => i !== at))}
                    >
                      {said.remove}
                    </Button>
                  </span>
                ),
              },
            ]}
          />
        )}
        <AreaField label={said.note} value={note} onChange={setNote} maxLength={2000} optional />
        {save.error && <Failed error={save.error} />}
        {save.isSuccess && !changed && <Notice tone="good">{said.saved}</Notice>}
        <div className="row">
          <Button
            kind={changed ? 'main' : 'plain'}
            busy={save.isPending}
            onClick={() =>
              save.mutate({
                params,
                body: { seenSeq: issue.seq, items: items.map(({ index, part }) => ({ index, part })), note },
              })
            }
          >
            {said.save}
          </Button>
        </div>
      </Panel>
      <Finder has={new Set(items.map(({ index }) => index))} onAdd={(item) => setItems([...items, item])} />
      {!changed && items.length > 0 && (
        <Panel title={said.issue}>
          {out.error && <Failed error={out.error} />}
          {sure ? (
            <>
              <p>{said.sure}</p>
              <div className="row">
                <Button
                  kind="main"
                  busy={out.isPending}
                  onClick={() => out.mutate({ params, body: { seenSeq: issue.seq } })}
                >
                  {said.yes}
                </Button>
                <Button onClick={() => setSure(false)}>{said.no}</Button>
              </div>
            </>
          ) : (
            <Button onClick={() => setSure(true)}>{said.issue}</Button>
          )}
        </Panel>
      )}
    </>
  );
}

function Finder(props: { readonly has: ReadonlySet<string>; readonly onAdd: (item: Item) => void }) {
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [part, setPart] = useState<string>(gazetteText.parts[1]);
  const found = useCall(findForGazette, { query: { q } }, { enabled: q !== '' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setQ(typed.trim());
  };
  return (
    <Panel title={said.add}>
      <form className="row" onSubmit={submit}>
        <TextField label={said.find} value={typed} onChange={setTyped} />
        <SelectField
          label={said.part}
          value={part}
          onChange={setPart}
          choices={gazetteText.parts.map((title) => ({ value: title, title }))}
        />
        <Button type="submit">{said.search}</Button>
      </form>
      {q !== '' && (
        <Answer of={found}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty>{said.nothing}</Empty>
            ) : (
              <Table
                caption={said.found}
                rows={rows}
                keyOf={({ index }) => index}
                columns={[
                  { title: said.document, cell: ({ title }) => title },
                  { title: said.agency, cell: ({ agency }) => agency, minor: true },
                  { title: gazetteText.paper.date, cell: ({ on }) => on, minor: true },
                  {
                    title: said.add,
                    cell: ({ index, title }) => (
                      <Button
                        kind="quiet"
                        disabled={props.has.has(index)}
                        aria-label={`${said.add}：${title}`}
                        onClick={() => props.onAdd({ index, title, part })}
                      >
                        {said.add}
                      </Button>
                    ),
                  },
                ]}
              />
            )
          }
        </Answer>
      )}
    </Panel>
  );
}
