import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At, legalDay } from '../../workbench/kit/day.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { viewingCategories } from '../text.ts';
import { viewingsOfMonth } from './endpoints.ts';
import { words } from './text.ts';

type Report = Output<typeof viewingsOfMonth>;
const text = words.viewings;

/** Who looked how often at people's numbers in a month; whoever stands out is marked. */
export function Page({ query }: PageProps) {
  const month = query.get('month') ?? legalDay(new Date()).slice(0, 7);
  const [typed, setTyped] = useState(month);
  const report = useCall(viewingsOfMonth, { query: { month } });
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
      </header>
      <p className="soft">{text.intro}</p>
      <form
        className="row foot"
        onSubmit={(event) => {
          event.preventDefault();
          go(urlOf({ path: '/viewings' }, { query: { month: typed } }));
        }}
      >
        <TextField label={text.month} type="month" value={typed} onChange={setTyped} />
        <Button kind="main" type="submit">
          {text.show}
        </Button>
        <a href={urlOf({ path: '/api/viewings.csv' }, { query: { month } })} download>
          {text.csv}
        </a>
      </form>
      <Answer of={report}>{(answer) => <Lines report={answer} />}</Answer>
    </div>
  );
}

const Lines = ({ report }: { readonly report: Report }) => (
  <>
    <p className="soft">
      {report.frozenAt === null ? (
        text.running
      ) : (
        <>
          {text.frozen}
          <At at={report.frozenAt} />
        </>
      )}
    </p>
    {report.lines.length === 0 ? (
      <Empty>{text.empty}</Empty>
    ) : (
      <>
        <p>{text.total(report.views, report.lines.length)}</p>
        <div className="panel flush">
          <Table
            caption={text.table}
            rows={report.lines}
            keyOf={(line) => line.personId}
            columns={[
              {
                title: text.columns.name,
                cell: (line) => (
                  <>
                    {line.name} {line.isOutlier && <span className="tag warn">{text.outlier}</span>}
                  </>
                ),
              },
              { title: text.columns.post, cell: (line) => [line.agency, line.post].filter(Boolean).join(' ') },
              { title: text.columns.views, cell: (line) => <span className="number">{line.views}</span> },
              { title: text.columns.people, cell: (line) => <span className="number">{line.people}</span> },
              { title: text.columns.categories, cell: categoriesOf },
              { title: text.columns.peers, cell: (line) => text.peers(line.peersMedian, line.peers) },
            ]}
          />
        </div>
      </>
    )}
  </>
);

const titles: ReadonlyMap<string, string> = new Map(Object.entries(viewingCategories));

const categoriesOf = ({ byCategory }: Report['lines'][number]): string =>
  Object.entries(byCategory)
    .map(([category, count]) => `${titles.get(category) ?? category} ${count}`)
    .join('，');
