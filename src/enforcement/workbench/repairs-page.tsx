import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { CheckField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { listRepairs } from '../wire.ts';
import { words } from './text.ts';

const { repairs: text } = words;
const PATH = '/enforcement/repairs';

/** Applications for an early end of the display of penalties. */
export function Page({ query }: PageProps) {
  const q = query.get('q') || undefined;
  const open = query.get('open') === 'true';
  const before = Number(query.get('before')) || undefined;
  const asked = { q, open: open ? 'true' : 'false' };
  const found = useCall(listRepairs, { query: { ...asked, before } }, { keep: true });
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: PATH }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="soft">{text.intro}</p>
      <FindForm q={q ?? ''} label={text.search} onFind={(typed) => show({ q: typed })} />
      <CheckField label={text.open} value={open} onChange={(is) => show({ open: String(is) })} />
      <Answer of={found}>
        {({ rows, next }) => (
          <>
            {rows.length === 0 ? (
              <Empty>{text.empty}</Empty>
            ) : (
              <div className="panel flush">
                <Table
                  caption={text.title}
                  rows={rows}
                  keyOf={({ id }) => id}
                  columns={[
                    {
                      title: text.columns.number,
                      cell: ({ id, number }) => <Link to={`${PATH}/${id}`}>{number}</Link>,
                    },
                    { title: text.columns.document, cell: (row) => row.documentNumber },
                    { title: text.columns.party, cell: (row) => row.party, minor: true },
                    { title: words.agency, cell: (row) => row.agency, minor: true },
                    { title: text.columns.applied, cell: (row) => <OnDay day={row.appliedOn} /> },
                    { title: text.columns.due, cell: (row) => row.dueOn && <OnDay day={row.dueOn} /> },
                    { title: text.columns.state, cell: (row) => row.stateTitle },
                  ]}
                />
              </div>
            )}
            {next !== null && <Button onClick={() => show({ before: next })}>{text.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}
