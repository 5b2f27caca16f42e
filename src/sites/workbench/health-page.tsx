import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Empty, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { readSiteHealth, type SiteHealthRow } from '../contract.ts';
import { type Item, Judging } from './judging.tsx';
import { words } from './text.ts';
import { Upkeep } from './upkeep.tsx';
import './sites.css';

type Alarm = Output<typeof readSiteHealth>['alarms'][number];

/** The sites against the score card, their columns' freshness, and what the watch over the files found. */
export function Page() {
  const health = useCall(readSiteHealth, {});
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="soft">{words.intro}</p>
      <Upkeep />
      <Answer of={health}>
        {({ sites, alarms, items, document }) => (
          <>
            <p className="soft">{`${words.basis}：${document}`}</p>
            <Panel title={words.alarms}>
              {alarms.length === 0 ? <Empty>{words.noAlarms}</Empty> : <Alarms alarms={alarms} />}
            </Panel>
            {sites.length === 0 && <Empty>{words.empty}</Empty>}
            {sites.map((site) => (
              <SitePanel key={site.key} site={site} items={items} />
            ))}
          </>
        )}
      </Answer>
    </div>
  );
}

const SitePanel = ({ site, items }: { readonly site: SiteHealthRow; readonly items: readonly Item[] }) => (
  <Panel
    title={`${site.name}：${site.score === null ? words.vetoed : `${words.score} ${site.score}`}${site.bonus > 0 ? `（${words.bonus(site.bonus)}）` : ''}，${site.passed ? words.passed : words.failed}`}
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
    <Judging site={site} items={items} />
    {site.days.length > 1 && <Trend days={site.days} name={site.name} />}
    {site.links.length > 0 && <Links links={site.links} name={site.name} />}
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

/** The score of the last days, one bar for each; a bar says its day and figure. */
const Trend = ({ days, name }: { readonly days: SiteHealthRow['days']; readonly name: string }) => {
  const shown = days.toReversed();
  const width = 12;
  return (
    <figure className="trend">
      <svg
        viewBox={`0 0 ${shown.length * width} 50`}
        width={shown.length * width}
        height="50"
        role="img"
        aria-label={`${name} ${words.trend}`}
      >
        {shown.map(({ on, score, passed }, i) => {
          const height = Math.max(2, Math.min(50, ((score ?? 0) / 130) * 50));
          return (
            <rect
              key={on}
              className={passed ? 'bar-good' : 'bar-wrong'}
              x={i * width}
              y={50 - height}
              width={width - 2}
              height={height}
            >
              <title>{`${on} ${score ?? words.vetoed}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className="soft">{`${words.trend}：${shown[0]?.on ?? ''} — ${shown.at(-1)?.on ?? ''}`}</figcaption>
    </figure>
  );
};

const Links = ({ links, name }: { readonly links: SiteHealthRow['links']; readonly name: string }) => (
  <details>
    <summary>{words.links(links.length)}</summary>
    <Table
      caption={`${name} ${words.link}`}
      rows={links}
      keyOf={({ page, href }) => `${page} ${href}`}
      columns={[
        { title: words.page, cell: ({ page, pageTitle }) => <a href={page}>{pageTitle}</a> },
        {
          title: words.link,
          cell: ({ href, title }) => <span className="breakable">{title === '' ? href : `${title}（${href}）`}</span>,
        },
        { title: words.fault, cell: ({ fault }) => words.linkFaults[fault] ?? `${words.answered} ${fault}` },
        { title: words.checked, cell: ({ checkedAt }) => <At at={checkedAt} />, minor: true },
      ]}
    />
  </details>
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
