import type { Content, InterpretationElement, InterpretationForm, InterpretationPlan, Lacking } from '../contract.ts';
import { companionsOf, draftRow, publicationRow, type Source } from '../repo/publications.ts';
import { linksOf, publishedRow, spokenOf } from '../repo/published.ts';
import { withoutElements } from '../rules/elements.ts';

/** How far a document's explanation has come. */
export type IssueFacts = {
  readonly isDocument: boolean;
  readonly plan: InterpretationPlan | null;
  /** It puts right a document that is explained already, or needs no explanation. */
  readonly isExplained: boolean;
  /** What its plan has to speak of and does not. */
  readonly planLacks: readonly InterpretationElement[];
  readonly materials: readonly {
    readonly id: number;
    readonly state: string;
    readonly form: InterpretationForm | null;
    readonly elements: readonly InterpretationElement[];
  }[];
};

/** States in which what explains a document lies before its reviewers, or has passed them. */
const HANDED_IN: ReadonlySet<string> = new Set([
  'department',
  'office',
  'secrecy',
  'cleared',
  'scheduled',
  'published',
  'assessed',
  'archived',
]);

/**
 * What a document lacks of that which has to come with it, as it lies before its reviewers: the plan, what explains it, or
 * of that the planned form and elements. Nothing for what needs no explanation.
 *
 * @law 国办发〔2016〕80号 (解读方案、解读材料一并报送)
 */
export function lackingOf({ isDocument, isExplained, plan, materials }: IssueFacts): readonly Lacking[] {
  if (!isDocument || isExplained) return [];
  if (plan === null) return ['plan'];
  if ('exemption' in plan) return [];
  const there = materials.filter(({ state }) => HANDED_IN.has(state));
  if (there.length === 0) return ['material'];
  const spoken = new Set(there.flatMap(({ elements }) => elements));
  const lacking: Lacking[] = [];
  if (!there.some(({ form }) => form !== null && plan.forms.includes(form))) lacking.push('form');
  if (plan.elements.some((element) => !spoken.has(element))) lacking.push('elements');
  return lacking;
}

/** What is asked before a document goes out: its plan, and what explains it. */
export async function issueFacts(source: Source, matterId: number): Promise<IssueFacts> {
  const [row, draft] = [await publicationRow(source, matterId), await draftRow(source, matterId)];
  const companions = await companionsOf(source, matterId);
  const materials: IssueFacts['materials'][number][] = [];
  for (const { id, state } of companions) {
    const facts = (await draftRow(source, id))?.content.interpretation;
    materials.push({ id, state, form: facts?.form ?? null, elements: facts?.elements ?? [] });
  }
  return {
    isDocument: draft?.content.genre === 'policy-document' && isForAll(draft.content),
    plan: row?.plan ?? null,
    isExplained: row?.corrects ? await isExplained(source, row.corrects) : false,
    planLacks:
      row?.plan && !('exemption' in row.plan)
        ? withoutElements(row.plan.elements, draft?.content.scope?.nature === 'decision')
        : [],
    materials,
  };
}

/**
 * What is still not spoken of when an explanation follows a document that is out already: by itself and by all that stands.
 * Nothing for anything else, and where it is not known of what an older explanation speaks.
 */
export async function lackingAfterIssue(source: Source, matterId: number): Promise<readonly InterpretationElement[]> {
  const [row, draft] = [await publicationRow(source, matterId), await draftRow(source, matterId)];
  const content = draft?.content;
  if (!content?.interpretation || content.genre !== 'interpretation' || row?.corrects) return [];
  const document = row?.interprets ? ((await publicationRow(source, row.interprets))?.index ?? null) : null;
  const linked = content.links.filter(({ relation }) => relation === 'interprets').map(({ index }) => index);
  const explained = document === null ? linked : [document, ...linked];
  const wanting = new Set<InterpretationElement>();
  for (const index of explained) {
    const spoken = await spokenOf(source, index);
    if (spoken === 'unknown') continue;
    for (const element of withoutElements([...content.interpretation.elements, ...spoken], true)) wanting.add(element);
  }
  return [...wanting];
}

async function isExplained(source: Source, index: string): Promise<boolean> {
  if ((await publishedRow(source, index))?.exempted) return true;
  // What was withdrawn explains nothing any more.
  for (const { relation, index: by } of await linksOf(source, index))
    if (relation === 'interpreted-by' && (await publishedRow(source, by))?.withdrawn === false) return true;
  return false;
}

/** What stays inside is explained inside. */
const isForAll = ({ attribute, audience }: Pick<Content, 'attribute' | 'audience'>): boolean =>
  attribute === 'proactive' && audience === 'public';
