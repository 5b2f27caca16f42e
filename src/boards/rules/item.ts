import type { ServiceItem } from '../../service-items/index.ts';
import type { Part } from '../contract.ts';
import { itemText as text } from '../text.ts';

type Limit = { readonly n: number; readonly unit: 'workday' | 'day' | 'month' | 'hour' };
const limitText = ({ n, unit }: Limit): string => `${n}${text.units[unit]}`;

/** What a panel on the wall says of an item: limits, fees, papers, steps, place, all as its guide has them today. */
export function itemParts(item: ServiceItem): readonly Part[] {
  const { flow, fee, situation, steps } = item;
  const facts = [
    [text.type, item.typeName],
    [text.statutory, `${limitText(flow.statutory.limit)}（${flow.statutory.law}）`],
    [text.promised, flow.caseType === 'instant' ? text.instant : flow.promised ? limitText(flow.promised) : ''],
    [text.fee, fee.charged ? [fee.standard, fee.basis].filter(Boolean).join('；') || text.charged : text.free],
    [text.visits, `${item.visits}${text.times}`],
    [text.result, item.result.name],
    [text.place, item.place],
    [text.hours, item.hours],
    [text.phone, item.phone],
    [text.complaint, item.complaintPhone],
  ].filter(([, value]) => value !== '');
  const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): readonly Part[] =>
    rows.length === 0 ? [] : [{ kind: 'table', caption, head: [...head], rows: rows.map((row) => [...row]) }];
  return [
    ...table(
      text.facts,
      [text.what, text.says],
      facts.map(([label = '', value = '']) => [label, value]),
    ),
    ...table(
      text.materials,
      [text.material, text.when],
      situation.materials.map(({ name, when }) => [name, when ? text.sometimes : text.always]),
    ),
    ...table(
      text.steps,
      [text.step, text.days],
      steps.map(({ name, days }) => [name, days === 0 ? text.atOnce : `${days}${text.units.workday}`]),
    ),
    ...(item.conditions.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: text.conditions },
          ...item.conditions.map((words, i) => ({ kind: 'paragraph' as const, text: `${i + 1}. ${words}` })),
        ]),
  ];
}
