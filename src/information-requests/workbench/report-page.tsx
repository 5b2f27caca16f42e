import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type MatterView, readMatter } from '../../workbench-api/contract.ts';
import {
  actOnReport,
  ENTERED_KEYS,
  FORMATS,
  type ReportContent,
  readReport,
  reportFile,
  saveReport,
  TEXT_KEYS,
} from '../annual-report/contract.ts';
import { ReportFigures } from './report-figures.tsx';
import { reportWords } from './report-words.ts';

const text = reportWords.reports;
type Shown = Output<typeof readReport>;
const Act = actOnReport.params.shape.act;

/** One report: its figures with what is behind them, its texts, and the next step. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const report = useCall(readReport, { params: { id } });
  const matter = useCall(readMatter, { params: { id } });
  return (
    <Answer of={report} title={text.one}>
      {(shown) => (
        <Answer of={matter} title={text.one}>
          {(view) => (
            <MatterPage view={view} acts={<Acts view={view} missing={shown.missing} />}>
              <Checks shown={shown} />
              <Writing key={view.seq} view={view} shown={shown} />
              <ReportFigures id={id} content={shown.content} />
              <Editions shown={shown} />
              <div className="row no-print">
                {FORMATS.map((format) => (
                  <a key={format} className="button" href={urlOf(reportFile, { params: { id, format } })}>
                    {text.download} {format}
                  </a>
                ))}
              </div>
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

const Checks = ({ shown: { violations, hash } }: { readonly shown: Shown }) => (
  <>
    {hash !== null && <Notice tone="good">{text.frozen(hash)}</Notice>}
    {violations.length === 0 ? (
      <Notice tone="good">{text.sound}</Notice>
    ) : (
      violations.map(({ check, row, column, expected, found }) => (
        <Notice key={`${check} ${row} ${column}`} tone="warn">
          {text.violation(
            check,
            [row === null ? '' : reportWords.rowLabels[row], labelOf(column)].filter(Boolean).join('，'),
            String(expected ?? ''),
            String(found ?? ''),
          )}
        </Notice>
      ))
    )}
  </>
);

const LABELS: ReadonlyMap<string, string> = new Map(Object.entries(reportWords.columnLabels));
const labelOf = (column: string | null): string => (column === null ? '' : (LABELS.get(column) ?? column));

type Given = { readonly value: string; readonly source: string };

/** What was typed; null: taken away, so that what the program counts stands again. */
const bodyOf = (entered: Readonly<Record<string, Given>>, known: ReportContent['entered']) =>
  Object.fromEntries(
    ENTERED_KEYS.flatMap((key): readonly (readonly [string, Given | null])[] => {
      const given = entered[key];
      if (given && given.value !== '') return [[key, given]];
      return known[key] ? [[key, null]] : [];
    }),
  );

const lacksSource = (given: Given | undefined): boolean =>
  given !== undefined && given.value !== '' && given.source.trim().length < 2;

function Writing({ view, shown }: { readonly view: MatterView; readonly shown: Shown }) {
  const { content, mayEdit } = shown;
  const [texts, setTexts] = useState(content.texts);
  const [entered, setEntered] = useState<Readonly<Record<string, Given>>>(
    Object.fromEntries(
      ENTERED_KEYS.map((key) => [
        key,
        { value: content.entered[key]?.value ?? '', source: content.entered[key]?.source ?? '' },
      ]),
    ),
  );
  const [tried, setTried] = useState(false);
  const send = useSend(saveReport);
  if (!mayEdit) return null;
  return (
    <form
      className="stack"
      // What is not written yet stands in the way of submitting, not of keeping what is.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (send.isPending || ENTERED_KEYS.some((key) => lacksSource(entered[key]))) return;
        send.mutate({
          params: { id: view.id },
          body: { seenSeq: view.seq, texts, entered: bodyOf(entered, content.entered) },
        });
      }}
    >
      <Panel title={text.writing}>
        <div className="stack">
          {TEXT_KEYS.filter((key) => key !== 'assessment' || content.covers === 'government').map((key) => (
            <AreaField
              key={key}
              label={text.texts[key]}
              rows={6}
              value={texts[key] ?? ''}
              onChange={(value) => setTexts((all) => ({ ...all, [key]: value }))}
            />
          ))}
        </div>
      </Panel>
      <Panel title={text.entered}>
        <div className="stack">
          <p className="quiet">{text.enteredHint}</p>
          {ENTERED_KEYS.map((key) => {
            const known = content.entered[key];
            const counted = content.proactive?.[key];
            const given = entered[key] ?? { value: '', source: '' };
            return (
              <div className="row foot" key={key}>
                <TextField
                  label={reportWords.entered[key]}
                  hint={
                    known
                      ? text.enteredBy(known.by, known.at)
                      : counted === undefined
                        ? text.unknown
                        : text.counted(counted)
                  }
                  inputMode="decimal"
                  value={given.value}
                  onChange={(value) => setEntered((all) => ({ ...all, [key]: { ...(all[key] ?? given), value } }))}
                />
                <TextField
                  label={text.source(reportWords.entered[key])}
                  wrong={tried && lacksSource(given) ? text.sourceNeeded : undefined}
                  value={given.source}
                  onChange={(source) => setEntered((all) => ({ ...all, [key]: { ...(all[key] ?? given), source } }))}
                />
              </div>
            );
          })}
        </div>
      </Panel>
      {send.error && <Failed error={send.error} />}
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.save}
        </Button>
      </div>
    </form>
  );
}

const Editions = ({ shown: { editions, report } }: { readonly shown: Shown }) =>
  editions.length === 0 ? null : (
    <Panel title={text.editions}>
      <ul>
        {editions.map(({ edition, publishedOn, correction, hash }) => (
          <li key={edition}>
            <a href={`/annual-reports/${report.id}?edition=${edition}`}>{text.edition(edition, publishedOn)}</a>
            {correction !== null && `：${correction}`} <span className="quiet number">{hash.slice(0, 16)}…</span>
          </li>
        ))}
      </ul>
    </Panel>
  );

const asksWhy = (act: string): boolean => act === 'send-back' || act === 'reopen';

/** Submitting freezes, sending back and correcting say why, publishing is for everybody to see. */
function Acts({ view, missing }: { readonly view: MatterView; readonly missing: readonly string[] }) {
  const [note, setNote] = useState('');
  const send = useSend(actOnReport);
  const acts = view.acts.flatMap(({ act }) => {
    const known = Act.safeParse(act);
    return known.success ? [known.data] : [];
  });
  return (
    <div className="stack">
      {send.error && <Failed error={send.error} />}
      {missing.length > 0 && <Notice tone="warn">{text.missing(missing.join('、'))}</Notice>}
      {acts.some(asksWhy) && <AreaField label={text.note} value={note} onChange={setNote} rows={2} />}
      <div className="row">
        {acts.map((act) => (
          <Button
            key={act}
            kind={asksWhy(act) ? 'plain' : 'main'}
            busy={send.isPending}
            onClick={() =>
              send.mutate({
                params: { id: view.id, act },
                body: { seenSeq: view.seq, ...(note === '' ? {} : { note }) },
              })
            }
          >
            {text.act[act]}
          </Button>
        ))}
      </div>
    </div>
  );
}
