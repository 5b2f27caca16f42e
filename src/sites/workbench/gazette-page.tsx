import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { changeGazette, type GazetteView, issueGazette, readGazette } from '../gazette/contract.ts';
import { gazetteText } from '../gazette/text.ts';
import { GazetteStanding } from './gazette-correct.tsx';
import { Finder, ItemsTable } from './gazette-items.tsx';

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
            <>
              <Contents items={found.items} />
              {found.issuedAt !== null && <GazetteStanding key={found.version} issue={found} />}
            </>
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
  const changed = JSON.stringify(items) !== JSON.stringify(issue.items) || note !== issue.note;
  return (
    <>
      <Panel title={`${gazetteText.contents}（${items.length}）`}>
        {items.length === 0 ? <Empty>{said.nothing}</Empty> : <ItemsTable items={items} onChange={setItems} />}
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
