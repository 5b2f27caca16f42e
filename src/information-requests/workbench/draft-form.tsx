import { type ChangeEvent, type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, CheckField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import type { RequestView } from '../contract.ts';
import { DECISIONS, isDecisionCode } from '../decisions.ts';
import { remediesOf, replyBody, TEMPLATES } from '../templates.ts';
import { actOnRequest, keepDraft, uploadFile } from './endpoints.ts';
import { screenText as said } from './text.ts';

const CHOICES = DECISIONS.filter((decision) => !('byProcess' in decision)).map(({ code, group, label }) => ({
  value: code,
  title: group === label ? `${code} ${label}` : `${code} ${group}：${label}`,
}));

/** The reply: which of the decisions, what its template asks for, the files that go with it. */
export function DraftForm({ view, onDone }: { readonly view: RequestView; readonly onDone: () => void }) {
  const [decision, setDecision] = useState(view.draft?.decision ?? '');
  const [points, setPoints] = useState<Readonly<Record<string, string>>>(view.draft?.points ?? {});
  const [chosen, setChosen] = useState<readonly string[]>(view.draft?.attachments ?? []);
  const [more, setMore] = useState<readonly { readonly id: string; readonly name: string }[]>([]);
  const submit = useSend(actOnRequest, onDone);
  const save = useSend(keepDraft);
  const upload = useSend(uploadFile, (file) => {
    setMore([...more, file]);
    setChosen([...chosen, file.id]);
  });
  const template = isDecisionCode(decision) ? TEMPLATES[decision] : null;
  const draft = { decision, points: { ...points }, attachments: [...chosen] };
  const params = { id: view.id };
  const files = [...view.files, ...more.filter(({ id }) => !view.files.some((file) => file.id === id))];
  const names = chosen.flatMap((id) => files.find((file) => file.id === id)?.name ?? []);
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    if (!file) return;
    const body = new FormData();
    body.append('file', file);
    upload.mutate({ body });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!submit.isPending) submit.mutate({ params, body: { act: 'draft', seenSeq: view.seq, draft } });
  };
  const error = submit.error ?? save.error ?? upload.error;
  return (
    <form className="stack act-form" onSubmit={onSubmit}>
      <SelectField
        label={said.fields.decision}
        blank={said.choose}
        value={decision}
        choices={CHOICES}
        onChange={setDecision}
      />
      {template?.blanks.map(({ key, label, required }) => (
        <AreaField
          key={key}
          label={label}
          optional={!required}
          maxLength={5000}
          value={points[key] ?? ''}
          onChange={(value) => setPoints({ ...points, [key]: value })}
        />
      ))}
      {template?.gives && (
        <fieldset className="field">
          <legend>{said.attachments}</legend>
          {files.map(({ id, name }) => (
            <CheckField
              key={id}
              label={name}
              value={chosen.includes(id)}
              onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((each) => each !== id))}
            />
          ))}
          <label>
            {said.upload} <input type="file" onChange={choose} accept=".pdf,.jpg,.jpeg,.png,.docx" />
          </label>
        </fieldset>
      )}
      {isDecisionCode(decision) && view.frame && (
        <details>
          <summary>{said.preview}</summary>
          {[
            ...replyBody(decision, points, { opening: view.frame.opening, files: names }),
            ...remediesOf(decision, view.frame.forum),
          ].map((line) => (
            <p key={line}>{line}</p>
          ))}
        </details>
      )}
      {save.isSuccess && <Notice tone="good">{said.saved}</Notice>}
      {error && <Failed error={error} />}
      <div className="row">
        <Button busy={save.isPending} onClick={() => save.mutate({ params, body: { seenSeq: view.seq, draft } })}>
          {said.save}
        </Button>
        <Button kind="main" type="submit" busy={submit.isPending}>
          {said.submit}
        </Button>
      </div>
    </form>
  );
}
