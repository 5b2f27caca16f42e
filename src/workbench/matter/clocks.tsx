import type { MatterView } from '../../workbench-api/contract.ts';
import { OnDay, weekdayOf } from '../kit/day.tsx';
import { Light, Provisional } from '../kit/light.tsx';
import { Panel } from '../kit/panel.tsx';
import './matter.css';
import { matterText as words } from './text.ts';

type ClockView = MatterView['clocks'][number];

/** Every limit of the case with its light, and day by day how its date came about. */
export const Clocks = ({ clocks }: { readonly clocks: readonly ClockView[] }) => (
  <Panel title={words.clocks.title}>
    {clocks.length === 0 ? (
      <p className="soft">{words.clocks.none}</p>
    ) : (
      <ul className="stack">
        {clocks.map((clock) => (
          <li key={clock.name}>
            <Clock clock={clock} />
          </li>
        ))}
      </ul>
    )}
  </Panel>
);

const Clock = ({ clock }: { readonly clock: ClockView }) => (
  <div className="stack tight">
    <div className="row apart">
      <h3>{clock.title}</h3>
      <span className="row">
        {clock.light === 'done' ? <Light light="done">{words.clocks.done}</Light> : <Light light={clock.light} />}
        {clock.provisional && <Provisional />}
      </span>
    </div>
    <p>{clock.sentence ?? standing(clock)}</p>
    {clock.left && <p className={clock.left.left < 0 ? 'late' : 'soft'}>{leftOf(clock.left)}</p>}
    <p className="soft">
      {words.clocks.law}：{clock.law}
    </p>
    {clock.steps.length > 0 && <Derivation clock={clock} />}
  </div>
);

/** Where a clock stands, for kinds that say nothing more exact. */
function standing({ state, startedOn, dueOn, metOn }: ClockView): string {
  if (state === 'met' && metOn !== null) return words.clocks.met(metOn);
  if (state === 'cancelled') return words.clocks.cancelled;
  if (dueOn === null) return `${words.clocks.started(startedOn)}，${words.clocks.suspended}`;
  return `${words.clocks.started(startedOn)}，${words.clocks.due(dueOn)}`;
}

function leftOf({ unit, left }: NonNullable<ClockView['left']>): string {
  if (left === 0) return words.clocks.today;
  return left < 0 ? words.clocks.late[unit](-left) : words.clocks.left[unit](left);
}

const Derivation = ({ clock }: { readonly clock: ClockView }) => (
  <details>
    <summary>{words.clocks.how}</summary>
    <div className="scroll derivation" role="region" aria-label={`${clock.title} ${words.clocks.how}`} tabIndex={0}>
      <table className="list">
        <caption className="unseen">{`${clock.title} ${words.clocks.how}`}</caption>
        <thead>
          <tr>
            <th scope="col">{words.clocks.columns.day}</th>
            <th scope="col">{words.clocks.columns.counted}</th>
            <th scope="col">{words.clocks.columns.why}</th>
          </tr>
        </thead>
        <tbody>
          {clock.steps.map((step) => (
            <tr key={step.day} className={step.counted ? 'counted' : 'skipped'}>
              <td>
                <OnDay day={step.day} /> <span className="soft">{weekdayOf(step.day)}</span>
              </td>
              <td className="number">{step.counted ? words.clocks.counted(step.n) : words.clocks.skipped}</td>
              <td>
                {step.why}
                {step.law && <div className="soft">{step.law}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
);
