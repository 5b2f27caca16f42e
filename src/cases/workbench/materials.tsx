import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import type { CaseView } from '../contract.ts';
import { type Findings, restInOrder, type Status, tallyOf } from './checklist.ts';
import { fileUrl } from './endpoints.ts';
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
  const named = new Set(view.wanted.map(({ fileId }) => fileId));
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
                <Button kind="quiet" onClick={() => open(file)}>
                  {file.name}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {shown && <FileView url={fileUrl(view.id, shown.id)} name={shown.name} onClose={() => setShown(null)} />}
    </Panel>
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
  const details = [
    wanted.required ? materials.required : materials.optional,
    wanted.deferrable ? materials.deferrable : '',
    materials.form[wanted.form],
    materials.original[wanted.original],
    wanted.copies > 0 ? materials.copies(wanted.copies) : '',
    materials.source[wanted.source],
  ].filter(Boolean);
  return (
    <div className="material">
      <div>
        <b>{wanted.name}</b>
        <div className="soft">{details.join(' · ')}</div>
        {wanted.note && <div className="soft">{wanted.note}</div>}
        {file && (
          <Button kind="quiet" onClick={() => open(file)} aria-label={`${materials.view} ${file.name}`}>
            {file.name}
          </Button>
        )}
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

function Check({
  wanted,
  findings,
  onChange,
}: {
  readonly wanted: Wanted;
  readonly findings: Findings;
  readonly onChange: (findings: Findings) => void;
}) {
  const { materials } = words;
  const finding = findings[wanted.key];
  const statuses: readonly Status[] = wanted.deferrable
    ? ['ok', 'missing', 'wrong', 'deferred']
    : ['ok', 'missing', 'wrong'];
  const set = (status: Status, note: string): void => onChange({ ...findings, [wanted.key]: { status, note } });
  return (
    <div className="check">
      <div className="segments" role="radiogroup" aria-label={materials.statusOf(wanted.name)}>
        {statuses.map((status) => (
          <label key={status} className={`segment ${status}`}>
            <input
              type="radio"
              name={`check-${wanted.key}`}
              checked={finding?.status === status}
              onChange={() => set(status, finding?.note ?? '')}
            />
            <span>{materials.status[status]}</span>
          </label>
        ))}
      </div>
      {finding && finding.status !== 'ok' && (
        <textarea
          rows={2}
          maxLength={500}
          aria-label={materials.note(wanted.name)}
          placeholder={materials.notePlaceholder}
          value={finding.note}
          onChange={(event) => set(finding.status, event.target.value)}
        />
      )}
    </div>
  );
}
