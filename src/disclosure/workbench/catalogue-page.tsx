import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { BATCHES, type Batch } from '../rules/batch.ts';
import { LEVELS } from '../rules/catalogue.ts';
import { catalogueCsv, loadCatalogueCall, readCatalogue } from '../wire.ts';
import { readConsistency } from '../wire-reports.ts';
import './disclosure.css';
import { Owners } from './owners-field.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { words } from './text.ts';

type Node = Output<typeof readCatalogue>['nodes'][number];
const { catalogue } = words;

/** The catalogue as a tree, of one level or of all. */
export function Page({ query }: PageProps) {
  const level = LEVELS.find((each) => each === query.get('level'));
  const nodes = useCall(readCatalogue, { query: { level } }, { keep: true });
  const mayKeep = usePermission('disclosure.catalogue');
  const load = useSend(loadCatalogueCall);
  const [proposing, setProposing] = useState(false);
  const [batch, setBatch] = useState<Batch>('statutory');
  return (
    <div className="stack">
      <header>
        <h1>{catalogue.title}</h1>
        <div className="row">
          <Button onClick={() => setProposing(true)}>{catalogue.propose}</Button>
          <a className="button" href={catalogueCsv.path}>
            {catalogue.csv}
          </a>
        </div>
      </header>
      <p className="soft">{catalogue.intro}</p>
      {mayKeep && (
        <div className="row">
          <SelectField
            label={catalogue.batch}
            value={batch}
            onChange={(value) => setBatch(BATCHES.find((each) => each === value) ?? 'statutory')}
            choices={BATCHES.map((value) => ({ value, title: catalogue.batches[value] }))}
            filter
          />
          <Button busy={load.isPending} onClick={() => load.mutate({ body: { batch } })}>
            {catalogue.load}
          </Button>
        </div>
      )}
      {load.error && <Failed error={load.error} />}
      {load.data && <Notice tone="good">{catalogue.loaded(load.data.added)}</Notice>}
      <SelectField
        label={catalogue.level}
        blank={catalogue.anyLevel}
        value={level ?? ''}
        onChange={(value) => go(urlOf({ path: '/disclosure/catalogue' }, { query: { level: value } }))}
        choices={LEVELS.map((value) => ({ value, title: words.levels[value] }))}
        filter
      />
      <Answer of={nodes}>
        {({ nodes: all }) => (
          <>
            {all.length === 0 ? (
              <Empty>{catalogue.empty}</Empty>
            ) : (
              all
                .filter(({ parent, key }) => parent === null || isBatch(key))
                .map((root) => <Block key={root.key} root={root} all={all} />)
            )}
            {proposing && <ProposeDialog nodes={all} onClose={() => setProposing(false)} />}
          </>
        )}
      </Answer>
      {mayKeep && <Consistency />}
    </div>
  );
}

/** One of the blocks of the platform, its entries indented by their depth; only an open one is drawn. */
const Block = ({ root, all }: { readonly root: Node; readonly all: readonly Node[] }) => {
  const [isOpen, setOpen] = useState(root.key === 'ML.3');
  const rows = [{ ...root, depth: 0 }, ...below(root.key, all, 1)];
  return (
    <details className="panel" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{root.name}</b>
      </summary>
      {isOpen && (
        <Table
          caption={root.name}
          rows={rows}
          keyOf={({ key }) => key}
          columns={[
            {
              title: catalogue.columns.name,
              cell: (row) => (
                <span className={`depth-${Math.min(row.depth, 5)}`}>
                  {row.leaf ? <Link to={`/disclosure/published?node=${row.key}`}>{row.name}</Link> : <b>{row.name}</b>}{' '}
                  {row.fixed && <span className="tag">{catalogue.fixed}</span>}{' '}
                  <Link to={`/disclosure/catalogue/${row.key}`}>
                    {catalogue.details}
                    <span className="unseen">：{row.name}</span>
                  </Link>
                </span>
              ),
            },
            {
              title: catalogue.columns.basis,
              cell: (row) => [row.basis.law, row.basis.article].filter(Boolean).join(' '),
              minor: true,
            },
            { title: catalogue.columns.time, cell: (row) => words.timeClasses[row.timeClass] },
            {
              title: catalogue.columns.owner,
              cell: (row) => <Owners owners={row.owners} />,
              minor: true,
            },
            {
              title: catalogue.columns.count,
              cell: ({ leaf, published }) => leaf && catalogue.count(published),
              right: true,
            },
          ]}
        />
      )}
    </details>
  );
};

/** Batches of their own under the items of the Regulations: hundreds of entries that nobody reads in between. */
const isBatch = (key: string): boolean => key === 'ML.3.50' || key === 'ML.3.60';

const below = (key: string, all: readonly Node[], depth: number): readonly (Node & { readonly depth: number })[] =>
  all
    .filter((node) => node.parent === key && !isBatch(node.key))
    .flatMap((node) => [{ ...node, depth }, ...below(node.key, all, depth + 1)]);

function Consistency() {
  const report = useCall(readConsistency, {});
  return (
    <Panel title={catalogue.consistency}>
      <Answer of={report}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{catalogue.consistent}</p>
          ) : (
            <ul aria-label={catalogue.mismatches}>
              {rows.map(({ index, title, message }) => (
                <li key={index}>
                  {title} <span className="soft number">{index}</span>：{message}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}
