import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { openDraft } from '../wire.ts';
import './disclosure.css';
import { type Draft, EditorForm, emptyDraft } from './editor-form.tsx';
import { useAgencies } from './own-agencies.ts';
import { words } from './text.ts';

const { editor } = words;

/** Enters something that is to be public; with `interprets`, what explains a document. */
export function Page({ query }: PageProps) {
  const interprets = Number(query.get('interprets')) || undefined;
  const agencies = useAgencies(['liaison', 'editor']);
  const [chosen, setChosen] = useState(query.get('agency') ?? '');
  const [draft, setDraft] = useState<Draft>(
    interprets === undefined ? emptyDraft : explaining(query.get('title') ?? ''),
  );
  const send = useSend(openDraft, ({ id }) => go(`/disclosure/publications/${id}`));
  const agencyId = Number(chosen || agencies[0]?.id);
  const open = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    send.mutate({ body: { agencyId, content: draft, ...(interprets === undefined ? {} : { interprets }) } });
  };
  return (
    <form className="stack" onSubmit={open}>
      <header>
        <h1>{editor.newTitle}</h1>
        <Button kind="main" type="submit" busy={send.isPending}>
          {editor.open}
        </Button>
      </header>
      {send.error && <Failed error={send.error} />}
      {agencies.length > 1 && (
        <SelectField
          label={editor.agency}
          value={String(agencyId)}
          onChange={setChosen}
          choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
        />
      )}
      <EditorForm draft={draft} onChange={setDraft} />
    </form>
  );
}

const explaining = (title: string): Draft => ({
  ...emptyDraft,
  title: title === '' ? '' : `《${title}》解读`,
  genre: 'interpretation',
  node: 'ML.3.01.06',
  interpretation: { form: 'text', headLed: false, interpreter: '', elements: [] },
});
