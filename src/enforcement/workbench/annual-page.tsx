import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { computeAnnual, readAnnual } from '../wire.ts';
import { words } from './text.ts';

const { annual: text } = words;
const FIRST_YEAR = 2019;

/** The yearly statistics of each organ: counted, kept, published until 31 January. */
export function Page({ query }: PageProps) {
  const asked = Number(query.get('year')) || undefined;
  const found = useCall(readAnnual, { query: { year: asked } }, { keep: true });
  const send = useSend(computeAnnual, ({ dutyId }) => go(`/disclosure/duties/${dutyId}`));
  const last = new Date().getFullYear();
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="soft">{text.intro}</p>
      {send.error && <Failed error={send.error} />}
      <Answer of={found}>
        {({ year, rows }) => (
          <>
            <div className="row">
              <SelectField
                label={text.year}
                value={String(year)}
                onChange={(value) => go(`/enforcement/annual?year=${value}`)}
                choices={Array.from({ length: last - FIRST_YEAR + 1 }, (_, i) => String(last - i)).map((value) => ({
                  value,
                  title: value,
                }))}
                filter
              />
            </div>
            {rows.length === 0 && <Empty>{text.empty}</Empty>}
            {rows.map((row) => (
              <Panel
                key={row.agencyId}
                title={row.agency}
                aside={<span className="tag">{text.standings[row.standing]}</span>}
              >
                <div className="stack tight">
                  {row.dueOn && (
                    <p>
                      {text.due}：<OnDay day={row.dueOn} />
                    </p>
                  )}
                  <Table
                    caption={text.table(row.agency)}
                    rows={row.figures}
                    keyOf={({ indicator }) => indicator}
                    columns={[
                      { title: text.indicator, cell: ({ indicator }) => indicator },
                      { title: text.value, cell: ({ value, unit }) => `${value} ${unit}`, right: true },
                    ]}
                  />
                  <div className="row">
                    {row.mayCompute && (
                      <Button
                        kind="main"
                        busy={send.isPending}
                        onClick={() => send.mutate({ body: { agencyId: row.agencyId, year } })}
                      >
                        {text.compute}
                      </Button>
                    )}
                    {row.dutyId !== null && <Link to={`/disclosure/duties/${row.dutyId}`}>{text.toDuty}</Link>}
                  </div>
                </div>
              </Panel>
            ))}
          </>
        )}
      </Answer>
    </div>
  );
}
