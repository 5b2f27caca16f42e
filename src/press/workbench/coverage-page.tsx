import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { STANDINGS } from '../contract.ts';
import { formTitles, pressWords } from '../text.ts';
import { coverageCsv, listCoverage } from '../wire.ts';

type Row = Output<typeof listCoverage>['rows'][number];
const { coverage: text, standings } = pressWords;
const PATH = '/press/documents';
const CHOICES = ['all', ...STANDINGS] as const;

/** Published documents, and which of them nothing explains, or too late. */
export function Page({ query }: PageProps) {
  const standing = CHOICES.find((each) => each === query.get('standing')) ?? 'all';
  const agency = Number(query.get('agency')) || undefined;
  const q = query.get('q') || undefined;
  const from = query.get('from') || undefined;
  const to = query.get('to') || undefined;
  const before = query.get('before') || undefined;
  const asked = { standing, agency, q, from, to };
  const found = useCall(listCoverage, { query: { ...asked, before } }, { keep: true });
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: PATH }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
        <span className="row">
          <Link className="button" to="/press/returns">
            {text.returns}
          </Link>
          <a className="button" href={urlOf(coverageCsv, { query: asked })}>
            {text.csv}
          </a>
        </span>
      </header>
      <p className="soft">{text.intro}</p>
      <div className="chips" role="group" aria-label={text.choose}>
        {CHOICES.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={standing === each}
            onClick={() => show({ standing: each })}
          >
            {each === 'all' ? text.all : standings[each]} {found.data?.counts[each] ?? ''}
          </button>
        ))}
      </div>
      <FindForm q={q ?? ''} label={text.search} onFind={(typed) => show({ q: typed })} />
      <Answer of={found}>
        {({ rows, agencies, next }) => (
          <>
            <div className="row">
              {agencies.length > 1 && (
                <SelectField
                  label={text.agency}
                  blank={text.allAgencies}
                  value={String(agency ?? '')}
                  onChange={(value) => show({ agency: value })}
                  choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                  filter
                />
              )}
              <TextField
                label={text.from}
                type="date"
                value={from ?? ''}
                onChange={(value) => show({ from: value })}
                filter
              />
              <TextField
                label={text.to}
                type="date"
                value={to ?? ''}
                onChange={(value) => show({ to: value })}
                filter
              />
            </div>
            {rows.length === 0 ? <Empty>{text.empty}</Empty> : <Rows rows={rows} />}
            {next !== null && <Button onClick={() => show({ before: next })}>{text.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => (
  <div className="panel flush">
    <Table
      caption={text.table}
      rows={rows}
      keyOf={({ index }) => index}
      columns={[
        {
          title: text.columns.title,
          cell: (row) => (
            <>
              <Link to={urlOf({ path: '/press/dossier' }, { query: { index: row.index } })}>{row.title}</Link>
              <div className="soft number">{row.documentNumber ?? row.index}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        { title: text.columns.published, cell: (row) => <OnDay day={row.publishedOn} />, minor: true },
        { title: text.columns.standing, cell: (row) => <Standing row={row} /> },
        {
          title: text.columns.materials,
          cell: (row) => row.forms.map((form) => formTitles[form] ?? form).join('、') || row.materials,
          minor: true,
        },
        { title: text.columns.carried, cell: (row) => row.carried, right: true, minor: true },
      ]}
    />
  </div>
);

const isWrong = (standing: Row['standing']): boolean => standing === 'lacking' || standing === 'broken';

const Standing = ({ row: { standing, lagDays, headLed } }: { readonly row: Row }) => (
  <>
    <span className={isWrong(standing) ? 'tag wrong' : 'tag'}>{standings[standing]}</span>{' '}
    {standing === 'late' && lagDays !== null && <span className="soft">{text.late(lagDays)}</span>}
    {headLed && <div className="soft">{text.head}</div>}
  </>
);
