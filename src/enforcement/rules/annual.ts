import { RESULT_KINDS, type ResultKind } from '../contract.ts';
import { annualText, kindTitles } from '../text.ts';
import { yuan } from './article.ts';

/** The entry of the catalogue that yearly statistics stand under. */
export const ANNUAL_NODE = 'ML.3.06.06';

/**
 * What every organ of enforcement tells of the year before: until 31 January, whatever day of the week that is.
 *
 * @law 国办发〔2018〕118号
 */
export const annualObligation = {
  key: 'enforcement-statistics',
  name: annualText.name,
  node: ANNUAL_NODE,
  titled: annualText.name,
  every: 'year',
  within: { n: 31, unit: 'day' },
  until: '01-31',
  law: annualText.law,
  // The register of organs says who owes it.
  lines: [] as string[],
} as const;

export type CountedKind = { readonly kind: ResultKind; readonly count: number; readonly fen: number };
export type Line = { readonly indicator: string; readonly unit: string; readonly value: string };

/** The figures of a year, kind by kind; what there was none of is nought. */
export function annualFigures(counted: readonly CountedKind[]): readonly Line[] {
  const of = new Map(counted.map((one) => [one.kind, one]));
  const lines: Line[] = RESULT_KINDS.map((kind) => ({
    indicator: kindTitles[kind],
    unit: annualText.cases,
    value: String(of.get(kind)?.count ?? 0),
  }));
  const fines = { indicator: annualText.penalties, unit: annualText.yuan, value: yuan(of.get('penalty')?.fen ?? 0) };
  return lines.toSpliced(RESULT_KINDS.indexOf('penalty') + 1, 0, fines);
}
