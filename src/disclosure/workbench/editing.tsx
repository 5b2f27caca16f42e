import { useEffect, useRef, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import type { Attachment } from '../contract.ts';
import type { PublicationView } from '../wire.ts';
import { backupOf, dropBackup } from './editor/backup.ts';
import { Conflict } from './editor/conflict.tsx';
import { Official, type OfficialDraft, officialOf } from './editor/official.tsx';
import { PrintSheet } from './editor/print-sheet.tsx';
import { words } from './editor/text.ts';
import { isSavable, useDraft } from './editor/use-draft.ts';
import { type Draft, EditorForm } from './editor-form.tsx';
import { words as all } from './text.ts';

const { save: text } = words;

type Props = { readonly publication: PublicationView; readonly onDirty: (dirty: boolean) => void };

/** The article in the hands of an editor. What he has begun stays in his form whatever the server says. */
export function Editing({ publication, onDirty }: Props) {
  const { id, agency } = publication;
  const [backup, setBackup] = useState(() => backupOf(id));
  const hand = useDraft(publication, onDirty);
  const { draft, dirty, conflict, change } = hand;
  const [official, setOfficial] = useState<OfficialDraft | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const latest = useRef(draft);
  latest.current = draft;
  const alter = (how: (before: Draft) => Draft): void => {
    latest.current = how(latest.current);
    change(latest.current);
  };
  useSaveKey(hand.save);
  const openOfficial = (): void => {
    setOfficial((before) => before ?? officialOf(draft, agency));
    setIsOpen(true);
  };
  const addMade = (file: Attachment): void =>
    alter((before) => ({
      ...before,
      // The same document made again takes the place of what was made before.
      attachments: [...before.attachments.filter(({ name }) => name !== file.name), file],
    }));
  const isNewer = backup !== null && JSON.stringify(backup.content) !== JSON.stringify(publication.content);
  return (
    <div className="stack">
      {backup && isNewer && !dirty && (
        <Notice tone="warn">
          <div className="row">
            <span>
              <Recovered at={backup.at} />
            </span>
            <Button
              onClick={() => {
                alter(() => backup.content);
                setBackup(null);
              }}
            >
              {text.restore}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                dropBackup(id);
                setBackup(null);
              }}
            >
              {text.discard}
            </Button>
          </div>
        </Notice>
      )}
      {conflict && (
        <Conflict
          id={id}
          base={hand.base.content}
          mine={draft}
          theirs={publication.content}
          by={publication.savedBy}
          revision={publication.revision}
          onMerge={hand.merge}
          onDrop={hand.takeNewest}
        />
      )}
      <EditorForm draft={draft} onChange={alter} publication={publication} agencyId={publication.agencyId} />
      {hand.failed && <Failed error={hand.failed} />}
      <div className="row sticky save-bar no-print">
        <Button kind="main" busy={hand.saving} disabled={conflict || !dirty} onClick={hand.save}>
          {text.save}
        </Button>
        <Button onClick={openOfficial}>{words.official.open}</Button>
        <Button onClick={() => globalThis.print()}>{text.print}</Button>
        <span className="soft" role="status">
          {stateOf(hand)}
        </span>
      </div>
      {isOpen && official && (
        <Official
          id={id}
          content={draft}
          form={official}
          onForm={setOfficial}
          onMade={addMade}
          onClose={() => setIsOpen(false)}
        />
      )}
      <PrintSheet id={id} content={draft} />
    </div>
  );
}

/** Where the text stands, in one line. */
function stateOf({ draft, base, dirty, conflict, saving, failed, adopted }: ReturnType<typeof useDraft>): string {
  if (conflict) return words.conflict.title;
  if (saving) return text.saving;
  if (failed) return text.failed;
  if (!dirty) return adopted === null ? all.editor.saved(base.revision) : text.adopted(adopted);
  return isSavable(draft) ? `${text.unsaved}，${text.auto}` : text.notYet;
}

const Recovered = ({ at }: { readonly at: string }) => {
  const [before, after] = text.recovered('\0').split('\0');
  return (
    <>
      {before}
      <At at={at} />
      {after}
    </>
  );
};

function useSaveKey(save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
