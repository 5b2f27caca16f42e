import { useState } from 'react';
import { z } from 'zod';
import type { Input, Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { ENTERED_KEYS, type ReportContent, readCell } from '../annual-report/contract.ts';
import { type PrintedCell, type PrintedTable, sectionsOf } from '../annual-report/sections.ts';
import { reportWords } from './report-words.ts';
import './report.css';

type Row = Output<typeof readCell>['rows'][number];

/** A matter of this desk opens here, a document where anybody reads it. */
function Named({ row, to }: { readonly row: Row; readonly to: string }) {
  if (row.id !== null) return <Link to={`${to}/${row.id}`}>{row.number}</Link>;
  return row.url === null ? row.number : <a href={row.url}>{row.number}</a>;
}

const { reports: text } = reportWords;
type Cell = Omit<Input<typeof readCell>['query'], 'after'>;

/** Sections two to four as the form prints them; every figure opens to what it counts. */
export function ReportFigures({ id, content }: { readonly id: number; readonly content: ReportContent }) {
  const [open, setOpen] = useState<Cell | null>(null);
  return (
    <>
      {sectionsOf(content)
        .filter(({ tables }) => tables.length > 0)
        .map(({ heading, tables }, i) => (
          <Panel key={heading} title={heading}>
            <div className="stack">
              {tables.map((table) => (
                <PrintedForm key={table.caption} table={table} onOpen={setOpen} />
              ))}
              {i === 0 && <Origins content={content} />}
            </div>
          </Panel>
        ))}
      {open && <Behind id={id} cell={open} onClose={() => setOpen(null)} />}
    </>
  );
}

const Cells = z.object(readCell.query.omit({ after: true }).shape);

function PrintedForm({ table, onOpen }: { readonly table: PrintedTable; readonly onOpen: (cell: Cell) => void }) {
  const caption = text.formTable(table.caption);
  const row = (cells: readonly PrintedCell[], y: number) => (
    <tr key={`${y} ${cells[0]?.text}`}>
      {cells.map(({ text: said, colspan = 1, rowspan = 1, scope, opens }, x) => {
        const spans = { colSpan: colspan, rowSpan: rowspan };
        const key = `${x} ${said}`;
        if (scope !== undefined) {
          const isGroup = scope === 'col' ? colspan > 1 : rowspan > 1;
          return (
            <th key={key} scope={isGroup ? `${scope}group` : scope} {...spans}>
              {said}
            </th>
          );
        }
        const cell = opens && said !== '' ? Cells.parse(opens) : null;
        return (
          <td key={key} {...spans}>
            {cell ? (
              <button type="button" onClick={() => onOpen(cell)}>
                {said}
              </button>
            ) : (
              said
            )}
          </td>
        );
      })}
    </tr>
  );
  return (
    <div className="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="printed-form">
        <caption className="unseen">{caption}</caption>
        <thead>{table.head.map(row)}</thead>
        <tbody>{table.body.map(row)}</tbody>
      </table>
    </div>
  );
}

/** Where each figure of section two comes from. */
const Origins = ({ content }: { readonly content: ReportContent }) => (
  <ul className="quiet">
    {ENTERED_KEYS.map((key) => (
      <li key={key}>
        {reportWords.entered[key]}：{originOf(content, key)}
      </li>
    ))}
  </ul>
);

/** Who says so: the program with its count, or somebody with a source. */
function originOf({ entered, proactive }: ReportContent, key: (typeof ENTERED_KEYS)[number]): string {
  const given = entered[key];
  const counted = proactive?.[key];
  if (!given) return counted === undefined ? text.unknown : text.byProgram;
  return [given.source ?? '', given.by, counted === undefined ? '' : text.counted(counted)].filter(Boolean).join('，');
}

function Behind({ id, cell, onClose }: { readonly id: number; readonly cell: Cell; readonly onClose: () => void }) {
  const [after, setAfter] = useState<string | null>(null);
  const rows = useCall(readCell, { params: { id }, query: { ...cell, ...(after === null ? {} : { after }) } });
  const to = cell.group === undefined ? '/information-requests' : '/disputes';
  return (
    <Dialog title={text.rows} onClose={onClose} wide>
      <Answer of={rows}>
        {(found) =>
          found.rows.length === 0 ? (
            <Empty>{text.none}</Empty>
          ) : (
            <>
              <Table
                caption={text.rows}
                rows={found.rows}
                keyOf={(row) => row.number}
                columns={[
                  { title: text.rowColumns.number, cell: (row) => <Named row={row} to={to} /> },
                  { title: text.rowColumns.title, cell: (row) => row.title },
                  { title: text.rowColumns.agency, cell: (row) => row.agency, minor: true },
                  { title: text.rowColumns.from, cell: (row) => row.from },
                  { title: text.rowColumns.until, cell: (row) => row.until },
                ]}
              />
              {found.next !== null && <Button onClick={() => setAfter(found.next)}>{text.more}</Button>}
            </>
          )
        }
      </Answer>
    </Dialog>
  );
}
