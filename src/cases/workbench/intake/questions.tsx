import { questionsFor, type Situation, type SituationAnswers } from '../../../kernel/form/situation.ts';
import { ChoiceField } from '../../../workbench/kit/field.tsx';
import { Panel } from '../../../workbench/kit/panel.tsx';
import { words } from '../text.ts';

type Props = {
  readonly situation: Situation;
  readonly answers: SituationAnswers;
  readonly onChange: (answers: Readonly<Record<string, string>>) => void;
};

/** The questions that decide which materials are needed; each answer may bring another question. */
export function Questions({ situation, answers, onChange }: Props) {
  const questions = questionsFor(situation, answers);
  if (questions.length === 0) return null;
  const given = Object.fromEntries(
    Object.entries(answers).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return (
    <Panel title={words.intake.situation}>
      <div className="stack">
        {questions.map((question) => (
          <ChoiceField
            key={question.key}
            label={question.title}
            hint={question.help}
            value={answers[question.key] ?? ''}
            onChange={(value) => onChange({ ...given, [question.key]: value })}
            choices={question.options}
          />
        ))}
      </div>
    </Panel>
  );
}
