import { addDays, type Day, dayOf } from '../../kernel/index.ts';
import { FORM_KEY, type Wanted } from '../rules/checklist.ts';
import type { Promised } from '../rules/time.ts';
import { text } from '../text.ts';
import type { About, Drawing, Entered } from './shapes.ts';
import { limitText, paperText, writtenOn } from './text.ts';

/** 申请材料收件凭证: what was received, and by which day the city must say whether it accepts. @law 行政许可法 第三十二条 */
export function receiptPaper(
  about: About,
  dates: readonly Promised[],
  uploaded: ReadonlySet<string>,
  entered: Entered,
): Drawing<'receipt'> {
  const [first] = dates;
  const lapses = first?.clock === 'notice' ? [paperText.receipt.deemed(writtenOn(first.dueOn))] : [];
  return {
    kind: 'receipt',
    template: 'receipt',
    holderMasked: about.applicant.masked,
    data: (issue) => ({
      ...issue,
      title: paperText.titles.receipt,
      number: numberOf(about, 'receipt'),
      agency: about.agency,
      facts: factsOf(about),
      materials: about.wanted.filter((line) => isHandedIn(line, uploaded)).map(materialOf),
      ...dueOf(dates, paperText.due.notice),
      proof: proofOf(entered),
      notes: [...lapses, ...provisionalNote(dates), ...paperText.receipt.notes],
    }),
  };
}

/** 受理通知书: accepted, and by which day the decision is owed, under the promise and under the law. @law 行政许可法 第三十二条 */
export function acceptancePaper(
  about: About,
  acceptedOn: Day,
  dates: readonly Promised[],
  hasSpecial: boolean,
  entered: Entered,
): Drawing<'receipt'> {
  return {
    kind: 'acceptance',
    template: 'receipt',
    holderMasked: about.applicant.masked,
    data: (issue) => ({
      ...issue,
      title: paperText.titles.acceptance,
      number: numberOf(about, 'acceptance'),
      agency: about.agency,
      facts: [...factsOf(about), { label: paperText.facts.acceptedOn, value: writtenOn(acceptedOn) }],
      materials: about.wanted.filter((line) => line.required).map(materialOf),
      ...dueOf(dates, paperText.due.decision, hasSpecial),
      proof: proofOf(entered),
      notes: [...provisionalNote(dates), ...paperText.acceptance.notes],
    }),
  };
}

export const numberOf = ({ number }: About, kind: keyof typeof paperText.suffix, nth = ''): string =>
  `${number}-${paperText.suffix[kind]}${nth}`;

const factsOf = (about: About) => [
  { label: paperText.facts.number, value: about.number },
  { label: paperText.facts.applicant, value: about.applicant.name },
  { label: paperText.facts.item, value: about.itemName },
  { label: paperText.facts.how, value: text.channel[about.channel] },
  { label: paperText.facts.submittedAt, value: writtenOn(dayOf(about.submittedAt)) },
];

const isHandedIn = (line: Wanted, uploaded: ReadonlySet<string>): boolean =>
  line.key === FORM_KEY || line.source === 'shared' || uploaded.has(line.key);

const FORMS = {
  electronic: paperText.material.online,
  paper: paperText.material.paper,
  either: paperText.material.either,
};

const materialOf = (line: Wanted) => ({
  title: line.name,
  form: line.source === 'shared' ? paperText.material.shared : FORMS[line.form],
  copies: line.copies,
  ...(line.source === 'shared' ? { note: paperText.material.sharedNote } : {}),
});

const provisionalNote = (dates: readonly Promised[]): readonly string[] =>
  dates.some(({ provisional }) => provisional) ? [paperText.due.provisional] : [];

function dueOf(dates: readonly Promised[], what: string, hasSpecial = false) {
  const [first] = dates;
  if (!first) return {};
  const reasons = dates.map(({ title, law, facts, dueOn }) => ({
    limit: `${title} ${limitText(facts.limit)}`,
    why: paperText.due.why(law, facts.limit, hasSpecial),
    fromOn: addDays(facts.startedOn, 1),
    dueOn,
  }));
  return { due: { on: first.dueOn, what, reasons } };
}

const { proof } = paperText;

/** The entry's commitment, and its place in the log as far as it has one; the code on the paper leads to the rest. */
const proofOf = ({ seq, hash, place }: Entered) => ({
  heading: proof.heading,
  facts: [
    { label: proof.entry(seq), value: hash },
    ...(place ? [{ label: proof.place, value: proof.placeOf(place.index, place.size, place.root) }] : []),
  ],
  note: place ? proof.note : proof.waiting,
});
