import type { ReactNode } from 'react';
import { isDay } from '../../kernel/index.ts';
import {
  Actions,
  Button,
  Derivation,
  ErrorSummary,
  Fact,
  Facts,
  fieldId,
  Hidden,
  Light,
  LinkButton,
  Moment,
  Notice,
  NumberAndCode,
  OnDay,
  Page,
  Section,
  Table,
  Timeline,
} from '../../ui/index.ts';
import { writtenOn } from '../papers/words.ts';
import { words } from '../words.ts';
import { ComplaintSection } from './complaint.tsx';
import type { Context } from './landing.tsx';
import type { ComplaintTyped, Progress } from './progress-view.ts';
import { Remedies } from './remedies.tsx';
import { pageText } from './text.ts';

const said = pageText.one;

const ACTION = '/information-requests/progress/act';

/** Asks for number and code. */
export const QueryPage = (props: {
  readonly context: Context;
  readonly number: string;
  readonly wrong: string | null;
}) => (
  <Page
    {...props.context}
    title={pageText.query.title}
    unlisted
    wrong={props.wrong !== null}
    breadcrumb={[{ href: '/information-requests', title: pageText.title }]}
  >
    <NumberAndCode
      action="/information-requests/progress"
      intro={pageText.query.intro}
      number={{ label: words.request.number, hint: pageText.query.numberHint, typed: props.number }}
      code={{ label: words.request.code, hint: pageText.query.codeHint }}
      submit={pageText.query.submit}
      wrong={props.wrong}
    />
  </Page>
);

/** Where a request stands, by which day the city owes the reply and why, what was written, and what is his to do. */
export const ProgressPage = ({
  context,
  progress,
  done,
  complaint,
}: {
  readonly context: Context;
  readonly progress: Progress;
  readonly done: string | null;
  readonly complaint: ComplaintTyped | null;
}) => (
  <Page
    {...context}
    title={said.title}
    unlisted
    wrong={complaint !== null}
    breadcrumb={[{ href: '/information-requests', title: pageText.title }]}
  >
    <ErrorSummary
      errors={complaint === null ? [] : [{ path: 'words', message: complaint.wrong }]}
      title={pageText.complaint.wrong}
    />
    {done !== null && <Notice kind="success" title={done} announced />}
    <Facts>
      <Fact label={words.request.number}>{progress.key.number}</Fact>
      {progress.redo && <Fact label={pageText.redo.of}>{progress.redo.of}</Fact>}
      <Fact label={words.request.subject}>{progress.subject}</Fact>
      <Fact label={words.request.agency}>{progress.agency}</Fact>
      <Fact label={words.request.state}>{progress.stateTitle}</Fact>
      <Fact label={words.request.submittedOn}>
        <OnDay day={progress.submittedOn} />
      </Fact>
      {progress.receivedOn && (
        <Fact label={words.request.receivedOn}>
          <OnDay day={progress.receivedOn} />
        </Fact>
      )}
      {progress.concludedOn && (
        <Fact label={words.request.concludedOn}>
          <OnDay day={progress.concludedOn} />
        </Fact>
      )}
    </Facts>
    {progress.redo && (
      <>
        <p>{pageText.redo.note(progress.redo.by)}</p>
        <Follow progress={progress} number={progress.redo.of} label={pageText.redo.back} />
      </>
    )}
    <YourTurn progress={progress} />
    {progress.isOpen && <Deadlines progress={progress} />}
    <Section title={said.letters}>
      {progress.letters.length === 0 ? (
        <p className="empty">{said.none}</p>
      ) : (
        <Table
          caption={said.letters}
          rows={progress.letters}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', title: words.letter.title, header: true, cell: ({ title }) => title },
            { key: 'at', title: words.letter.at, cell: ({ at }) => <Moment at={at} /> },
            { key: 'open', title: said.open, cell: (letter) => <Letter letter={letter} progress={progress} /> },
          ]}
        />
      )}
      {progress.attachments.length > 0 && (
        <ul aria-label={said.attachments}>
          {progress.attachments.map(({ id, name }) => (
            <li key={id}>
              <KeyForm progress={progress} action="/information-requests/progress/file" values={{ file: id }}>
                <Button kind="quiet">{name}</Button>
              </KeyForm>
            </li>
          ))}
        </ul>
      )}
    </Section>
    <Remedies
      {...progress.remedies}
      follow={(number) => <Follow progress={progress} number={number} label={pageText.remedies.follow} />}
      withdraw={(number) => (
        <KeyForm
          progress={progress}
          action="/information-requests/progress/complaint/withdraw"
          values={{ complaint: number }}
        >
          <Button kind="quiet">{pageText.remedies.withdraw}</Button>
        </KeyForm>
      )}
    />
    <ComplaintSection progress={progress} typed={complaint} keyForm={KeyForm} />
    <Section title={said.history}>
      <Timeline
        label={said.history}
        entries={progress.lines.map(({ seq, title, at }) => ({ key: String(seq), title, at }))}
      />
    </Section>
    <Section title={said.receipt}>
      <p>{said.receiptNote}</p>
      <KeyForm progress={progress} action="/information-requests/progress/receipt" values={{}}>
        <Actions>
          <Button kind="secondary" name="format" value="json">
            {said.receiptJson}
          </Button>
          <Button kind="secondary" name="format" value="pdf">
            {said.receiptPdf}
          </Button>
        </Actions>
      </KeyForm>
    </Section>
    {progress.mayWithdraw && (
      <details className="no-print">
        <summary>{said.withdraw}</summary>
        <p>{said.withdrawNote}</p>
        <KeyForm progress={progress} action={ACTION} values={{ act: 'withdraw' }}>
          <Words name="words" label={said.withdrawReason} />
          <Button kind="danger">{said.withdraw}</Button>
        </KeyForm>
      </details>
    )}
  </Page>
);

