import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Empty, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { readSiteHealth, type SiteHealthRow } from '../contract.ts';
import { words } from './text.ts';

type Alarm = Output<typeof readSiteHealth>['alarms'][number];

/** The sites against the score card, their columns' freshness, and what the watch over the files found. */
export function Page() {
  const health = useCall(readSiteHealth, {});
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="soft">{words.intro}</p>
      <Answer of={health}>
        {({ sites, alarms, manual, document }) => (
          <>
            <p className="soft">{`${words.basis}：${document}`}</p>
            <Panel title={words.alarms}>
              {alarms.length === 0 ? <Empty>{words.noAlarms}</Empty> : <Alarms alarms={alarms} />}
            </Panel>
            {sites.length === 0 && <Empty>{words.empty}</Empty>}
            {sites.map((site) => (
              <SitePanel key={site.key} site={site} />
            ))}
            <Panel title={words.manual}>
              <p>{manual.join('、')}</p>
            </Panel>
          </>
        )}
      </Answer>
    </div>
  );
}

const SitePanel = ({ site }: { readonly site: SiteHealthRow }) => (
  <Panel
    title={`${site.name}：${site.score === null ? words.vetoed : `${words.score} ${site.score}`}，${site.passed ? words.passed : words.failed}`}
    aside={<a href={`/site/${site.key}/`}>{words.open}</a>}
  >
    {site.vetoes.map(({ id, name, says }) => (
      <Notice key={`${id} ${says}`} tone="wrong">{`${words.vetoed}（${id} ${name}）：${says}`}</Notice>
    ))}
    {site.deductions.length > 0 ? (
      <ul>
        {site.deductions.map(({ id, name, points, says }) => (
          <li key={id}>{`${id} ${name} ${words.points(points)}：${says}`}</li>
        ))}
      </ul>
    ) : (
      site.vetoes.length === 0 && <p>{words.none}</p>
    )}
    <Table
      caption={`${site.name} ${words.columns}`}
      rows={site.columns}
      keyOf={({ key }) => key}
      columns={[
        { title: words.column, cell: ({ key, title }) => <a href={`/site/${site.key}/${key}/`}>{title}</a> },
        { title: words.state, cell: ({ state }) => <strong>{words.states[state]}</strong> },
        { title: words.latest, cell: ({ latestAt }) => (latestAt === null ? '—' : <At at={latestAt} />) },
        { title: words.due, cell: ({ dueAt }) => (dueAt === null ? '—' : <At at={dueAt} />) },
        { title: words.rule, cell: ({ rule }) => rule ?? '—', minor: true },
        { title: words.count, cell: ({ count }) => count, right: true, minor: true },
      ]}
    />
  </Panel>
);

const Alarms = ({ alarms }: { readonly alarms: readonly Alarm[] }) => (
  <Table
    caption={words.alarms}
    rows={alarms}
    keyOf={({ at, file }) => `${at} ${file}`}
    columns={[
      { title: words.at, cell: ({ at }) => <At at={at} /> },
      {
        title: words.fault,
        cell: ({ fault, incidentId }) =>
          incidentId === null ? (
            words.faults[fault]
          ) : (
            <Link to={`/incidents/${incidentId}`}>{words.faults[fault]}</Link>
          ),
      },
      { title: words.file, cell: ({ file }) => file },
      { title: words.restored, cell: ({ restoredAt }) => (restoredAt === null ? '—' : <At at={restoredAt} />) },
    ]}
  />
);
