import './cases.css';
import type { Finding, Findings, Status } from './checklist.ts';
import { words } from './text.ts';

type Described = {
  readonly key: string;
  readonly name: string;
  readonly required: boolean;
  readonly deferrable: boolean;
  readonly form: 'paper' | 'electronic' | 'either';
  readonly original: 'original' | 'copy' | 'either';
  readonly source: 'self' | 'agency' | 'shared';
  readonly copies: number;
};

/** What kind of paper is wanted, in one line. */
export const materialDetails = ({ required, deferrable, form, original, copies, source }: Described): string => {
  const { materials } = words;
  return [
    required ? materials.required : materials.optional,
    deferrable ? materials.deferrable : '',
    materials.form[form],
    materials.original[original],
    copies > 0 ? materials.copies(copies) : '',
    materials.source[source],
  ]
    .filter(Boolean)
    .join(' · ');
};

type Props = {
  readonly wanted: Pick<Described, 'key' | 'name' | 'deferrable'>;
  readonly findings: Findings;
  readonly onChange: (findings: Findings) => void;
};

/** What the check of one material has found; a fault is told with how to mend it. */
export function Check({ wanted, findings, onChange }: Props) {
  const { materials } = words;
  const finding: Finding | undefined = findings[wanted.key];
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