/** A form that carries with what the person shows that the request is his. Nothing of it stands in an address. */
const KeyForm = (props: {
  readonly progress: Pick<Progress, 'key'>;
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}) => (
  <form method="post" action={props.action} className="form">
    <Hidden values={{ ...props.progress.key, ...props.values }} />
    {props.children}
  </form>
);

const Letter = ({
  letter,
  progress,
}: {
  readonly letter: Progress['letters'][number];
  readonly progress: Progress;
}) => (
  <KeyForm progress={progress} action="/information-requests/progress/letter" values={{ letter: letter.id }}>
    <Button kind="quiet" label={`${said.open} ${letter.title}`}>
      {said.open}
    </Button>
    {letter.hasPaper && (
      <Button kind="quiet" name="format" value="pdf" label={`${said.pdf} ${letter.title}`}>
        {said.pdf}
      </Button>
    )}
  </KeyForm>
);

const Words = ({
  name,
  label,
  hint,
  value,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
}) => (
  <div className="field">
    <label htmlFor={`${fieldId(name)}-${label}`}>{label}</label>
    {hint !== undefined && <p className="hint">{hint}</p>}
    <textarea id={`${fieldId(name)}-${label}`} name={name} rows={5} maxLength={5000} defaultValue={value} required />
  </div>
);

/** To another handling of the same request: its code is the same, and an account needs none. */
const Follow = (props: {
  readonly progress: Pick<Progress, 'key'>;
  readonly number: string;
  readonly label: string;
}) => (
  <KeyForm
    progress={{ key: { number: props.number, code: props.progress.key.code } }}
    action="/information-requests/progress"
    values={{}}
  >
    <Button kind="secondary">{props.label}</Button>
  </KeyForm>
);

/** What waits for the applicant. */
const YourTurn = ({ progress }: { readonly progress: Progress }) => {
  const { state, fee } = progress;
  if (state === 'telling')
    return (
      <KeyForm progress={progress} action={ACTION} values={{ act: 'confirm' }}>
        <Button>{said.confirm}</Button>
      </KeyForm>
    );
  if (state === 'correcting')
    return (
      <Section title={said.correct}>
        <KeyForm progress={progress} action={ACTION} values={{ act: 'correct' }}>
          <Words name="words" label={words.request.wanted} hint={said.correctHint} value={progress.wanted} />
          <Button>{said.correct}</Button>
        </KeyForm>
      </Section>
    );
  if (state === 'explaining')
    return (
      <Section title={said.reasons}>
        <KeyForm progress={progress} action={ACTION} values={{ act: 'give-reasons' }}>
          <Words name="words" label={said.reasons} />
          <Button>{said.send}</Button>
        </KeyForm>
      </Section>
    );
  if (state === 'paying' && fee)
    return (
      <Section title={said.fee}>
        <p>{said.feeState(fee.amount)}</p>
        {fee.payUrl === null ? <p>{said.payOffline}</p> : <LinkButton href={fee.payUrl}>{said.payOnline}</LinkButton>}
      </Section>
    );
  return null;
};

const Deadlines = ({ progress }: { readonly progress: Progress }) => (
  <Section title={said.deadline}>
    {progress.receivedOn === null && <p>{progress.redo ? pageText.redo.waiting : said.waiting}</p>}
    {progress.dueOn !== null && (
      <p>
        <strong>{progress.isLate ? said.late(writtenOn(progress.dueOn)) : said.due(writtenOn(progress.dueOn))}</strong>
      </p>
    )}
    {progress.clocks.map((clock) => (
      <section key={clock.name}>
        <h3>
          {clock.title} <Light level={clock.light}>{clock.dueOn ?? said.paused}</Light>
        </h3>
        <Derivation
          sentence={clock.sentence}
          rows={clock.steps.flatMap(({ day, n, why, law }) =>
            isDay(day) ? [{ day, why, ...(n === null ? {} : { nth: n }), ...(law === null ? {} : { law }) }] : [],
          )}
        />
      </section>
    ))}
  </Section>
);

/** A letter in words: the same as on the paper, for eyes, ears and phones. */
export const LetterPage = (props: {
  readonly context: Context;
  readonly progress: Pick<Progress, 'key'>;
  readonly title: string;
  readonly number: string;
  readonly at: Date;
  readonly addressee: string;
  readonly body: readonly string[];
  readonly items: readonly { readonly title: string; readonly detail: string }[];
  readonly remedies: readonly string[];
}) => (
  <Page {...props.context} title={props.title} unlisted>
    <p className="note">
      {props.number} <Moment at={props.at} />
    </p>
    <p>{props.addressee}：</p>
    {props.body.map((line) => (
      <p key={line} className="written">
        {line}
      </p>
    ))}
    {props.items.length > 0 && (
      <ol>
        {props.items.map(({ title, detail }) => (
          <li key={title}>
            <strong>{title}</strong>：{detail}
          </li>
        ))}
      </ol>
    )}
    {props.remedies.length > 0 && (
      <Section title={pageText.letter.remedies}>
        {props.remedies.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Section>
    )}
    <KeyForm progress={props.progress} action="/information-requests/progress" values={{}}>
      <Button kind="secondary">{said.back}</Button>
    </KeyForm>
  </Page>
);
