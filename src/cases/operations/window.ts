import {
  answersTo,
  type FormError,
  type FormValues,
  keepShown,
  openQuestions,
  validateForm,
} from '../../kernel/form/index.ts';
import { type Actor, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { formChecks } from '../../service-items/index.ts';
import { itemOn } from '../items.ts';
import { type Caller, callerAtWindow } from '../people.ts';
import type { Checklist } from '../rules/checklist.ts';
import type { Papers } from './papers.ts';
import { type Received, receiveApplication } from './receive.ts';

export type AtWindow = {
  readonly key: string;
  readonly itemCode: string;
  readonly channel: 'window' | 'proxy';
  readonly caller: Caller;
  readonly answers: Readonly<Record<string, string>>;
  readonly form: FormValues;
  readonly checklist: Checklist;
  /** Investment, in fen; left out where the item is not about any. */
  readonly amountFen?: number | undefined;
  readonly actor: Actor;
  readonly at: Date;
  /** null: the receipt exists elsewhere, as for cases of the past. */
  readonly papers: Papers | null;
};

/**
 * Takes in the application of somebody who stands at the window, or for whom a village proxy has come. The form may be
 * the paper one in the clerk's hand: what the clerk enters of it is checked, what he does not enter is not asked for.
 *
 * @throws Refusal cases/item-not-found, cases/answers-incomplete, cases/form-invalid, cases/bad-document,
 *   cases/other-name (422), access/forbidden
 */
export async function submitAtWindow(kernel: Kernel, intake: AtWindow): Promise<Received> {
  const { actor, at } = intake;
  const item = await itemOn(kernel, intake.itemCode, dayOf(at));
  const right = intake.channel === 'proxy' ? 'cases.take-in-as-proxy' : 'cases.take-in-at-window';
  kernel.access.check(actor, right, { agencyId: item.agencyId });
  const answers = answersTo(item.situation, intake.answers);
  if (openQuestions(item.situation, answers).length > 0) throw refuse('cases/answers-incomplete', {}, 422);
  const form = item.form && Object.keys(intake.form).length > 0 ? keepShown(item.form, intake.form) : undefined;
  if (item.form && form) refuseWrong(validateForm(item.form, form, { formats: formChecks(dayOf(at)) }));
  const caller = await callerAtWindow(kernel, intake.caller, at);
  const township = form?.township;
  return receiveApplication(kernel, {
    item,
    key: intake.key,
    applicant: { id: caller.id, kind: intake.caller.kind },
    actor,
    role: intake.channel === 'proxy' ? 'proxy' : 'window-clerk',
    at,
    channel: intake.channel,
    answers,
    ...(form ? { form } : {}),
    checklist: intake.checklist,
    region: typeof township === 'string' ? township : caller.region,
    amountFen: intake.amountFen ?? null,
    papers: intake.papers,
  });
}

function refuseWrong(errors: readonly FormError[]): void {
  const [first] = errors;
  if (first)
    throw refuse('cases/form-wrong-at', { message: first.message, paths: errors.map(({ path }) => path) }, 422);
}
