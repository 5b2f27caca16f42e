import { useState } from 'react';
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
import { COLUMNS, GROUPS, RESULTS, ROWS } from '../annual-report/form.ts';
import { reportWords } from './report-words.ts';

type Row = Output<typeof readCell>['rows'][number];

/** A matter of this desk opens here, a document where anybody reads it. */
function Named({ row, to }: { readonly row: Row; readonly to: string }) {
  if (row.id !== null) return <Link to={`${to}/${row.id}`}>{row.number}</Link>;
  return row.url === null ? row.number : <a href={row.url}>{row.number}</a>;
}

const { reports: text, rowLabels, columnLabels, groupLabels, resultLabels } = reportWords;
type Cell = Omit<Input<typeof readCell>['query'], 'after'>;

/** Sections three and four; every figure opens to what it counts. */
export function ReportFigures({ id, content }: { readonly id: number; readonly content: ReportContent }) {
  const [open, setOpen] = useState<Cell | null>(null);
  const figure = (value: number | string, cell: Cell) => (
    <Button kind="quiet" onClick={() => setOpen(cell)}>
      {value}
    </Button>
  );
  return (
    <>
      <Panel title={text.entered}>
        <Table
          caption={text.entered}
          rows={ENTERED_KEYS}
          keyOf={(key) => key}
          columns={[
            { title: text.figure, cell: (key) => reportWords.entered[key] },
            {
              title: text.number,
              right: true,
              cell: (key) => {
                const counted = content.proactive?.[key];
                const given = content.entered[key]?.value;
                if (counted === undefined) return given ?? '';
                return figure(given ?? counted, { figure: key });
              },
            },
            { title: text.origin, cell: (key) => originOf(content, key), minor: true },
          ]}
        />
      </Panel>
      <Panel title={text.requests}>
        <Table
          caption={text.requests}
          rows={ROWS}
          keyOf={(row) => row}
          columns={[
            { title: text.row, cell: (row) => rowLabels[row] },
            ...COLUMNS.map((column) => ({
              title: columnLabels[column],
              right: true,
              cell: (row: (typeof ROWS)[number]) => figure(content.section3[row][column], { row, column }),
            })),
          ]}
        />
      </Panel>
      <Panel title={text.remedies}>
        <Table
          caption={text.remedies}
          rows={GROUPS}
          keyOf={(group) => group}
          columns={[
            { title: text.group, cell: (group) => groupLabels[group] },
            ...RESULTS.map((result) => ({
              title: resultLabels[result],
              right: true,
              cell: (group: (typeof GROUPS)[number]) => figure(content.section4[group][result], { group, result }),
            })),
          ]}
        />
      </Panel>
      {open && <Behind id={id} cell={open} onClose={() => setOpen(null)} />}
    </>
  );
}

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
