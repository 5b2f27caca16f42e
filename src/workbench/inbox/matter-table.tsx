import type { MatterRow } from '../../workbench-api/contract.ts';
import { OnDay } from '../kit/day.tsx';
import { Light, Provisional } from '../kit/light.tsx';
import { Link } from '../router.tsx';
import { text } from '../text.ts';

/** Matters with light, date and place in their process. */
export function MatterTable({ rows, caption }: { readonly rows: readonly MatterRow[]; readonly caption: string }) {
  const { columns } = text.inbox;
  return (
    <table className="list matters">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.light}</th>
          <th scope="col">{columns.due}</th>
          <th scope="col">{columns.matter}</th>
          <th scope="col">{columns.state}</th>
          <th scope="col" className="minor">
            {columns.opened}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

const Row = ({ row }: { readonly row: MatterRow }) => (
  <tr>
    <td>
      {row.closed ? (
        <Light light="done" />
      ) : row.dueOn === null ? (
        <Light light="paused" />
      ) : (
        <Light light={row.light} />
      )}
    </td>
    <td>
      {row.dueOn === null ? (
        <span className="soft">{row.closed ? '' : text.noDue}</span>
      ) : (
        <>
          <OnDay day={row.dueOn} week />
          {row.provisional && <Provisional />}
          {row.workdaysLeft !== null && (
            <div className={row.light === 'red' ? 'late' : 'soft'}>{text.daysLeft(row.workdaysLeft)}</div>
          )}
        </>
      )}
    </td>
    <td className="what">
      {row.page ? <Link to={row.page}>{row.title}</Link> : row.title}
      <div className="soft number">{row.number}</div>
    </td>
    <td>{row.stateTitle}</td>
    <td className="minor">
      <OnDay day={row.openedOn} />
    </td>
  </tr>
);
