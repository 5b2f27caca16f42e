import type { Captcha, Day } from '../../kernel/index.ts';
import {
  Actions,
  Button,
  CaptchaField,
  Fact,
  Facts,
  Figures,
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
import { ERROR_KINDS, type ErrorCounts } from './repo.ts';
import { errorText } from './text.ts';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
const words = errorText.form;
export const TITLE = '我为政府网站找错';

export type Typed = {
  readonly site: string;
  readonly page: string;
  readonly kind: string;
  readonly words: string;
  readonly contact: string;
};

/** The form by which anybody reports an error; works without script. @law 国办发〔2017〕47号 */
export const ErrorFormPage = (props: {
  readonly context: Context;
  readonly sites: readonly { readonly key: string; readonly name: string }[];
  readonly typed: Typed;
  readonly wrong: string | null;
  readonly telephone: string;
  readonly counts: ErrorCounts;
  readonly captcha: Captcha | null;
  /** What is wrong is the answer to the question. */
  readonly isQuestionWrong: boolean;
}) => {
  const { typed, wrong, counts, captcha, isQuestionWrong } = props;
  return (
    <Page {...props.context} title={TITLE} wrong={wrong !== null} breadcrumb={[]}>
      {wrong !== null && (
        <Notice kind="error" title={wrong} announced>
          {isQuestionWrong ? (
            <a href={`#${fieldId('captcha')}`}>{words.question}</a>
          ) : (
            <a href="#words">{words.words}</a>
          )}
        </Notice>
      )}
      <p>{words.limit}</p>
      <form method="post" action="/report-error" className="form" data-once>
        <div className="field">
          <label htmlFor="page">{words.page}</label>
          <p className="hint" id="page-hint">
            {words.pageHint}
          </p>
          <input id="page" name="page" defaultValue={typed.page} maxLength={500} aria-describedby="page-hint" />
        </div>
        <div className="field">
          <label htmlFor="site">{words.site}</label>
          <select id="site" name="site" defaultValue={typed.site}>
            {props.sites.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="kind">{words.kind}</label>
          <select id="kind" name="kind" defaultValue={typed.kind}>
            {ERROR_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {errorText.kinds[kind]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="words">{words.words}</label>
          <p className="hint" id="words-hint">
            {words.wordsHint}
          </p>
          <textarea
            id="words"
            name="words"
            rows={5}
            maxLength={1000}
            required
            defaultValue={typed.words}
            aria-describedby="words-hint"
            aria-invalid={wrong === null || isQuestionWrong ? undefined : true}
          />
        </div>
        <div className="field">
          <label htmlFor="contact">{words.contact}</label>
          <p className="hint" id="contact-hint">
            {words.contactHint}
          </p>
          <input
            id="contact"
            name="contact"
            defaultValue={typed.contact}
            maxLength={200}
            autoComplete="off"
            aria-describedby="contact-hint"
          />
        </div>
        <CaptchaField captcha={captcha} wrong={isQuestionWrong ? (wrong ?? undefined) : undefined} />
        <Actions>
          <Button>{words.submit}</Button>
        </Actions>
      </form>
      <p>
        {`${words.call}：`}
        <a href={`tel:${props.telephone.replaceAll(/[^\d+]/gu, '')}`}>{props.telephone}</a>
      </p>
      <p>
        <a href="/report-error/progress">{words.progress}</a>
      </p>
      <Section title={words.statistics}>
        {counts.told === 0 ? (
          <p className="empty">{words.none}</p>
        ) : (
          <Figures
            figures={[
              { title: words.told, value: String(counts.told), unit: words.unit },
              { title: words.answered, value: String(counts.answered), unit: words.unit },
              { title: words.right, value: String(counts.right), unit: words.unit },
            ]}
          />
        )}
      </Section>
    </Page>
  );
};

export const ErrorTakenPage = (props: {
  readonly context: Context;
  readonly number: string;
  readonly code: string;
  readonly dueOn: Day | null;
}) => (
  <Page
    {...props.context}
    title={errorText.done.title}
    unlisted
    heading={false}
    breadcrumb={[{ href: '/report-error', title: TITLE }]}
  >
    <Taken title={errorText.done.title}>{errorText.done.lead}</Taken>
    <Facts>
      <Fact label={errorText.done.number}>
        <strong>{props.number}</strong>
      </Fact>
      <Fact label={errorText.done.code}>
        <strong>{props.code}</strong>
      </Fact>
      {props.dueOn !== null && (
        <Fact label={errorText.done.due}>
          <OnDay day={props.dueOn} />
        </Fact>
      )}
    </Facts>
    <p className="hint">{errorText.done.keep}</p>
    <p>
      <a href="/report-error/progress">{words.progress}</a>
    </p>
  </Page>
);

export const ErrorProgressPage = (props: {
  readonly context: Context;
  readonly number: string;
  readonly wrong: string | null;
  readonly found: {
    readonly state: string;
    readonly toldAt: Date;
    readonly dueOn: Day | null;
    readonly answer: string | null;
  } | null;
}) => {
  const { progress } = errorText;
  return (
    <Page
      {...props.context}
      title={progress.title}
      unlisted
      wrong={props.wrong !== null}
      breadcrumb={[{ href: '/report-error', title: TITLE }]}
    >
      <NumberAndCode
        action="/report-error/progress"
        intro={progress.intro}
        number={{ label: progress.number, hint: progress.numberHint, typed: props.number }}
        code={{ label: progress.code, hint: progress.codeHint }}
        submit={progress.show}
        wrong={props.wrong}
      >
        {props.found && (
          <Facts>
            <Fact label={progress.number}>{props.number}</Fact>
            <Fact label={progress.state}>{props.found.state}</Fact>
            <Fact label={progress.told}>
              <Moment at={props.found.toldAt} />
            </Fact>
            {props.found.answer === null && props.found.dueOn !== null && (
              <Fact label={errorText.done.due}>
                <OnDay day={props.found.dueOn} />
              </Fact>
            )}
            <Fact label={progress.answer}>
              <span className="written">{props.found.answer ?? progress.waiting}</span>
            </Fact>
          </Facts>
        )}
      </NumberAndCode>
    </Page>
  );
};
