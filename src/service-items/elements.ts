import type { Material } from '../kernel/form/index.ts';
import type { ServiceItem } from './contract.ts';
import {
  elementNames,
  levelNames,
  natureNames,
  powerSourceNames,
  targetNames,
  wayNames,
  elementText as words,
  writtenLimit,
} from './text.ts';

type ElementKey = keyof typeof elementNames;

/** One element of an item in words, as it stands in the guide and in comparisons; several lines where it has parts. */
export type Element = { readonly key: ElementKey; readonly name: string; readonly lines: readonly string[] };

const isKey = (key: string): key is ElementKey => Object.hasOwn(elementNames, key);
const KEYS: readonly ElementKey[] = Object.keys(elementNames).filter(isKey);

const named = (names: Readonly<Record<number, string>>, value: number): string => names[value] ?? String(value);

/** Every element of 实施清单, in its order. */
export function elementsOf(item: ServiceItem): readonly Element[] {
  const { flow } = item;
  const values: Readonly<Record<ElementKey, readonly string[]>> = {
    name: [item.name],
    type: [item.typeName],
    code: [item.code],
    basicCode: [item.basicCode],
    agency: [item.agencyName],
    nature: [named(natureNames, item.agencyNature)],
    level: [named(levelNames, item.level)],
    powerSource: [named(powerSourceNames, item.powerSource)],
    caseType: [flow.caseType === 'instant' ? words.instant : words.promised],
    statutory: [words.statutory(writtenLimit(flow.statutory.limit), flow.statutory.law)],
    promised: [flow.promised === null ? words.atOnce : writtenLimit(flow.promised)],
    special: flow.special ? [words.special(flow.special.title, flow.special.examiners)] : [],
    targets: [item.targets.map((target) => named(targetNames, target)).join('、')],
    themes: themesOf(item),
    visits: [words.visits(item.visits, item.visitReason)],
    ways: [item.ways.map((way) => named(wayNames, way)).join('、')],
    fullyOnline: [item.fullyOnline ? words.yes : words.no],
    fee: [feeOf(item)],
    result: item.result.kind === '无' ? [] : [words.result(item.result.name, item.result.kind)],
    place: [item.place],
    hours: [item.hours],
    phone: [item.phone],
    complaint: [words.complaint(item.complaintPlace, item.complaintPhone)],
    basis: item.basis.map(({ law, article }) => `《${law}》${article}`),
    conditions: item.conditions,
    materials: item.situation.materials.map(materialLine),
    questions: item.situation.questions.map(
      ({ title, options }) => `${title}${options.map((option) => option.title).join(' / ')}`,
    ),
    steps: item.steps.map(({ name, days }) => `${name}：${words.stepDays(days, flow.caseType)}`),
    form: item.form?.steps.map(({ title, fields }) => `${title}：${fields.map(({ label }) => label).join('、')}`) ?? [],
    faq: item.faq.map(({ question, answer }) => `${question}${answer}`),
    remedies: item.remedies,
    otherNames: item.otherNames.length === 0 ? [] : [item.otherNames.join('、')],
  };
  return KEYS.map((key) => ({ key, name: elementNames[key], lines: values[key] }));
}

const themesOf = ({ themes }: ServiceItem): readonly string[] => [
  ...(themes.person === null ? [] : [words.person(themes.person)]),
  ...(themes.legal === null ? [] : [words.legal(themes.legal)]),
];

const feeOf = ({ fee }: ServiceItem): string =>
  fee.charged ? words.charged(fee.standard ?? words.none, fee.basis ?? words.none, fee.onlinePay) : words.free;

const materialLine = ({ name, required, deferrable }: Material): string =>
  `${name}（${deferrable ? words.deferrable : required ? words.required : words.optional}）`;

export type Difference = {
  readonly key: ElementKey;
  readonly name: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

/** Which elements differ between two versions, in words; lines that stand in both are left out. */
export function differencesBetween(before: ServiceItem, after: ServiceItem): readonly Difference[] {
  const former = new Map(elementsOf(before).map(({ key, lines }) => [key, lines]));
  return elementsOf(after).flatMap(({ key, name, lines }): readonly Difference[] => {
    const old = former.get(key) ?? [];
    if (old.join('\n') === lines.join('\n')) return [];
    const gone = old.filter((line) => !lines.includes(line));
    const added = lines.filter((line) => !old.includes(line));
    // The same lines in another order: both are shown whole.
    return [
      gone.length + added.length === 0
        ? { key, name, before: old, after: lines }
        : { key, name, before: gone, after: added },
    ];
  });
}
