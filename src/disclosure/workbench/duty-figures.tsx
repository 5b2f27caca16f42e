import { useRef, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { type PeriodFigures, type readDuty, readFiguresFile, saveFiguresCall } from '../wire-duties.ts';
import { dutyWords } from './duties-text.ts';
import { upload } from './editor/upload.ts';

type Duty = Output<typeof readDuty>;
type Line = PeriodFigures['lines'][number];
const { figures: words } = dutyWords;
const BLANK: Line = { indicator: '', unit: '', value: '' };
const COLUMNS = [
  ['indicator', 100],
  ['unit', 20],
  ['value', 60],
] as const;

/** The figures of the duty's period, or of an earlier one with which it is compared. */
export function DutyFigures({ duty }: { readonly duty: Duty }) {
  const [of, setOf] = useState<PeriodFigures['of']>('this');
  const period = duty.periods.find((each) => each.of === of) ?? duty.periods[0];
  if (!period) return null;
  return (
    <Panel title={words.title}>
      <div className="stack tight">
        <SelectField
          label={words.period}
          value={period.of}
          onChange={(value) => setOf(duty.periods.find((each) => each.of === value)?.of ?? 'this')}
          choices={duty.periods.map((each) => ({ value: each.of, title: `${words.periods[each.of]}：${each.title}` }))}
          filter
        />
        {duty.mayEnter ? <Entry key={period.of} duty={duty} period={period} /> : <Shown period={period} />}
        <Versions period={period} />
      </div>
    </Panel>
  );
}

function Entry({ duty, period }: { readonly duty: Duty; readonly period: PeriodFigures }) {
  const [lines, setLines] = useState<readonly Line[]>(linesToBegin(duty, period));
  /** The version that he began from: another may be saved while he types, and takes nothing of it away. */
  const [seen, setSeen] = useState(period.version);
  const [note, setNote] = useState('');
  const [isChanged, setChanged] = useState(false);
  const save = useSend(saveFiguresCall, ({ version }) => {
    setChanged(false);
    setSeen(version);
    setNote('');
  });
  const change = (next: readonly Line[]): void => {
    setLines(next);
    setChanged(true);
  };
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          params: { id: duty.id },
          body: { of: period.of, lines: [...lines], note, seenVersion: seen },
        });
      }}
    >
      <p className="soft">{period.of === 'this' ? words.intro : words.earlier}</p>
      <FromWorkbook
        // What was read is news until it is saved.
        key={seen}
        id={duty.id}
        onRead={(read, name) => {
          change(read);
          setNote(words.importedNote(name));
        }}
      />
      <Lines title={words.table(period.title)} lines={lines} onChange={change} />
      <div className="row">
        <Button onClick={() => change([...lines, BLANK])} disabled={lines.length >= 200}>
          {words.add}
        </Button>
      </div>
      <TextField
        label={period.closed ? words.reason : words.note}
        hint={period.closed ? words.revisedAfter : undefined}
        value={note}
        onChange={setNote}
        optional={!period.closed}
      />
      {save.error && <Failed error={save.error} />}
      {period.version > seen && !save.isPending && (
        <Notice tone="warn">
          <p>{words.newer(period.version)}</p>
          <Button
            onClick={() => {
              setLines(linesToBegin(duty, period));
              setSeen(period.version);
              setChanged(false);
            }}
          >
            {words.loadNewer}
          </Button>
        </Notice>
      )}
      <div className="row">
        <Button type="submit" kind="main" busy={save.isPending}>
          {words.save}
        </Button>
        {isChanged && <span className="soft">{words.unsaved}</span>}
        {!isChanged && seen > 0 && <span role="status">{words.saved(seen)}</span>}
      </div>
    </form>
  );
}

/** What was saved, or the names and units that were told the last time. */
function linesToBegin({ suggested }: Duty, { lines }: PeriodFigures): readonly Line[] {
  if (lines.length > 0) return lines;
  return suggested.length > 0 ? suggested : [BLANK];
}

type LinesProps = {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly onChange: (lines: readonly Line[]) => void;
};

const Lines = ({ title, lines, onChange }: LinesProps) => (
  <div className="scroll" role="region" aria-label={title} tabIndex={0}>
    <table className="list duty-lines">
      <caption className="unseen">{title}</caption>
      <thead>
        <tr>
          {Object.values(words.columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own while it is typed
          <tr key={at}>
            {COLUMNS.map(([column, most]) => (
              <td key={column}>
                <input
                  value={line[column]}
                  maxLength={most}
                  inputMode={column === 'value' ? 'decimal' : 'text'}
                  aria-label={words.cell(words.columns[column], at + 1)}
                  onChange={(event) =>
                    onChange(lines.map((each, n) => (n === at ? { ...each, [column]: event.target.value } : each)))
                  }
                />
              </td>
            ))}
            <td>
              <Button
                kind="quiet"
                aria-label={words.dropLine(at + 1)}
                disabled={lines.length === 1}
                onClick={() => onChange(lines.filter((_, n) => n !== at))}
              >
                {words.drop}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

type Came = { readonly name: string; readonly count: number; readonly notices: readonly string[] };

function FromWorkbook({
  id,
  onRead,
}: {
  readonly id: number;
  readonly onRead: (lines: readonly Line[], name: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [isReading, setReading] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [came, setCame] = useState<Came | null>(null);
  const read = async (file: File): Promise<void> => {
    setError(null);
    setCame(null);
    setReading(true);
    try {
      const { lines, notices } = await upload(readFiguresFile, id, file, () => undefined);
      onRead(lines, file.name);
      setCame({ name: file.name, count: lines.length, notices });
    } catch (fault) {
      setError(fault);
    } finally {
      setReading(false);
    }
  };
  return (
    <>
      <div className="row">
        <Button busy={isReading} onClick={() => input.current?.click()}>
          {words.import}
        </Button>
        <span className="soft" role="status">
          {isReading ? words.reading : words.importHint}
        </span>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx"
          aria-label={words.import}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) void read(file);
          }}
        />
      </div>
      {error !== null && <Failed error={error} />}
      {came && (
        <Notice tone={came.notices.length > 0 ? 'warn' : 'good'}>
          <p>{words.imported(came.name, came.count)}</p>
          {came.notices.map((notice) => (
            <p key={notice}>{notice}</p>
          ))}
        </Notice>
      )}
    </>
  );
}

const Shown = ({ period }: { readonly period: PeriodFigures }) => (
  <>
    <p className="soft">{words.readOnly}</p>
    {period.lines.length === 0 ? <p>{words.none}</p> : <LineList lines={period.lines} />}
  </>
);

const LineList = ({ lines }: { readonly lines: readonly Line[] }) => (
  <ul>
    {lines.map(({ indicator, unit, value }) => (
      <li key={indicator}>
        {indicator}：{value === '' ? dutyWords.compare.blank : dutyWords.compare.shown(value, unit)}
      </li>
    ))}
  </ul>
);

const Versions = ({ period }: { readonly period: PeriodFigures }) =>
  period.versions.length > 0 && (
    <details>
      <summary>{words.versions}</summary>
      <ol className="stack tight" reversed>
        {period.versions.map(({ version, by, at, note, lines }) => (
          <li key={version} value={version}>
            <strong>{words.version(version)}</strong> <At at={at} /> {by} <span className="soft">{note}</span>
            <LineList lines={lines} />
          </li>
        ))}
      </ol>
    </details>
  );
