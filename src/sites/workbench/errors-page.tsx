import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { Chips } from '../../workbench/kit/chips.tsx';
import { At, OnDay } from '../../workbench/kit/day.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { readErrorReports } from '../errors/contract.ts';
import { errorText } from '../errors/text.ts';
import { words } from './text.ts';

const said = errorText.staff;

/** What visitors found wrong on the sites somebody answers for. */
export function Page() {
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const [before, setBefore] = useState<number | undefined>(undefined);
  const reports = useCall(readErrorReports, { query: { which, before } }, { keep: true });
  return (
    <div className="stack">
      <h1>{said.title}</h1>
      <p className="soft">{said.intro}</p>
      <Chips
        label={said.which}
        value={which}
        onChange={(value) => {
          setBefore(undefined);
          setWhich(value);
        }}
        choices={[
          { value: 'open', title: said.open },
          { value: 'all', title: said.all },
        ]}
      />
      <Answer of={reports}>
        {({ rows, more }) => (
          <>
            {rows.length === 0 ? (
              <Empty>{said.empty}</Empty>
            ) : (
              <Table
                caption={said.title}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  { title: said.number, cell: ({ id, number }) => <Link to={`/site-errors/${id}`}>{number}</Link> },
                  { title: said.kind, cell: ({ kind }) => errorText.kinds[kind] },
                  { title: said.site, cell: ({ siteName }) => siteName },
                  { title: said.state, cell: ({ stateTitle }) => stateTitle },
                  { title: said.due, cell: ({ dueOn }) => (dueOn === null ? '—' : <OnDay day={dueOn} />) },
                  { title: said.told, cell: ({ toldAt }) => <At at={toldAt} />, minor: true },
                ]}
              />
            )}
            <div className="row no-print">
              {before !== undefined && (
                <Button kind="quiet" onClick={() => setBefore(undefined)}>
                  {words.newest}
                </Button>
              )}
              {more && (
                <Button kind="quiet" onClick={() => setBefore(rows.at(-1)?.id)}>
                  {words.older}
                </Button>
              )}
            </div>
          </>
        )}
      </Answer>
    </div>
  );
}
