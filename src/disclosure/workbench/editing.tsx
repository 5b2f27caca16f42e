import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { isProblem } from '../../workbench/problem.ts';
import { useSend } from '../../workbench/use-call.ts';
import { saveDraftCall } from '../wire.ts';
import { type Draft, EditorForm } from './editor-form.tsx';
import type { PublicationView } from './publication-page.tsx';
import { words } from './text.ts';

const { editor } = words;

type Props = { readonly publication: PublicationView; readonly onDirty: (dirty: boolean) => void };

/**
 * The article in the hands of an editor. What he has begun stays in his form whatever the server says; the revision he
 * began from goes along, so that he overwrites nobody.
 */
export function Editing({ publication, onDirty }: Props) {
  const [draft, setDraft] = useState<Draft>(publication.content);
  const [base, setBase] = useState(publication.revision);
  const [dirty, setDirty] = useState(false);
  const mark = (next: boolean): void => {
    setDirty(next);
    onDirty(next);
  };
  const send = useSend(saveDraftCall, ({ revision }) => {
    setBase(revision);
    mark(false);
  });
  const change = (next: Draft): void => {
    setDraft(next);
    mark(true);
  };
  const takeNewest = (): void => {
    setDraft(publication.content);
    setBase(publication.revision);
    send.reset();
    mark(false);
  };
  const save = (): void =>
    send.mutate({ params: { id: publication.id }, body: { content: draft, seenRevision: base } });
  const isOvertaken = isProblem(send.error) && send.error.code === 'disclosure/draft-changed';
  return (
    <div className="stack">
      <EditorForm draft={draft} onChange={change} id={publication.id} />
      {send.error && !isOvertaken && <Failed error={send.error} />}
      {(isOvertaken || (!dirty && base < publication.revision)) && (
        <Notice tone="warn">
          <p>{editor.conflict}</p>
          <Button onClick={takeNewest}>{editor.newest}</Button>
        </Notice>
      )}
      <div className="row sticky">
        <Button kind="main" busy={send.isPending} onClick={save}>
          {editor.save}
        </Button>
        <span className="soft" role="status">
          {dirty ? editor.unsaved : editor.saved(base)}
        </span>
      </div>
    </div>
  );
}
