import type { Captcha, Day } from '../../kernel/index.ts';
import {
  Actions,
  Button,
  CaptchaField,
  Fact,
  Facts,
  fieldId,
  Moment,
  Notice,
  NumberAndCode,
  OnDay,
  Page,
  type PageProps,
  Section,
  Taken,
} from '../../ui/index.ts';
import type { Heard } from './repo.ts';
import { opinionText } from './text.ts';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
const { form, done, progress } = opinionText;

/** The form as a page of its own, with what was heard before; works without script. */
export const OpinionPage = (props: {
  readonly context: Context;
  readonly reference: string;
  readonly about: { readonly title: string; readonly path: string };
  readonly typed: { readonly words: string; readonly contact: string };
  readonly wrong: string | null;
  readonly heard: readonly Heard[];
  readonly captcha: Captcha | null;
  /** The question is all that is missing, or its answer is what is wrong. */
  readonly question?: 'asked' | 'wrong' | undefined;
}) => (
  <Page
    {...props.context}
    title={form.title}
    wrong={props.wrong !== null}
    unlisted
    breadcrumb={[{ href: props.about.path, title: props.about.title }]}
  >
    {props.wrong !== null && (
      <Notice kind="error" title={props.wrong} announced>
        {props.question === 'wrong' ? (
          <a href={`#${fieldId('captcha')}`}>{form.question}</a>
        ) : (
          <a href="#words">{form.words}</a>
        )}
      </Notice>
    )}
    {props.question === 'asked' && (
      <Notice title={form.oneMore} announced>
        <a href={`#${fieldId('captcha')}`}>{form.question}</a>
      </Notice>
    )}
    <p>{form.about(props.about.title)}</p>
    <form method="post" action={`/execution-opinions/${props.reference}`} className="form" data-once>
      <div className="field">
        <label htmlFor="words">{form.words}</label>
        <p className="hint" id="words-hint">
          {form.wordsHint}
        </p>
        <textarea
          id="words"
          name="words"
          rows={5}
          maxLength={1000}
          required
          defaultValue={props.typed.words}
          aria-describedby="words-hint"
          aria-invalid={props.wrong === null || props.question === 'wrong' ? undefined : true}
        />
      </div>
      <div className="field">
        <label htmlFor="contact">{form.contact}</label>
        <p className="hint" id="contact-hint">
          {form.contactHint}
        </p>
        <input
          id="contact"
          name="contact"
          defaultValue={props.typed.contact}
          maxLength={200}
          autoComplete="off"
          aria-describedby="contact-hint"
        />
      </div>
      <CaptchaField
        captcha={props.captcha}
        wrong={props.question === 'wrong' ? (props.wrong ?? undefined) : undefined}
      />
      <Actions>
        <Button>{form.submit}</Button>
      </Actions>
    </form>
    <p>
      <a href="/execution-opinions/progress">{form.progress}</a>
    </p>
    <Section title={form.heard}>
      {props.heard.length === 0 ? (
        <p className="empty">{form.none}</p>
      ) : (
        props.heard.map(({ said, improved, answeredAt }) => (
          <Facts key={`${answeredAt.getTime()} ${said}`}>
            <Fact label={form.said}>{said}</Fact>
            <Fact label={form.improved}>{improved}</Fact>
          </Facts>
        ))
      )}
    </Section>
  </Page>
);

export const OpinionTakenPage = (props: {
  readonly context: Context;
  readonly number: string;
  readonly code: string;
  readonly dueOn: Day | null;
}) => (
  <Page {...props.context} title={done.title} unlisted heading={false} breadcrumb={[]}>
    <Taken title={done.title}>{done.lead}</Taken>
    <Facts>
      <Fact label={done.number}>
        <strong>{props.number}</strong>
      </Fact>
      <Fact label={done.code}>
        <strong>{props.code}</strong>
      </Fact>
      {props.dueOn !== null && (
        <Fact label={done.due}>
          <OnDay day={props.dueOn} />
        </Fact>
      )}
    </Facts>
    <p>
      <a href="/execution-opinions/progress">{form.progress}</a>
    </p>
  </Page>
);

export const OpinionProgressPage = (props: {
  readonly context: Context;
  readonly number: string;
  readonly wrong: string | null;
  readonly found: { readonly toldAt: Date; readonly reply: string | null } | null;
}) => (
  <Page {...props.context} title={progress.title} unlisted wrong={props.wrong !== null} breadcrumb={[]}>
    <NumberAndCode
      action="/execution-opinions/progress"
      intro={progress.intro}
      number={{ label: done.number, hint: progress.numberHint, typed: props.number }}
      code={{ label: done.code, hint: progress.codeHint }}
      submit={progress.show}
      wrong={props.wrong}
    >
      {props.found && (
        <Facts>
          <Fact label={done.number}>{props.number}</Fact>
          <Fact label={progress.told}>
            <Moment at={props.found.toldAt} />
          </Fact>
          <Fact label={progress.answer}>
            <span className="written">{props.found.reply ?? progress.waiting}</span>
          </Fact>
        </Facts>
      )}
    </NumberAndCode>
  </Page>
);
