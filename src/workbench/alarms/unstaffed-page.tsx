import { listUnstaffed } from '../../workbench-api/contract.ts';
import { Answer } from '../kit/answer.tsx';
import { Empty } from '../kit/notice.tsx';
import { useCall } from '../use-call.ts';
import { alarmText } from './text.ts';

const said = alarmText.unstaffed;

/** Duties that nobody holds and for which something waits. */
export function Page() {
  const found = useCall(listUnstaffed, {});
  return (
    <div className="stack">
      <header>
        <h1>{said.title}</h1>
      </header>
      <p className="soft">{said.intro}</p>
      <Answer of={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{said.empty}</Empty>
          ) : (
            <div className="panel flush scroll">
              <table className="list">
                <caption className="unseen">{said.title}</caption>
                <thead>
                  <tr>
                    {Object.entries(said.columns).map(([key, name]) => (
                      <th key={key} scope="col">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${row.agencyId} ${row.role}`}>
                      <td>{row.agency}</td>
                      <td>{row.isAbove ? said.above(row.roleTitle) : row.roleTitle}</td>
                      <td>{said.count(row.count)}</td>
                      <td>{row.since}</td>
                      <td>
                        {row.dueOn} {row.isLate && <span className="tag bad">{said.late}</span>}
                      </td>
                      <td>{row.stepsIn.length > 0 ? said.stepsIn(row.stepsIn.join('、')) : said.appoint}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </div>
  );
}
