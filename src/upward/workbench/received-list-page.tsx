import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { listReceived } from '../wire.ts';
import { words } from './text.ts';

const { received: text } = words;
const PATH = '/upward/received';

/** What subordinates reported. */
export function Page({ query }: PageProps) {
  const asked = {
    q: query.get('q') ?? '',
    state: query.get('state') ?? '',
    before: query.get('before') ?? undefined,
  };
  const found = useCall(listReceived, { query: { ...asked, state: asked.state || undefined } }, { keep: true });
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: PATH }, { query: { ...asked, before: undefined, ...next } }));
  return (
    <div className="stack">
      <h1>{text.title}</h1>
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
                    { title: text.from, cell: ({ from }) => from },
                    { title: words.state, cell: ({ stateTitle }) => stateTitle },
                    {
                      title: text.due,
                      cell: ({ dueOn, light }) =>
                        dueOn && (
                          <span className="row">
                            {light && <Light light={light} />}
                            <OnDay day={dueOn} />
                          </span>
                        ),
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
