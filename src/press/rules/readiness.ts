import type { InterpretationElement, InterpretationForm, InterpretationPlan } from '../../disclosure/index.ts';

/** What explains a document, as far as it has come. */
export type Material = {
  readonly state: string;
  readonly form: InterpretationForm | null;
  readonly elements: readonly InterpretationElement[];
};

/** States in which an explanation goes out with its document, or is out. */
const READY: ReadonlySet<string> = new Set(['cleared', 'scheduled', 'published', 'assessed', 'archived']);

/**
 * Why a document cannot go out, as a code, or null: it has a plan and material that has passed its gates, or a recorded
 * exemption.
 *
 * @law 政府信息公开条例 第六条; 国办发〔2016〕80号 (解读方案、解读材料与文件同步)
 */
export function issuingFault(plan: InterpretationPlan | null, materials: readonly Material[]): string | null {
  if (plan === null) return 'press/no-plan';
  if ('exemption' in plan) return null;
  const ready = materials.filter(({ state }) => READY.has(state));
  if (ready.length === 0) return materials.length === 0 ? 'press/no-material' : 'press/material-not-cleared';
  const forms = new Set(ready.map(({ form }) => form));
  if (!plan.forms.some((form) => forms.has(form))) return 'press/not-as-planned';
  return missingElements(plan, ready).length === 0 ? null : 'press/elements-missing';
}

/** States in which an explanation lies before the office, or has been there. */
const WITH_OFFICE: ReadonlySet<string> = new Set(['office', 'secrecy', ...READY]);

/**
 * Whether a document lies before the office while all that explains it still lies elsewhere: the three are signed together.
 *
 * @law 国办发〔2016〕80号 (同步组织、同步审签、同步部署)
 */
export const liesApart = (plan: InterpretationPlan | null, materials: readonly Material[]): boolean =>
  plan !== null && !('exemption' in plan) && !materials.some(({ state }) => WITH_OFFICE.has(state));

/** What the plan promised to speak of and no material that is ready does. */
export function missingElements(
  plan: InterpretationPlan,
  materials: readonly Material[],
): readonly InterpretationElement[] {
  if ('exemption' in plan) return [];
  const spoken = new Set(materials.flatMap(({ elements }) => elements));
  return plan.elements.filter((element) => !spoken.has(element));
}
