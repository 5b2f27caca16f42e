import { type ChangeEvent, useRef, useState } from 'react';
import { urlOf } from '../../../workbench/call.ts';
import { Answer } from '../../../workbench/kit/answer.tsx';
import { Button } from '../../../workbench/kit/button.tsx';
import { Dialog } from '../../../workbench/kit/dialog.tsx';
import { Failed, Notice } from '../../../workbench/kit/notice.tsx';
import { Panel } from '../../../workbench/kit/panel.tsx';
import { useCall } from '../../../workbench/use-call.ts';
import type { Attachment } from '../../contract.ts';
import { readableCall } from '../../editor/wire.ts';
import { downloadFile, type PublicationView, uploadFile } from '../../wire.ts';
import { Html } from '../html-view.tsx';
import { words } from './text.ts';
import { upload } from './upload.ts';

const { attachments: text } = words;
const ACCEPT = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.wps,.et,.dps,.html,.htm,.txt,.csv';
const CONVERTIBLE = /\.(?:docx?|wps|xlsx?|et|pptx?|pps|dps|html?|txt)$/iu;

type Props = {
  readonly id: number;
  readonly files: readonly Attachment[];
  /** What the virus check has said of each. */
  readonly states: PublicationView['files'];
  readonly onChange: (change: (files: readonly Attachment[]) => Attachment[]) => void;
};

/** The files of an article: added with their progress, looked at, taken off and put back. */
export function Attachments({ id, files, states, onChange }: Props) {
  const [error, setError] = useState<unknown>(null);
  const [going, setGoing] = useState<{ readonly name: string; readonly share: number } | null>(null);
  const [off, setOff] = useState<Attachment | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const take = async (chosen: readonly File[]): Promise<void> => {
    setError(null);
    try {
      for (const file of chosen) {
        setGoing({ name: file.name, share: 0 });
        const kept = await upload(uploadFile, id, file, (share) => setGoing({ name: file.name, share }));
        const { readable: _page, ...attachment } = kept;
        onChange((before) => [...before, attachment]);
      }
    } catch (fault) {
      setError(fault);
    } finally {
      setGoing(null);
    }
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>): void => {
    const all = [...(event.target.files ?? [])];
    event.target.value = '';
    void take(all);
  };
  const remove = (file: Attachment): void => {
    setOff(file);
    onChange((before) => before.filter(({ fileId }) => fileId !== file.fileId));
  };
  return (
    <Panel title={text.title}>
      <div className="stack tight">
        <p className="hint">{text.hint}</p>
        {error !== null && <Failed error={error} />}
        {files.length === 0 && <p className="soft">{text.empty}</p>}
        <ul className="file-list">
          {files.map((file) => (
            <Line
              key={file.fileId}
              id={id}
              file={file}
              scan={states.find((state) => state.id === file.fileId)?.scan ?? ''}
              onRemove={() => remove(file)}
            />
          ))}
        </ul>
        {off && (
          <Notice>
            <div className="row">
              {text.removed(off.name)}
              <Button
                kind="quiet"
                onClick={() => {
                  onChange((before) => [...before, off]);
                  setOff(null);
                }}
              >
                {text.putBack}
              </Button>
            </div>
          </Notice>
        )}
        <div className="row no-print">
          <Button busy={going !== null} onClick={() => input.current?.click()}>
            {text.add}
          </Button>
          {going && (
            <>
              <progress max={1} value={going.share} aria-label={going.name} />
              <span role="status">{going.name}</span>
            </>
          )}
          <input ref={input} type="file" multiple hidden accept={ACCEPT} aria-label={text.add} onChange={chosen} />
        </div>
      </div>
    </Panel>
  );
}

type LineProps = {
  readonly id: number;
  readonly file: Attachment;
  readonly scan: string;
  readonly onRemove: () => void;
};

function Line({ id, file: { fileId, name, bytes }, scan, onRemove }: LineProps) {
  const [shown, setShown] = useState(false);
  const state = text.scans[scan];
  return (
    <li className="row">
      <a href={urlOf(downloadFile, { params: { id, fileId } })}>{name}</a>
      <span className="soft">{text.size(bytes)}</span>
      {state && <span className="tag warn">{state}</span>}
      {CONVERTIBLE.test(name) && (
        <Button kind="quiet" onClick={() => setShown(true)}>
          {text.page}
        </Button>
      )}
      <Button kind="quiet" onClick={onRemove} aria-label={`${text.remove} ${name}`}>
        {text.remove}
      </Button>
      {shown && <PageOfFile id={id} fileId={fileId} name={name} onClose={() => setShown(false)} />}
    </li>
  );
}

/** How everybody will read it beside the file. */
function PageOfFile({
  id,
  fileId,
  name,
  onClose,
}: {
  readonly id: number;
  readonly fileId: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const page = useCall(readableCall, { params: { id, fileId } });
  return (
    <Dialog title={`${text.page}：${name}`} onClose={onClose} wide>
      <Answer of={page}>
        {({ html, why }) => (html === null ? <Notice tone="warn">{why ?? text.noPage}</Notice> : <Html html={html} />)}
      </Answer>
    </Dialog>
  );
}
