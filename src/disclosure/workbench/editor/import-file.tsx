import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Output } from '../../../workbench/call.ts';
import { Button } from '../../../workbench/kit/button.tsx';
import { Dialog } from '../../../workbench/kit/dialog.tsx';
import { Failed, Notice } from '../../../workbench/kit/notice.tsx';
import { convertCall } from '../../editor/wire.ts';
import type { RichTextHandle } from '../rich-text.tsx';
import { words } from './text.ts';
import { isStopped, upload } from './upload.ts';

const { import: text } = words;
const ACCEPT = '.docx,.xlsx,.doc,.xls,.wps,.et,.html,.htm,.txt';

type Brought = Output<typeof convertCall>;

/** A file that was chosen before there was a draft; the draft takes it up as soon as it is there. */
let waiting: File | null = null;
export const leaveWaiting = (file: File): void => {
  waiting = file;
};

type Props = {
  readonly id: number;
  readonly body: RefObject<RichTextHandle | null>;
  readonly isBlank: boolean;
  /** Files that came with it. */
  readonly onFiles: (files: Brought['attachments']) => void;
};

type Done = { readonly name: string; readonly pictures: number; readonly notices: readonly string[] };

/** Reads a file into the article: how far it is, what came of it, and what could not be kept. */
export function ImportFile({ id, body, isBlank, onFiles }: Props) {
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [asking, setAsking] = useState<{ readonly name: string; readonly brought: Brought } | null>(null);
  const stop = useRef<AbortController | null>(null);
  const take = (name: string, { html, attachments, notices }: Brought, where: 'instead' | 'behind'): void => {
    setAsking(null);
    onFiles(attachments);
    body.current?.put(html, where);
    setDone({ name, pictures: attachments.length, notices });
  };
  const bring = async (file: File): Promise<void> => {
    setError(null);
    setDone(null);
    setShare(0);
    stop.current = new AbortController();
    try {
      const brought = await upload(convertCall, id, file, setShare, stop.current.signal);
      if (isBlank) take(file.name, brought, 'instead');
      else setAsking({ name: file.name, brought });
    } catch (fault) {
      if (!isStopped(fault)) setError(fault);
    } finally {
      setShare(null);
    }
  };
  const latest = useRef(bring);
  latest.current = bring;
  useEffect(() => {
    const file = waiting;
    waiting = null;
    if (file) void latest.current(file);
  }, []);
  return (
    <div className="stack tight no-print">
      <div className="row">
        <ChooseFile onFile={(file) => void bring(file)} disabled={share !== null} />
        {share === null ? (
          <span className="soft">{text.accept}</span>
        ) : (
          <>
            <progress max={1} value={share < 1 ? share : undefined} aria-label={text.choose} />
            <span role="status">{share < 1 ? text.uploading(Math.floor(share * 100)) : text.reading}</span>
            <Button kind="quiet" onClick={() => stop.current?.abort()}>
              {text.cancel}
            </Button>
          </>
        )}
      </div>
      {error !== null && <Failed error={error} />}
      {done && <BroughtNotice {...done} />}
      {asking && (
        <Dialog title={text.choose} onClose={() => setAsking(null)}>
          <p>{text.ask(asking.name)}</p>
          <div className="row">
            <Button kind="main" onClick={() => take(asking.name, asking.brought, 'instead')}>
              {text.replace}
            </Button>
            <Button onClick={() => take(asking.name, asking.brought, 'behind')}>{text.append}</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

const BroughtNotice = ({ name, pictures, notices }: Done) => (
  <Notice tone={notices.length > 0 ? 'warn' : 'good'}>
    <p>
      {text.done(name)}
      {pictures > 0 && text.kept(pictures)}
      {text.undo}
    </p>
    {notices.length > 0 && (
      <ul>
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
    )}
  </Notice>
);

/** A button that chooses a file; what lies below it is the browser's own. */
export function ChooseFile({
  onFile,
  disabled,
}: {
  readonly onFile: (file: File) => void;
  readonly disabled: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button busy={disabled} onClick={() => input.current?.click()}>
        {text.choose}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPT}
        aria-label={text.choose}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
