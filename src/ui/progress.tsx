import type { ReactNode } from 'react';
import type { Day } from '../kernel/day.ts';
import { Moment, OnDay } from './on-day.tsx';
import { text } from './text.ts';

export type TimelineState = 'done' | 'current' | 'future';

export type TimelineEntry = {
  readonly key: string;
  readonly title: string;
  /** When it happened, or the day by which it is expected. */
  readonly at?: Date | undefined;
  readonly on?: Day | undefined;
  readonly by?: string | undefined;
  readonly detail?: ReactNode;
  readonly state?: TimelineState | undefined;
};

/** What happened and what comes next, in order. */
export const Timeline = ({
  entries,
  label,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly label: string;
}) => (
  <ol className="timeline" aria-label={label}>
    {entries.map((entry) => {
      const state = entry.state ?? 'done';
      return (
        <li key={entry.key} className={state} aria-current={state === 'current' ? 'step' : undefined}>
          <p className="timeline-title">
            <strong>{entry.title}</strong> <span className="tag">{text.timeline[state]}</span>
          </p>
          {(entry.at ?? entry.on ?? entry.by) !== undefined && (
            <p className="note">
              {entry.at && <Moment at={entry.at} />}
              {entry.on && <OnDay day={entry.on} />}
              {entry.by !== undefined && ` ${entry.by}`}
            </p>
          )}
          {entry.detail !== undefined && <div>{entry.detail}</div>}
        </li>
      );
    })}
  </ol>
);

/** Where a person stands in a sequence. `current` counts from 0; `steps.length` means that all is done. */
export const Steps = (props: {
  readonly steps: readonly { readonly title: string; readonly href?: string | undefined }[];
  readonly current: number;
  readonly label?: string | undefined;
}) => (
  <nav className="steps" aria-label={props.label ?? text.steps.label}>
    {props.current < props.steps.length && (
      <p className="note">{text.steps.of(props.current + 1, props.steps.length)}</p>
    )}
    <ol>
      {props.steps.map((step, index) => {
        const state = index < props.current ? 'done' : index === props.current ? 'current' : 'future';
        return (
          <li key={step.title} className={state} aria-current={state === 'current' ? 'step' : undefined}>
            {step.href === undefined ? <span>{step.title}</span> : <a href={step.href}>{step.title}</a>}
            <span className="unseen">{text.steps[state]}</span>
          </li>
        );
      })}
    </ol>
  </nav>
);
