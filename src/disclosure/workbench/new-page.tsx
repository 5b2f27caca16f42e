import { type FormEvent, useEffect, useRef, useState } from 'react';
import { AgencyField } from '../../workbench/kit/agency-field.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { requiredElements, template } from '../rules/elements.ts';
import { openDraft } from '../wire.ts';
import './disclosure.css';
import { backupOf, dropBackup, keepBackup } from './editor/backup.ts';
import { ChooseFile, leaveWaiting } from './editor/import-file.tsx';
import { words as more } from './editor/text.ts';
import { useLeaveGuard } from './editor/use-draft.ts';
import { type Draft, EditorForm, emptyDraft } from './editor-form.tsx';
import { useAgencies } from './own-agencies.ts';
import { words } from './text.ts';

const { editor } = words;
const BACKUP = 'new';

/** Enters something that is to be public; with `interprets`, what explains a document. */
export function Page({ query }: PageProps) {
  const interprets = Number(query.get('interprets')) || undefined;
  const agencies = useAgencies(['liaison', 'editor']);
  const [chosen, setChosen] = useState(query.get('agency') ?? '');
  const [draft, setDraft] = useState<Draft>(
    interprets === undefined ? emptyDraft : explaining(query.get('title') ?? ''),
  );
  const [backup, setBackup] = useState(() => backupOf(BACKUP));
  const blank = useRef(draft);
  const dirty = draft !== blank.current;
  const isGone = useRef(false);
  const [wanting, setWanting] = useState(false);
  const send = useSend(openDraft, ({ id }) => {
    isGone.current = true;
    dropBackup(BACKUP);
    go(`/disclosure/publications/${id}`);
  });
  useLeaveGuard(dirty && !isGone.current);
  useEffect(() => {
    if (dirty && !isGone.current) keepBackup(BACKUP, draft);
  }, [draft, dirty]);
  const agencyId = Number(chosen || agencies[0]?.id);
  const enter = (content: Draft): void => {
    if (send.isPending) return;
    send.mutate({ body: { agencyId, content, ...(interprets === undefined ? {} : { interprets }) } });
  };
  const open = (event: FormEvent): void => {
    event.preventDefault();
    enter(draft);
  };
  /** The file needs a draft that its pictures belong to: it is entered first, under the name of the file at worst. */
  const begin = (file: File): void => {
    setWanting(draft.node === '');
    if (draft.node === '') return;
    leaveWaiting(file);
    const title = draft.title.trim() === '' ? file.name.replace(/\.\w{2,5}$/u, '').slice(0, 300) : draft.title;
    enter({ ...draft, title });
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
      <AgencyField label={editor.agency} agencies={agencies} value={agencyId} onChange={setChosen} />
      {backup && !dirty && (
        <Notice tone="warn">
          <div className="row">
            {words.editor.leftOver}
            <Button
              onClick={() => {
                setDraft(backup.content);
                setBackup(null);
              }}
            >
              {more.save.restore}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                dropBackup(BACKUP);
                setBackup(null);
              }}
            >
              {more.save.discard}
            </Button>
          </div>
        </Notice>
      )}
      <div className="row">
        <ChooseFile onFile={begin} disabled={send.isPending} />
        <span className={wanting ? 'late' : 'soft'} role="status">
          {more.import.first}
        </span>
      </div>
      <EditorForm draft={draft} onChange={setDraft} agencyId={Number.isNaN(agencyId) ? undefined : agencyId} />
    </form>
  );
}

const explaining = (title: string): Draft => ({
  ...emptyDraft,
  title: title === '' ? '' : `《${title}》解读`,
  genre: 'interpretation',
  node: 'ML.3.01.06',
  body: template(words.elements, requiredElements(false)),
  interpretation: { form: 'text', headLed: false, interpreter: '', elements: [] },
});
