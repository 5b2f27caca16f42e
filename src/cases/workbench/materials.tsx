import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, sentenceOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import type { CaseView } from '../contract.ts';
import { Check, materialDetails } from './check.tsx';
import { type Findings, restInOrder, sent, tallyOf } from './checklist.ts';
import { fileUrl, keepChecklist } from './endpoints.ts';
import { FileView, isPicture } from './file-view.tsx';
import { words } from './text.ts';

type Wanted = CaseView['wanted'][number];
type File = CaseView['files'][number];

type Props = {
  readonly view: CaseView;
  readonly findings: Findings;
  /** Absent: the check is over, or is not this person's. */
  readonly onChange: ((findings: Findings) => void) | null;
};

/** Every material the situation calls for, and what the check has found of it. */
export function Materials({ view, findings, onChange }: Props) {
  const [shown, setShown] = useState<File | null>(null);
  if (view.wanted.length === 0 && view.files.length === 0) return null;
  const { checked, all } = tallyOf(view.wanted, findings);
  const files = new Map(view.files.map((file) => [file.id, file]));
  const named = new Set([...view.wanted, ...view.documents].map(({ fileId }) => fileId));
  const others = view.files.filter(({ id }) => !named.has(id));
  const open = (file: File): void =>
    isPicture(file.mediaType) ? setShown(file) : void window.open(fileUrl(view.id, file.id), '_blank', 'noopener');
  return (
    <Panel
      title={words.materials.title}
      aside={
        onChange && (
          <span className="row">
            <span className="soft">{words.materials.progress(checked, all)}</span>
            <Button kind="quiet" onClick={() => onChange(restInOrder(view.wanted, findings))}>
              {words.materials.all}
            </Button>
            <Keep id={view.id} findings={findings} />
          </span>
        )
      }
    >
      {onChange && <p className="soft intro">{words.materials.intro}</p>}
      <ul className="materials">
        {view.wanted.map((wanted) => (
          <li key={wanted.key}>
            <Material
              wanted={wanted}
              file={wanted.fileId === null ? undefined : files.get(wanted.fileId)}
              open={open}
              findings={findings}
              onChange={onChange}
            />
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <div className="stack tight">
          <h3>{words.materials.other}</h3>
          <ul>
            {others.map((file) => (
              <li key={file.id}>
                <FileName file={file} open={open} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {shown && <FileView url={fileUrl(view.id, shown.id)} name={shown.name} onClose={() => setShown(null)} />}
    </Panel>
  );
}

/** A file to be opened, or why it cannot be. */
function FileName({ file, open }: { readonly file: File; readonly open: (file: File) => void }) {
  const { name, scan } = file;
  if (scan === 'waiting' || scan === 'infected') {
    return (
      <span>
        {name} <span className={scan === 'infected' ? 'tag wrong' : 'tag warn'}>{words.materials.scan[scan]}</span>
      </span>
    );
  }
  return (
    <Button kind="quiet" onClick={() => open(file)} aria-label={`${words.materials.view} ${name}`}>
      {name}
    </Button>
  );
}

type MaterialProps = {
  readonly wanted: Wanted;
  readonly file: File | undefined;
  readonly open: (file: File) => void;
  readonly findings: Findings;
  readonly onChange: ((findings: Findings) => void) | null;
};

function Material({ wanted, file, open, findings, onChange }: MaterialProps) {
  const { materials } = words;
  const finding = findings[wanted.key];
  return (
    <div className="material">
      <div>
        <b>{wanted.name}</b>
        <div className="soft">{materialDetails(wanted)}</div>
        {wanted.note && <div className="soft">{wanted.note}</div>}
        {file && <FileName file={file} open={open} />}
      </div>
      {onChange ? (
        <Check wanted={wanted} findings={findings} onChange={onChange} />
      ) : (
        <div>
          {finding ? (
            <span className={`tag ${finding.status === 'ok' ? 'good' : 'warn'}`}>
              {materials.status[finding.status]}
            </span>
          ) : (
            <span className="soft">{materials.unchecked}</span>
          )}
          {finding?.note && <div className="soft">{finding.note}</div>}
        </div>
      )}
    </div>
  );
}

/** Keeps the check as far as it has come; a colleague goes on from there. */
function Keep({ id, findings }: { readonly id: number; readonly findings: Findings }) {
  const keep = useMutation({ mutationFn: (now: Findings) => call(keepChecklist, { params: { id }, body: sent(now) }) });
  const isKept = keep.isSuccess && keep.variables === findings;
  return (
    <>
      <Button busy={keep.isPending} onClick={() => keep.mutate(findings)}>
        {isKept ? words.materials.kept : words.materials.keep}
      </Button>
      {keep.error && <span role="alert">{sentenceOf(keep.error)}</span>}
    </>
  );
}
