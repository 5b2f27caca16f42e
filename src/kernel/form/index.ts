export type {
  Condition,
  FieldLayout,
  FieldSchema,
  FileField,
  FormatChecks,
  FormDefinition,
  FormError,
  FormSchema,
  FormValues,
  GroupField,
  Option,
  Scalar,
  SimpleField,
  StepLayout,
  Widget,
} from './definition.ts';
export { stepOf } from './definition.ts';
export { type FormFault, formFaults } from './faults.ts';
export { labelAt } from './messages.ts';
export { type FormBody, parseSubmission, ROW_MARK } from './parse.ts';
export { keyPath, type Path, parsePath, pathName, valueAt } from './path.ts';
export { applyRowAction, putFile, ROW_BUTTONS, type RowAction, rowActionOf, rowsOf } from './rows.ts';
export { isRequired, schemaAt } from './schema.ts';
export { conditionPath, fieldAt, isShown, isStepShown, keepShown, shownSteps } from './shown.ts';
export {
  type AnswerTest,
  answersTo,
  type Material,
  materialsFor,
  openQuestions,
  questionsFor,
  type Situation,
  type SituationAnswers,
  type SituationQuestion,
  situationFaults,
  type When,
} from './situation.ts';
export { formRefusals } from './text.ts';
export { validateForm } from './validate.ts';
