import type { Captcha } from '../../kernel/index.ts';
import {
  Actions,
  Button,
  CaptchaField,
  fieldId,
  Hidden,
  Notice,
  Page,
  type PageProps,
  Section,
} from '../../ui/index.ts';
import type { Counts } from './repo.ts';
import { evaluationText } from './text.ts';
import { FAULTS, type Fault, VERDICTS } from './wire.ts';

type Verdict = (typeof VERDICTS)[number];

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
const { form, done, verdicts, faults: faultTitles } = evaluationText;

type About = { readonly title: string; readonly path: string | null };
const back = ({ path }: About) => path !== null && <a href={path}>{form.back}</a>;

/** What somebody thinks of something published: three answers, and what is wrong; works without script. */
export const EvaluationPage = (props: {
  readonly context: Context;
  readonly reference: string;
  readonly about: About;
  readonly counts: Counts;
  readonly faults: readonly Fault[];
  readonly verdict: Verdict | null;
  readonly wrong: string | null;
  /** That the page was opened, and when. */
  readonly pass: string;
  /** The question, where one is asked; what is wrong with the answer. */
  readonly captcha: Captcha | null;
  readonly captchaWrong: string | undefined;
}) => (
  <Page {...props.context} title={form.title} wrong={props.wrong !== null} unlisted>
    {props.wrong !== null && (
      <Notice kind="error" title={props.wrong} announced>
        {props.captcha === null ? (
          <a href="#verdict-good">{form.verdict}</a>
        ) : (
          <a href={`#${fieldId('captcha')}`}>{form.question}</a>
        )}
      </Notice>
    )}
    <p>
      {form.about(props.about.title)} {back(props.about)}
    </p>
    <form method="post" action={`/evaluations/${props.reference}`} className="form" data-once>
      <Hidden values={{ pass: props.pass }} />
      <fieldset className="field">
        <legend>{form.verdict}</legend>
        {VERDICTS.map((verdict) => (
          <div key={verdict} className="choice">
            <input
              type="radio"
              id={`verdict-${verdict}`}
              name="verdict"
              value={verdict}
              defaultChecked={props.verdict === verdict}
              required
            />
            <label htmlFor={`verdict-${verdict}`}>{verdicts[verdict]}</label>
          </div>
        ))}
      </fieldset>
      <fieldset className="field">
        <legend>{form.faults}</legend>
        {FAULTS.map((fault) => (
          <div key={fault} className="choice">
            <input
              type="checkbox"
              id={`fault-${fault}`}
              name={`fault-${fault}`}
              value="1"
              defaultChecked={props.faults.includes(fault)}
            />
            <label htmlFor={`fault-${fault}`}>{faultTitles[fault]}</label>
          </div>
        ))}
      </fieldset>
      <CaptchaField captcha={props.captcha} wrong={props.captchaWrong} />
      <p className="hint">{form.hint}</p>
      <Actions>
        <Button>{form.submit}</Button>
      </Actions>
    </form>
    <Standing counts={props.counts} />
  </Page>
);

const Standing = ({ counts }: { readonly counts: Counts }) => (
  <Section title={form.so}>
    {counts.good + counts.fair + counts.poor === 0 ? (
      <p className="empty">{form.none}</p>
    ) : (
      <p>{form.counted(counts)}</p>
    )}
  </Section>
);

export const EvaluatedPage = (props: { readonly context: Context; readonly about: About; readonly counts: Counts }) => (
  <Page {...props.context} title={done.title} unlisted>
    <p>
      {done.lead} {back(props.about)}
    </p>
    <Standing counts={props.counts} />
  </Page>
);
