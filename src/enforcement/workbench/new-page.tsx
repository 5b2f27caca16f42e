import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { choicesOf } from '../../workbench/kit/choices.ts';
import { AreaField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import type { Result } from '../contract.ts';
import { enterResultCall, readEntering, readResult } from '../wire.ts';
import { ResultForm } from './result-form.tsx';
import { words } from './text.ts';

const { form: text } = words;

/** A new result, or what puts a published one right. */
export function Page({ query }: PageProps) {
  const corrects = Number(query.get('corrects')) || null;
  return corrects === null ? <Entry /> : <Correcting id={corrects} />;
}

function Correcting({ id }: { readonly id: number }) {
  const found = useCall(readResult, { params: { id } });
  return (
    <Answer of={found} title={text.correctTitle}>
      {({ result, index, agencyId }) =>
        index === null ? <Entry /> : <Entry before={result} index={index} agencyId={agencyId} />
      }
    </Answer>
  );
}

function Entry({
  before,
  index,
  agencyId: given,
}: {
  readonly before?: Result;
  readonly index?: string;
  readonly agencyId?: number;
}) {
  const [chosen, setChosen] = useState(given === undefined ? '' : String(given));
  const [note, setNote] = useState('');
  const found = useCall(readEntering, { query: { agency: chosen || undefined } }, { keep: true });
  const send = useSend(enterResultCall, ({ id, masked }) =>
    go(`/enforcement/results/${id}${masked > 0 ? `?masked=${masked}` : ''}`),
  );
  return (
    <div className="stack">
      <h1>{index === undefined ? text.newTitle : text.correctTitle}</h1>
      {index !== undefined && <p className="soft">{text.corrects(index)}</p>}
      <Answer of={found}>
        {(entering) => {
          const { agencies, agencyId, isSubject } = entering;
          if (agencyId === null || !isSubject) {
            return (
              <Notice tone="warn">
                <p>{text.noSubject}</p>
                <Link to="/enforcement/lists">{text.toLists}</Link>
              </Notice>
            );
          }
          return (
            <ResultForm
              key={agencyId}
              entering={entering}
              result={before}
              fixedKind={before !== undefined}
              busy={send.isPending}
              submit={words.save}
              onSave={(result) =>
                send.mutate({
                  body: { agencyId, result, ...(index === undefined ? {} : { corrects: { index, note } }) },
                })
              }
            >
              {send.error && <Failed error={send.error} />}
              {agencies.length > 1 && index === undefined && (
                <SelectField
                  label={words.agency}
                  value={String(agencyId)}
                  onChange={setChosen}
                  choices={choicesOf(agencies)}
                />
              )}
              {index !== undefined && (
                <AreaField label={text.note} value={note} onChange={setNote} rows={2} maxLength={500} />
              )}
            </ResultForm>
          );
        }}
      </Answer>
    </div>
  );
}
