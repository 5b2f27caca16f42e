import type { CalendarSource } from '../../workbench-api/contract.ts';
import { readCalendar } from '../../workbench-api/contract.ts';
import { Answer } from '../kit/answer.tsx';
import { OnDay } from '../kit/day.tsx';
import { Notice } from '../kit/notice.tsx';
import { Panel } from '../kit/panel.tsx';
import { Link } from '../router.tsx';
import { text } from '../text.ts';
import { useCall } from '../use-call.ts';
import { LoadCalendar } from './load-calendar.tsx';
import { calendarText } from './text.ts';

/** Which days are worked, by which notice, and what is missing. */
export function Page() {
  const calendar = useCall(readCalendar, {});
  return (
    <div className="stack">
      <header>
        <h1>{calendarText.title}</h1>
      </header>
      <p className="soft">{calendarText.intro}</p>
      <Answer of={calendar}>
        {({ sources, missingYear, provisionalMatters, mayLoad }) => (
          <>
            {missingYear !== null && (
              <Notice tone="warn">
                <h2>{calendarText.missing(missingYear)}</h2>
                <p>{calendarText.missingHint}</p>
                {provisionalMatters.count > 0 && (
                  <p>
                    {calendarText.provisional(text.inbox.count(provisionalMatters.count, provisionalMatters.atMost))}{' '}
                    <Link to="/alarms/provisional">{calendarText.list}</Link>
                  </p>
                )}
              </Notice>
            )}
            {mayLoad && <LoadCalendar />}
            <Panel title={calendarText.sources}>
              <ul className="stack tight">
                {sources.map((source) => (
                  <li key={`${source.kind}-${source.title}-${source.version}`}>
                    <Source source={source} />
                  </li>
                ))}
              </ul>
            </Panel>
          </>
        )}
      </Answer>
    </div>
  );
}

const Source = ({ source }: { readonly source: CalendarSource }) => (
  <details>
    <summary>
      {source.region === null ? calendarText.year(source.title) : calendarText.overlay(source.title, source.region)}{' '}
      <span className="soft">
        {calendarText.version(source.version)} · {source.source}
      </span>{' '}
      {source.replaced && <span className="tag">{calendarText.replaced}</span>}
    </summary>
    <div className="stack tight calendar-days">
      <p className="soft">
        {calendarText.effective(source.effectiveFrom)}
        {source.url !== null && (
          <>
            {' · '}
            <a href={source.url} target="_blank" rel="noreferrer">
              {calendarText.official}
            </a>
          </>
        )}
      </p>
      <Days title={calendarText.off} days={source.off} />
      <Days title={calendarText.on} days={source.on} />
    </div>
  </details>
);

const Days = ({ title, days }: { readonly title: string; readonly days: CalendarSource['off'] }) =>
  days.length > 0 && (
    <p>
      <b>{title}</b>{' '}
      {days.map((named, i) => (
        <span key={named.day}>
          {i > 0 && '，'}
          <OnDay day={named.day} week /> {named.name}
        </span>
      ))}
    </p>
  );
