import type { Material, SituationAnswers, SituationQuestion } from '../../kernel/form/index.ts';
import { Actions, Button, LinkButton, Notice, Table } from '../../ui/index.ts';
import { pageText } from '../text.ts';

const text = pageText.guide;

export type MaterialsProps = {
  readonly code: string;
  /** Questions that apply to the answers so far. */
  readonly questions: readonly SituationQuestion[];
  readonly answers: SituationAnswers;
  /** Whether an answer to one of them is still missing. */
  readonly isOpen: boolean;
  readonly materials: readonly Material[];
};

const Question = ({
  question,
  chosen,
}: {
  readonly question: SituationQuestion;
  readonly chosen: string | undefined;
}) => (
  <fieldset className="field">
    <legend>{question.title}</legend>
    {question.help !== undefined && <p className="hint">{question.help}</p>}
    {question.options.map(({ value, title }) => {
      const id = `q-${question.key}-${value}`;
      return (
        <div className="choice" key={value}>
          <input type="radio" id={id} name={question.key} value={value} defaultChecked={chosen === value} />
          <label htmlFor={id}>{title}</label>
        </div>
      );
    })}
  </fieldset>
);

const Source = ({ material: { source, sourceNote } }: { readonly material: Material }) => {
  if (source === 'shared') return text.shared(sourceNote ?? text.sharedFrom);
  return source === 'self' ? text.self : text.issuedBy(sourceNote ?? text.otherIssuer);
};

const formOf = ({ source, form, original, copies }: Material): string =>
  source === 'shared'
    ? text.forms.electronic
    : [text.forms[form], text.originals[original], ...(copies > 0 ? [text.copies(copies)] : [])].join('，');

const necessity = ({ required, deferrable }: Material): string =>
  deferrable ? `${text.must}，${text.deferrable}` : required ? text.must : text.may;

const Name = ({ material: { name, note, blankForm, sample } }: { readonly material: Material }) => (
  <>
    {name}
    {note !== undefined && <p className="hint">{note}</p>}
    {blankForm !== undefined && (
      <a href={blankForm} aria-label={`${name}${text.blankForm}`}>
        {text.blankForm}
      </a>
    )}{' '}
    {sample !== undefined && (
      <a href={sample} aria-label={`${name}${text.sample}`}>
        {text.sample}
      </a>
    )}
  </>
);

/** What to bring: all there might be, or what is left of it after a few questions. A plain form, no script. */
export const Materials = ({ code, questions, answers, isOpen, materials }: MaterialsProps) => {
  const isTrimmed = Object.keys(answers).length > 0;
  const own = materials.filter(({ source }) => source !== 'shared').length;
  return (
    <>
      {questions.length > 0 && (
        <form method="get" action={`/items/${code}#materials`} className="form">
          <h3>{text.situation}</h3>
          {questions.map((question) => (
            <Question key={question.key} question={question} chosen={answers[question.key]} />
          ))}
          <Actions>
            <Button kind="secondary">{text.answer}</Button>
            {isTrimmed && (
              <LinkButton kind="quiet" href={`/items/${code}#materials`}>
                {text.again}
              </LinkButton>
            )}
          </Actions>
        </form>
      )}
      {isTrimmed && isOpen && <Notice>{text.openQuestions}</Notice>}
      <p>
        {isTrimmed ? text.trimmed(materials.length) : text.untrimmed(materials.length)}
        {text.own(own)}
      </p>
      <Table
        caption={text.materials}
        hideCaption
        rows={materials}
        rowKey={({ key }) => key}
        columns={[
          { key: 'name', title: text.material, header: true, cell: (material) => <Name material={material} /> },
          { key: 'source', title: text.source, cell: (material) => <Source material={material} /> },
          { key: 'form', title: text.form, cell: formOf },
          { key: 'required', title: text.required, cell: necessity },
        ]}
      />
    </>
  );
};
