import { useMutation } from '@tanstack/react-query';
import { type ChangeEvent, type ReactNode, useState } from 'react';
import { loadCalendarFile, previewCalendar } from '../../workbench-api/contract.ts';
import { call, type Output } from '../call.ts';
import { Button } from '../kit/button.tsx';
import { OnDay } from '../kit/day.tsx';
import { AreaField, Field } from '../kit/field.tsx';
import { Failed, Notice } from '../kit/notice.tsx';
import { Facts, Panel } from '../kit/panel.tsx';
import { Table } from '../kit/table.tsx';
import { text } from '../text.ts';
import { useSend } from '../use-call.ts';
import { calendarText } from './text.ts';

/** Takes in a calendar file: first what it would change, then the change itself. */
export function LoadCalendar() {
  const [file, setFile] = useState('');
  const preview = useMutation({ mutationFn: () => call(previewCalendar, { body: { file } }) });
  const load = useSend(loadCalendarFile, () => {
    preview.reset();
    setFile('');
  });
  const choose = (event: ChangeEvent<HTMLInputElement>): void => void event.target.files?.[0]?.text().then(setFile);
  return (
    <Panel title={calendarText.load.title}>
      <div className="stack">
        {load.data && <Notice tone="good">{calendarText.load.done(load.data.key)}</Notice>}
        {preview.data ? (
          <Preview preview={preview.data}>
            {load.error && <Failed error={load.error} />}
            <div className="row">
              <Button kind="main" busy={load.isPending} onClick={() => load.mutate({ body: { file } })}>
                {calendarText.load.confirm}
              </Button>
              <Button onClick={() => preview.reset()}>{calendarText.load.change}</Button>
            </div>
          </Preview>
        ) : (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              load.reset();
              preview.mutate();
            }}
          >
            {preview.error && <Failed error={preview.error} />}
            <Field label={calendarText.load.file} hint={calendarText.load.fileHint} filter>
              {(tied) => <input {...tied} type="file" accept=".json,application/json" onChange={choose} />}
            </Field>
            <AreaField label={calendarText.load.paste} value={file} onChange={setFile} maxLength={200_000} rows={6} />
            <div className="row">
              <Button kind="main" type="submit" busy={preview.isPending}>
                {calendarText.load.preview}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Panel>
  );
}

const Preview = ({
  preview,
  children,
}: {
  readonly preview: Output<typeof previewCalendar>;
  readonly children: ReactNode;
}) => (
  <div className="stack">
    <h3>{calendarText.load.previewTitle(preview.title)}</h3>
    <Facts facts={[[calendarText.load.source, preview.source]]} />
    <p>
      {preview.redated.count === 0
        ? calendarText.load.noRedated
        : calendarText.load.redated(text.inbox.count(preview.redated.count, preview.redated.atMost))}
    </p>
    {preview.changes.length === 0 ? (
      <p>{calendarText.load.noDays}</p>
    ) : (
      <>
        <p>{calendarText.load.days(preview.changes.length)}</p>
        <Table
          caption={calendarText.load.days(preview.changes.length)}
          rows={preview.changes}
          keyOf={(change) => change.day}
          columns={[
            { title: calendarText.columns.day, cell: (change) => <OnDay day={change.day} week /> },
            {
              title: calendarText.columns.worked,
              cell: (change) => (change.worked ? calendarText.load.worked : calendarText.load.rest),
            },
            { title: calendarText.columns.name, cell: (change) => change.name },
          ]}
        />
      </>
    )}
    {children}
  </div>
);
