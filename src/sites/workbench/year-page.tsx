import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import {
  publishYearTable,
  readYearTable,
  saveYearTable,
  type YearRow,
  type YearTable,
  yearSections,
} from '../year-table/contract.ts';
import { yearTableText as said } from '../year-table/text.ts';
import './sites.css';

/** One table: what is counted, what is to be filled in. */
export function Page({ params }: PageProps) {
  const found = useCall(readYearTable, { params: { id: Number(params.id) } });
  return (
    <Answer of={found} title={said.title}>
      {(table) => <Form key={`${table.id} ${table.seq}`} table={table} />}
    </Answer>
  );
}

function Form({ table }: { readonly table: YearTable }) {
  const [entered, setEntered] = useState(table.entered);
  const save = useSend(saveYearTable);
  const publish = useSend(publishYearTable);
  const { id, seq: seenSeq, mayWrite } = table;
  const isDirty = entered !== table.entered;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ params: { id }, body: { entered, seenSeq } });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <header>
        <h1>{`${table.siteName} ${said.ofYear(table.year)}`}</h1>
        <div className="row no-print">
          {mayWrite && (
            <>
              <Button type="submit" busy={save.isPending} disabled={!isDirty}>
                {said.save}
              </Button>
              <Button
                kind="main"
                busy={publish.isPending}
                disabled={isDirty || table.missing > 0}
                onClick={() => {
                  if (window.confirm(said.confirm)) publish.mutate({ params: { id }, body: { seenSeq } });
                }}
              >
                {said.publish}
              </Button>
            </>
          )}
          {table.state === 'published' && <a href={`/year-tables/${table.site}/${table.year}`}>{said.open}</a>}
        </div>
      </header>
      {save.error && <Failed error={save.error} />}
      {publish.error && <Failed error={publish.error} />}
      {table.state === 'owed' && (
        <Notice tone={table.missing > 0 ? 'warn' : 'good'}>
          {said.missingCount(table.missing)}
          {table.dueOn && (
            <>
              {`${said.due}：`}
              <OnDay day={table.dueOn} />
            </>
          )}
        </Notice>
      )}
      {yearSections.map(({ title, rows }) => (
        <Panel key={title} title={title} className="year-part">
          {mayWrite ? (
            <div className="year-rows">
              {rows.map((row) => (
                <Row
                  key={row.key}
                  row={row}
                  counted={table.counted[row.key]}
                  value={entered[row.key] ?? ''}
                  onChange={(value) => setEntered({ ...entered, [row.key]: value })}
                />
              ))}
            </div>
          ) : (
            <Table
              caption={title}
              rows={rows}
              keyOf={({ key }) => key}
              columns={[
                { title: said.item, cell: (row) => row.title },
                { title: said.value, cell: ({ key }) => table.counted[key] || table.entered[key] || '—' },
              ]}
            />
          )}
        </Panel>
      ))}
    </form>
  );
}

function Row(props: {
  readonly row: YearRow;
  readonly counted: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { row, counted, value, onChange } = props;
  if (row.from === 'site' || row.from === 'live')
    return (
      <p>
        {row.title}：{counted ?? '—'} {row.from === 'live' && <span className="soft">{said.counted}</span>}
      </p>
    );
  if (row.from === 'yes')
    return (
      <SelectField
        label={row.title}
        blank=""
        value={value}
        onChange={onChange}
        choices={[said.yes, said.no].map((title) => ({ value: title, title }))}
        filter
      />
    );
  return (
    <TextField
      label={row.title}
      value={value}
      onChange={onChange}
      maxLength={500}
      filter={row.from === 'count'}
      optional={row.from === 'words'}
    />
  );
}
