import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../../workbench/call.ts';
import { isProblem } from '../../../workbench/problem.ts';
import { keyOf, useSend } from '../../../workbench/use-call.ts';
import type { Content } from '../../contract.ts';
import { type PublicationView, readPublication, saveDraftCall } from '../../wire.ts';
import { dropBackup, keepBackup } from './backup.ts';

const PAUSE_MS = 6000;
const AGAIN_MS = 15_000;

type Base = { readonly content: Content; readonly revision: number };

/** What can be saved at all: the server asks for these of every draft. */
export const isSavable = ({ title, node, interpretation, keywords }: Content): boolean =>
  title.trim() !== '' &&
  node !== '' &&
  keywords.every((word) => word.length <= 40) &&
  (interpretation === null || interpretation.interpreter.trim() !== '');

const same = (one: Content, other: Content): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * An article in the hands of an editor: what he has written, what the server has, and what to do where they differ. It
 * is saved when he pauses; what another has saved meanwhile is never overwritten, and never overwrites his.
 */
export function useDraft(publication: PublicationView, onDirty: (dirty: boolean) => void) {
  const { id, content: newest, revision: newestRevision } = publication;
  const [draft, setDraft] = useState<Content>(newest);
  const [base, setBase] = useState<Base>({ content: newest, revision: newestRevision });
  const [adopted, setAdopted] = useState<number | null>(null);
  const client = useQueryClient();
  const send = useSend(saveDraftCall);
  const dirty = draft !== base.content && !same(draft, base.content);
  const isOvertaken = isProblem(send.error) && send.error.code === 'disclosure/draft-changed';
  const isBehind = newestRevision > base.revision && !send.isPending;
  const conflict = isBehind && dirty && !same(draft, newest);

  const saveAs = async (content: Content, revision: number): Promise<void> => {
    try {
      const saved = await send.mutateAsync({ params: { id }, body: { content, seenRevision: revision } });
      setBase({ content, revision: saved.revision });
    } catch {
      // Said where it is shown. What another has saved is fetched, to be laid beside.
      await client.invalidateQueries({ queryKey: keyOf(readPublication) });
    }
  };
  const save = (): void => {
    if (dirty && !conflict && !send.isPending && isSavable(draft)) void saveAs(draft, base.revision);
  };
  const latest = useRef({ draft, base, dirty, conflict, save });
  latest.current = { draft, base, dirty, conflict, save };

  useEffect(() => {
    onDirty(dirty);
    if (dirty) keepBackup(id, draft);
    else dropBackup(id);
  }, [dirty, draft, id, onDirty]);

  // What another has saved is taken over where nothing is lost by it.
  useEffect(() => {
    if (!isBehind || latest.current.conflict) return;
    setDraft(newest);
    setBase({ content: newest, revision: newestRevision });
    setAdopted(newestRevision);
  }, [isBehind, newest, newestRevision]);

  const failed = send.isError && !isOvertaken;
  useEffect(() => {
    if (!dirty || conflict || !isSavable(draft)) return;
    const timer = setTimeout(() => latest.current.save(), failed ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, dirty, conflict, failed]);

  useLeaveGuard(dirty);
  useEffect(
    () => () => {
      const left = latest.current;
      if (!left.dirty || !isSavable(left.draft)) return;
      // Whoever goes elsewhere in the workbench loses nothing: it is saved, or set aside by the server.
      const body = { content: left.draft, seenRevision: left.base.revision };
      call(saveDraftCall, { params: { id }, body }).then(
        () => {
          dropBackup(id);
          void client.invalidateQueries();
        },
        () => undefined,
      );
    },
    [id, client],
  );

  return {
    draft,
    base,
    dirty,
    conflict,
    adopted,
    failed: failed ? send.error : null,
    saving: send.isPending,
    save,
    change: (next: Content): void => {
      setAdopted(null);
      setDraft(next);
    },
    /** Settles a conflict with what came of it. */
    merge: (content: Content): void => {
      send.reset();
      setDraft(content);
      setBase({ content: newest, revision: newestRevision });
      if (!same(content, newest)) void saveAs(content, newestRevision);
    },
    takeNewest: (): void => {
      send.reset();
      setDraft(newest);
      setBase({ content: newest, revision: newestRevision });
    },
  };
}

/** Asks before the window is closed over something that is not saved. */
export function useLeaveGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const onLeave = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [dirty]);
}
