import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import type { Board } from '../contract.ts';
import { kindTitles } from '../text.ts';
import { listPostings, readBoard } from '../wire.ts';
import { BoardDialog } from './board-dialog.tsx';
import { yuanOf } from './funds-fields.tsx';
import { Postings } from './ledger-page.tsx';
import { words } from './text.ts';

const { boards: text } = words;

function fundsLine({ raisedCents, spent }: NonNullable<Board['funds']>): string {
  const paid = spent.reduce((sum, { cents }) => sum + cents, 0);
  return text.fundsText(yuanOf(raisedCents), yuanOf(paid), yuanOf(raisedCents - paid));
}

/** One board: what hangs on it, what hung there, whom it guides. */
export function Page({ params }: PageProps) {
  const key = params.key ?? '';
  const board = useCall(readBoard, { params: { key } });
  const postings = useCall(listPostings, { query: { board: key } });
  const [changing, setChanging] = useState(false);
  const mayPost = usePermission('boards.post');
  return (
    <Answer of={board} title={text.title}>
      {({ board: found, children, versions, rule }) => (
        <div className="stack">
          <header className="row apart">
            <h1>{found.name}</h1>
            <span className="row">
              {mayPost && found.open && (
                <Button kind="main" onClick={() => go(`/boards/new?board=${key}`)}>
                  {text.newPosting}
                </Button>
              )}
              {found.open && <Button onClick={() => go(`/boards/board/${key}/checks`)}>{text.checks}</Button>}
              {found.mayKeep && <Button onClick={() => setChanging(true)}>{text.change}</Button>}
            </span>
          </header>
          <Panel title={kindTitles[found.kind]}>
            <Facts
              facts={[
                [text.key, found.key],
                [text.agency, found.agency],
                [text.region, found.regionName],
                [text.place, found.place],
                [text.area, found.area],
                [text.maintainer, found.maintainer],
                found.funds === null ? null : [text.funds, fundsLine(found.funds)],
                [text.rule, text.ruleText(rule.postWithin, rule.showDays, rule.replaceWithin)],
                [
                  text.parent,
                  found.parent && (
                    <Link key="parent" to={`/boards/board/${found.parent}`}>
                      {found.parent}
                    </Link>
                  ),
                ],
              ]}
            />
          </Panel>
          <h2>{text.postings}</h2>
          <Answer of={postings}>{({ rows }) => <Postings rows={rows} />}</Answer>
          {children.length > 0 && (
            <Panel title={text.children}>
              <ul>
                {children.map((child) => (
                  <li key={child.key}>
                    <Link to={`/boards/board/${child.key}`}>{child.name}</Link>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          {versions.length > 1 && (
            <Panel title={text.versions}>
              <ul>
                {versions.map(({ version, validFrom, place, area }) => (
                  <li key={version}>
                    <OnDay day={validFrom} /> {place}，{area} ㎡
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          {changing && <BoardDialog known={found} onClose={() => setChanging(false)} />}
        </div>
      )}
    </Answer>
  );
}
