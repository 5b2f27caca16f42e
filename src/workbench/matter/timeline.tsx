import type { MatterView } from '../../workbench-api/contract.ts';
import { At } from '../kit/day.tsx';
import { Panel } from '../kit/panel.tsx';
import './matter.css';
import { matterText as words } from './text.ts';

const HASH_SHOWN = 12;

/** What has happened, newest first: the ledger as it stands. */
export const Timeline = ({ entries }: { readonly entries: MatterView['timeline'] }) => (
  <Panel title={words.timeline.title}>
    <ol className="timeline">
      {entries.toReversed().map((entry) => (
        <li key={entry.seq}>
          <div className="row apart">
            <b>{entry.title}</b>
            <span className="soft">
              <At at={entry.at} />
            </span>
          </div>
          <div>
            {entry.by === null ? words.timeline.system : words.timeline.by(entry.by, entry.role)}{' '}
            <span className="soft">{words.timeline.to(entry.to)}</span>
          </div>
          {entry.text && <p className="prose">{entry.text}</p>}
          <div className="soft hash" title={entry.hash}>
            {words.timeline.hash} {entry.hash.slice(0, HASH_SHOWN)}
          </div>
        </li>
      ))}
    </ol>
  </Panel>
);
