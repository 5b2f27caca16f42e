import { type FormEvent, useState } from 'react';
import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf, titled } from '../../workbench/kit/choices.ts';
import { At } from '../../workbench/kit/day.tsx';
import { Field, SelectField } from '../../workbench/kit/field.tsx';
import { ListRows } from '../../workbench/kit/list/list-rows.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { go, Link } from '../../workbench/router.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { RESULT_KINDS } from '../contract.ts';
import { importResults, importTemplate, listImports, readEntering } from '../wire.ts';
import { kindTitles, words } from './text.ts';

const { import: text } = words;

/** Brings a file of results in, and shows what was brought in before. */
export function Page() {
  const past = useList(listImports, (before) => ({ query: { before } }));
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="soft">{text.intro}</p>
      <Bring />
      <h2>{text.past}</h2>
      <ListRows
        list={past}
        empty={text.none}
        caption={text.past}
        keyOf={({ id }) => id}
        columns={[
          {
            title: text.columns.file,
            cell: ({ id, fileName }) => <Link to={`/enforcement/imports/${id}`}>{fileName}</Link>,
          },
          { title: words.kind, cell: ({ kind }) => kindTitles[kind] },
          { title: words.agency, cell: ({ agency }) => agency, minor: true },
          { title: text.columns.by, cell: ({ importedBy }) => importedBy, minor: true },
          { title: text.columns.at, cell: ({ importedAt }) => <At at={importedAt} /> },
          {
            title: text.columns.outcome,
            cell: (row) => text.summary(row.entered, row.changed, row.unchanged, row.refused),
          },
        ]}
      />
    </div>
  );
}

function Bring() {
  const [chosen, setChosen] = useState('');
  const [kind, setKind] = useState<(typeof RESULT_KINDS)[number]>('penalty');
  const [file, setFile] = useState<File | null>(null);
  const found = useCall(readEntering, { query: { agency: chosen || undefined } }, { keep: true });
  const send = useSend(importResults, ({ id }) => go(`/enforcement/imports/${id}`));
  const bring = (event: FormEvent, id: number): void => {
    event.preventDefault();
    if (!file || send.isPending) return;
    const body = new FormData();
    body.append('file', file);
    send.mutate({ params: { id, kind }, body });
  };
  return (
    <Answer of={found}>
      {({ agencies, agencyId, isSubject }) =>
        agencyId === null || !isSubject ? (
          <Notice tone="warn">
            <p>{words.form.noSubject}</p>
            <Link to="/enforcement/lists">{words.form.toLists}</Link>
          </Notice>
        ) : (
          <form className="panel stack" onSubmit={(event) => bring(event, agencyId)}>
            {send.error && <Failed error={send.error} />}
            {agencies.length > 1 && (
              <SelectField
                label={words.agency}
                value={String(agencyId)}
                onChange={setChosen}
                choices={choicesOf(agencies)}
              />
            )}
            <SelectField
              label={words.kind}
              value={kind}
              onChange={(value) => setKind(RESULT_KINDS.find((one) => one === value) ?? kind)}
              choices={titled(RESULT_KINDS, kindTitles)}
            />
            <p>
              <a href={urlOf(importTemplate, { query: { kind } })}>{text.template}</a>
            </p>
            <Field label={text.file}>
              {(tied) => (
                <input
                  {...tied}
                  type="file"
                  accept=".xlsx,.csv"
                  onChange={(event) => setFile(event.target.files?.[0] ?? null)}
                />
              )}
            </Field>
            <div className="row">
              <Button type="submit" kind="main" busy={send.isPending} disabled={file === null}>
                {text.send}
              </Button>
            </div>
          </form>
        )
      }
    </Answer>
  );
}
