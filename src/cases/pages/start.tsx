import type { FormError, Material, SituationAnswers, SituationQuestion } from '../../kernel/form/index.ts';
import type { Day } from '../../kernel/index.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  Fact,
  Facts,
  fieldId,
  LinkButton,
  Notice,
  Page,
  Section,
  shortDay,
  Table,
} from '../../ui/index.ts';
import { text } from '../text.ts';
import type { Context } from './context.ts';
import { type DraftStep, DraftSteps } from './steps.tsx';
import { pageText } from './text.ts';

const words = pageText.start;

/** The first page of an application: what it is about, how long it takes, and the way in or back in. */
export const StartPage = (props: {
  readonly context: Context;
  readonly item: {
    readonly code: string;
    readonly name: string;
    readonly agencyName: string;
    readonly visits: number;
    readonly fee: string | null;
  };
  /** What was answered on the guide already. */
  readonly answers: SituationAnswers;
  readonly limit: string | null;
  readonly draft: { readonly href: string; readonly savedOn: Day; readonly until: Day } | null;
}) => (
  <Page
    {...props.context}
    title={pageText.apply(props.item.name)}
    unlisted
    breadcrumb={[
      { href: '/items', title: pageText.items },
      { href: `/items/${props.item.code}`, title: props.item.name },
    ]}
  >
    <p>{words.intro}</p>
    <Facts>
      <Fact label={words.agency}>{props.item.agencyName}</Fact>
      <Fact label={words.limit}>{props.limit === null ? words.instant : words.promised(props.limit)}</Fact>
      <Fact label={words.visits}>{words.visit(props.item.visits)}</Fact>
      <Fact label={words.fee}>{props.item.fee ?? words.free}</Fact>
    </Facts>
    {props.draft ? (
      <>
        <Notice title={words.resumeNote(shortDay(props.draft.savedOn), shortDay(props.draft.until))} />
        <Actions>
          <LinkButton href={props.draft.href}>{words.resume}</LinkButton>
        </Actions>
      </>
    ) : (
      <form method="post" action={`/apply/${props.item.code}`} data-once>
        {Object.entries(props.answers).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button>{words.begin}</Button>
      </form>
    )}
  </Page>
);

/** Questions about the applicant's situation, and the list of materials that the answers leave. */
export const SituationPage = (props: {
  readonly context: Context;
  readonly itemName: string;
  readonly steps: readonly DraftStep[];
  readonly action: string;
  readonly questions: readonly SituationQuestion[];
  readonly answers: SituationAnswers;
  readonly materials: readonly Material[];
  readonly complete: boolean;
  readonly errors: readonly FormError[];
}) => (
  <Page
    {...props.context}
    title={pageText.apply(props.itemName)}
    unlisted
    wrong={props.errors.length > 0}
    breadcrumb={[{ href: '/my', title: pageText.mine }]}
  >
    <DraftSteps steps={props.steps} current="situation" />
    <ErrorSummary errors={props.errors} />
    <h2>{pageText.situation.title}</h2>
    <p>{pageText.situation.intro}</p>
    <form method="post" action={props.action} className="form" noValidate>
      {props.questions.map((question) => (
        <Question
          key={question.key}
          question={question}
          answer={props.answers[question.key]}
          error={props.errors.find(({ path }) => path === question.key)}
        />
      ))}
      <Button>{pageText.situation.next}</Button>
    </form>
    <Section title={props.complete ? pageText.situation.materials : pageText.situation.materialsNow}>
      <MaterialTable materials={props.materials} />
    </Section>
  </Page>
);

const Question = (props: {
  readonly question: SituationQuestion;
  readonly answer: string | undefined;
  readonly error: FormError | undefined;
}) => {
  const { question, answer, error } = props;
  const id = fieldId(question.key);
  return (
    <fieldset className={error ? 'field wrong' : 'field'} id={id}>
      <legend>{question.title}</legend>
      {question.help !== undefined && <p className="hint">{question.help}</p>}
      {error && <p className="error">{error.message}</p>}
      {question.options.map(({ value, title }) => (
        <div key={value} className="choice">
          <input
            type="radio"
            id={`${id}-${value}`}
            name={question.key}
            value={value}
            defaultChecked={answer === value}
          />
          <label htmlFor={`${id}-${value}`}>{title}</label>
        </div>
      ))}
    </fieldset>
  );
};

const MaterialTable = ({ materials }: { readonly materials: readonly Material[] }) => (
  <Table
    caption={pageText.situation.materials}
    hideCaption
    rows={materials}
    rowKey={({ key }) => key}
    empty={text.uploads.none}
    columns={[
      { key: 'name', title: pageText.material.name, header: true, cell: ({ name }) => name },
      {
        key: 'how',
        title: pageText.material.how,
        cell: ({ source, form }) => (source === 'shared' ? text.source.shared : text.form[form]),
      },
      {
        key: 'note',
        title: pageText.material.note,
        cell: ({ required, deferrable, note }) =>
          `${required ? pageText.material.required : pageText.material.optional}${deferrable ? `，${pageText.material.deferrable}` : ''}${note === undefined ? '' : `。${note}`}`,
      },
    ]}
  />
);
