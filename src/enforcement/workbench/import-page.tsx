import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { CheckField } from '../../workbench/kit/field.tsx';
import { Notice } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { readImport } from '../wire.ts';
import { kindTitles, words } from './text.ts';

const { import: text } = words;

/** The report of one import, row by row. */
export function Page({ params }: PageProps) {
  const [only, setOnly] = useState(false);
  const found = useCall(readImport, { params: { id: Number(params.id) } });
  return (
    <Answer of={found} title={text.report}>
      {(report) => (
        <div className="stack">
          <h1>{text.report}</h1>
          <p className="soft">
            {report.fileName}　{kindTitles[report.kind]}　{report.agency}
          </p>
          {!report.finished && <Notice tone="warn">{text.cutOff}</Notice>}
          <Notice tone={report.refused > 0 ? 'warn' : 'good'}>
            {text.summary(report.entered, report.changed, report.unchanged, report.refused)}
          </Notice>
          <div className="row">
            <Link to="/enforcement/results?standing=drafting" className="button main">
              {text.toResults}
            </Link>
            <Link to="/enforcement/imports" className="button">
              {text.title}
            </Link>
          </div>
          <CheckField label={text.onlyRefused} value={only} onChange={setOnly} />
          <div className="panel flush">
            <Table
              caption={text.report}
              rows={report.lines.filter(({ outcome }) => !only || outcome === 'refused')}
              keyOf={({ row }) => row}
              columns={[
                { title: text.columns.row, cell: ({ row }) => row, right: true },
                { title: text.columns.number, cell: ({ documentNumber }) => documentNumber },
                { title: text.columns.outcome, cell: ({ outcome }) => text.outcomes[outcome] },
                { title: text.columns.why, cell: ({ why }) => why },
                {
                  title: text.columns.masked,
                  cell: ({ masked }) => (masked > 0 ? masked : ''),
                  right: true,
                  minor: true,
                },
              ]}
            />
          </div>
        </div>
      )}
    </Answer>
  );
}
