import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { findSources } from '../wire.ts';
import { words } from './text.ts';

export type Source = Output<typeof findSources>['rows'][number];
const { picker } = words;
const KINDS = ['publication', 'service-item'] as const;

/** Finds what is said in public, and keeps what was chosen in the order in which it is shown. */
export function Picker({
  chosen,
  onChange,
}: {
  readonly chosen: readonly Source[];
  readonly onChange: (chosen: readonly Source[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<{ readonly q: string; readonly kind: Source['kind'] }>({
    q: '',
    kind: 'publication',
  });
  const found = useCall(findSources, { query: asked }, { keep: true });
  const has = (row: Source): boolean => chosen.some(({ kind, ref }) => kind === row.kind && ref === row.ref);
  const find = (event: FormEvent): void => {
    event.preventDefault();
    setAsked({ ...asked, q: typed.trim() });
  };
  return (
    <>
      <Panel title={picker.chosen}>
        {chosen.length === 0 ? (
          <p className="soft">{picker.nothing}</p>
        ) : (
          <ol>
            {chosen.map((row) => (
              <li key={row.kind + row.ref}>
                {row.title}{' '}
                <Button kind="quiet" onClick={() => onChange(chosen.filter((each) => each !== row))}>
                  {picker.remove}
                </Button>
              </li>
            ))}
          </ol>
        )}
      </Panel>
      <form className="row" role="search" aria-label={picker.search} onSubmit={find}>
        <SelectField
          label={picker.scope}
          value={asked.kind}
          onChange={(value) => setAsked({ ...asked, kind: KINDS.find((each) => each === value) ?? 'publication' })}
          choices={titled(KINDS, picker.kinds)}
          filter
        />
        <TextField label={picker.search} value={typed} onChange={setTyped} maxLength={100} filter />
        <Button type="submit">{picker.find}</Button>
      </form>
      <Answer of={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{picker.empty}</Empty>
          ) : (
            <div className="panel flush">
              <Table
                caption={picker.table}
                rows={rows}
                keyOf={({ kind, ref }) => kind + ref}
                columns={[
                  {
                    title: words.ledger.columns.title,
                    cell: (row) => (
                      <>
                        {row.title}
                        <div className="soft">
                          {row.agency} · <OnDay day={row.on} />
                        </div>
                      </>
                    ),
                  },
                  {
                    title: picker.add,
                    right: true,
                    cell: (row) => (
                      <Button
                        kind="quiet"
                        disabled={has(row)}
                        aria-label={`${picker.add}：${row.title}`}
                        onClick={() => onChange([...chosen, row])}
                      >
                        {picker.add}
                      </Button>
                    ),
                  },
                ]}
              />
            </div>
          )
        }
      </Answer>
    </>
  );
}

/** What goes over the wire of what was chosen. */
export const refsOf = (chosen: readonly Source[]) => chosen.map(({ kind, ref }) => ({ kind, ref }));
