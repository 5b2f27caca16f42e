import type { FlowStep } from '../../kernel/process/index.ts';
import { Table } from '../../ui/index.ts';
import { elementText, pageText } from '../text.ts';

const text = pageText.guide;

export type ProcessProps = {
  readonly code: string;
  readonly name: string;
  readonly version: number;
  /** Of the drawing, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly flow: readonly FlowStep[];
  readonly steps: readonly { readonly name: string; readonly days: number }[];
  readonly caseType: 'instant' | 'promised';
};

const Step = ({ step }: { readonly step: FlowStep }) => (
  <li>
    <strong>{step.title}</strong>
    {step.holder !== null && `，${step.holder}`}
    {step.clocks.map((clock) => (
      <p key={clock.text} className="hint">
        {[clock.text, ...(clock.extension === null ? [] : [clock.extension]), clock.law].join('；')}
      </p>
    ))}
    {step.suspended.length > 0 && <p className="hint">{text.stands(step.suspended.join('、'))}</p>}
    {step.acts.length > 0 && (
      <ul>
        {step.acts.map((act) => (
          <li key={act.act}>{text.act(act.title, act.who, act.to)}</li>
        ))}
      </ul>
    )}
  </li>
);

/** The process that applications run on: drawn, in words, and how the promise is shared out over it. */
export const ProcessChart = ({ code, name, version, width, height, flow, steps, caseType }: ProcessProps) => (
  <>
    <p>{text.processIntro}</p>
    <Table
      caption={text.stepDays}
      layout="fixed"
      rows={steps}
      rowKey={(step) => step.name}
      columns={[
        { key: 'step', title: text.step, header: true, cell: (step) => step.name },
        { key: 'days', title: text.days, cell: ({ days }) => elementText.stepDays(days, caseType) },
      ]}
    />
    <section className="scrolls" tabIndex={0} aria-label={text.chartAlt(name)}>
      <img src={`/items/${code}/process.svg?v=${version}`} alt={text.chartAlt(name)} width={width} height={height} />
    </section>
    <details>
      <summary>{text.stepsTitle}</summary>
      <ol>
        {flow.map((step) => (
          <Step key={step.state} step={step} />
        ))}
      </ol>
    </details>
  </>
);
