import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { listReports } from '../wire.ts';
import { words } from './text.ts';

const { reports: text } = words;
const PATH = '/upward/reports';

/** What was reported to superiors, and what became of it. */
export function Page({ query }: PageProps) {
  const asked = {
    q: query.get('q') ?? '',
    state: query.get('state') ?? '',
    before: query.get('before') ?? undefined,
  };
  const found = useCall(listReports, { query: { ...asked, state: asked.state || undefined } }, { keep: true });
  const mayWrite = usePermission('upward.write');
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: PATH }, { query: { ...asked, before: undefined, ...next } }));
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{text.title}</h1>
        {mayWrite && (
          <Button kind="main" onClick={() => go('/upward/new')}>
            {text.add}
          </Button>
        )}
      </header>
      <p className="soft">{text.intro}</p>
      <div className="row foot">
        <FindForm label={words.find} q={asked.q} onFind={(q) => show({ q })} />
        <SelectField
          label={words.state}
          value={asked.state}
          onChange={(state) => show({ state })}
          choices={found.data?.states ?? []}
          blank={words.all}
          filter
        />
      </div>
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
                      title: words.title,
                      cell: ({ id, title, number }) => (
                        <>
                          <Link to={`${PATH}/${id}`}>{title}</Link>
                          <div className="soft number">{number}</div>
                        </>
                      ),
                    },
                    { title: words.agency, cell: ({ agency }) => agency, minor: true },
                    { title: text.superior, cell: ({ superior }) => superior, minor: true },
                    { title: words.state, cell: ({ stateTitle }) => stateTitle },
                    { title: text.sentOn, cell: ({ sentOn }) => sentOn && <OnDay day={sentOn} />, minor: true },
                    {
                      title: text.used,
                      cell: ({ usedWhere, score }) => score !== null && `${usedWhere ?? ''} ${text.score(score)}`,
                      minor: true,
                    },
                  ]}
                />
              </div>
            )}
            {next !== null && <Button onClick={() => show({ before: next })}>{words.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}
