import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { readStatistics } from '../wire.ts';
import { words } from './text.ts';

type Statistics = Output<typeof readStatistics>;
const { statistics: say } = words;
const FIGURES = ['self', 'assigned', 'rectified', 'open', 'kept', 'dismissed'] as const;

const rate = ({ self, assigned, rectified }: Statistics['total']): string =>
  self + assigned === 0 ? '—' : `${((rectified / (self + assigned)) * 100).toFixed(2)}%`;

/** Found by oneself and assigned by others, and what became of it (M-028). */
export function Page({ query }: PageProps) {
  const asked = { from: query.get('from') ?? undefined, to: query.get('to') ?? undefined };
  const statistics = useCall(readStatistics, { query: asked });
  return (
    <Answer of={statistics} title={say.title}>
      {(found) => (
        <div className="stack">
          <h1>{say.title}</h1>
          <p className="soft">{say.intro}</p>
          <Period from={found.from} to={found.to} />
          <Figures statistics={found} />
          <Pass pass={found.pass} />
        </div>
      )}
    </Answer>
  );
}

function Period({ from, to }: { readonly from: string; readonly to: string }) {
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const show = (event: FormEvent): void => {
    event.preventDefault();
    go(urlOf({ path: '/screening/statistics' }, { query: { from: first, to: last } }));
  };
  return (
    <form className="row" onSubmit={show}>
      <TextField label={say.from} type="date" value={first} onChange={setFirst} filter />
      <TextField label={say.to} type="date" value={last} onChange={setLast} filter />
      <Button type="submit">{say.show}</Button>
    </form>
  );
}

function Figures({ statistics: { total, agencies, finders } }: { readonly statistics: Statistics }) {
  if (agencies.length === 0) return <Empty>{say.empty}</Empty>;
  return (
    <>
      <p>{say.sum(total.self, total.assigned, total.self + total.assigned, total.rectified)}</p>
      <div className="panel flush">
        <Table
          caption={say.table}
          rows={[...agencies, { agency: say.total, ...total }]}
          keyOf={({ agency }) => agency}
          columns={[
            { title: say.agency, cell: ({ agency }) => agency },
            ...FIGURES.map((figure) => ({
              title: say.figures[figure],
              cell: (row: Statistics['agencies'][number]) => row[figure],
              right: true,
            })),
            { title: say.rate, cell: rate, right: true },
          ]}
        />
      </div>
      <h2>{say.finders}</h2>
      <div className="panel flush">
        <Table
          caption={say.finders}
          rows={finders}
          keyOf={({ finder, office }) => `${finder} ${office ?? ''}`}
          columns={[
            { title: say.finder, cell: ({ finder }) => words.finders[finder] },
            { title: say.office, cell: ({ office }) => office ?? '—' },
            { title: say.found, cell: ({ found }) => found, right: true },
            { title: say.rectifiedOf, cell: ({ rectified }) => rectified, right: true },
          ]}
        />
      </div>
    </>
  );
}

const Pass = ({ pass }: Pick<Statistics, 'pass'>) => (
  <Panel title={say.pass}>
    {pass === null ? (
      <p className="soft">{say.noPass}</p>
    ) : (
      <>
        <p>{say.passed(pass.documents, pass.findings, pass.unread)}</p>
        <Facts
          facts={[
            [say.began, <At key="began" at={pass.beganAt} />],
            [say.ended, pass.endedAt === null ? say.running : <At key="ended" at={pass.endedAt} />],
          ]}
        />
      </>
    )}
  </Panel>
);
