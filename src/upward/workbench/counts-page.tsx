import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { type Counted, Period } from '../contract.ts';
import { placeOf } from '../rules/counts.ts';
import { countedTitles, countText } from '../text.ts';
import { countsCsvCall, countsXlsxCall, readCountRows, readCounts } from '../wire.ts';
import { words } from './text.ts';

const { counts: text } = words;
type Unit = Output<typeof readCounts>['units'][number];
type Opened = { readonly agency: number; readonly name: string; readonly what: Counted };

/** What each unit published, reported and had adopted; each figure opens to its rows. */
export function Page({ query }: PageProps) {
  const asked = query.get('period') ?? legalDay(new Date()).slice(0, 7);
  const [period, setPeriod] = useState(asked);
  const [opened, setOpened] = useState<Opened | null>(null);
  const found = useCall(readCounts, { query: { period: asked } }, { keep: true });
  const show = (event: FormEvent): void => {
    event.preventDefault();
    if (Period.safeParse(period).success) go(urlOf({ path: '/upward/counts' }, { query: { period } }));
  };
  const figure = (unit: Unit, what: Counted, value: number) =>
    value === 0 ? (
      value
    ) : (
      <Button kind="quiet" onClick={() => setOpened({ agency: unit.agencyId, name: unit.agency, what })}>
        {value}
      </Button>
    );
  const head = (i: number): string => countText.columns[i] ?? '';
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="soft">{text.intro}</p>
      <form className="row foot no-print" onSubmit={show}>
        <TextField label={text.period} hint={text.hint} value={period} onChange={setPeriod} maxLength={7} filter />
        <Button type="submit">{text.show}</Button>
        <a className="button plain" href={urlOf(countsCsvCall, { query: { period: asked } })}>
          {text.csv}
        </a>
        <a className="button plain" href={urlOf(countsXlsxCall, { query: { period: asked } })}>
          {text.xlsx}
        </a>
      </form>
      <Answer of={found}>
        {({ units }) =>
          units.length === 0 ? (
            <Empty>{text.empty}</Empty>
          ) : (
            <div className="panel flush">
              <Table
                caption={text.title}
                rows={units}
                keyOf={({ agencyId }) => agencyId}
                columns={[
                  { title: head(0), cell: (unit) => placeOf(unit) ?? countText.none, right: true },
                  { title: head(1), cell: ({ agency }) => agency },
                  { title: head(2), cell: (unit) => figure(unit, 'sent', unit.sent), right: true },
                  { title: head(3), cell: ({ decided }) => decided, right: true, minor: true },
                  { title: head(4), cell: (unit) => figure(unit, 'adopted', unit.adopted), right: true },
                  { title: head(6), cell: ({ points }) => points, right: true },
                  { title: head(7), cell: (unit) => figure(unit, 'published', unit.published), right: true },
                  { title: head(8), cell: ({ news }) => news, right: true, minor: true },
                ]}
              />
            </div>
          )
        }
      </Answer>
      {opened && <RowsDialog period={asked} opened={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

function RowsDialog({
  period,
  opened: { agency, name, what },
  onClose,
}: {
  readonly period: string;
  readonly opened: Opened;
  readonly onClose: () => void;
}) {
  const found = useCall(readCountRows, { query: { period, agency, what } });
  return (
    <Dialog title={`${name} ${countedTitles[what]} ${text.rows}`} onClose={onClose} wide>
      <Answer of={found}>
        {({ rows }) => (
          <ol>
            {rows.map(({ ref, on, title }) => (
              <li key={ref}>
                {on} {title} <span className="soft number">{ref}</span>
              </li>
            ))}
            {rows.length === 0 && <li>{text.noRows}</li>}
          </ol>
        )}
      </Answer>
    </Dialog>
  );
}
