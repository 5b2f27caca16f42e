import { escapeMarkup } from '../../kernel/markup.ts';
import type { Result } from '../contract.ts';
import { fieldTitles, kindTitles, partyKindTitles, penaltyTitles, shownTitles, resultText as text } from '../text.ts';

/** Yuan with two decimals, from fen. */
export const yuan = (fen: number): string => {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export type OfficerShown = { readonly number: string; readonly name: string };

/** The fixed fields of a result in their order, as page, list and table have them; what a kind does not have is left out. */
export function fieldsOf(
  result: Result,
  agency: string,
  officers: readonly OfficerShown[],
): readonly (readonly [string, string])[] {
  const { kind } = result;
  const isPenalty = kind === 'penalty';
  const named = new Map(officers.map(({ number, name }) => [number, name]));
  const rows: readonly (readonly [string, string] | null)[] = [
    [fieldTitles.kind, kindTitles[kind]],
    [fieldTitles.documentNumber, result.documentNumber],
    [fieldTitles.subject, result.subject],
    [fieldTitles.party, result.party],
    [fieldTitles.partyKind, partyKindTitles[result.partyKind]],
    result.partyCode ? [fieldTitles.partyCode, result.partyCode] : null,
    result.facts ? [fieldTitles.facts, result.facts] : null,
    [fieldTitles.basis, result.basis],
    isPenalty ? [fieldTitles.penalties, result.penalties.map((one) => penaltyTitles[one]).join('、')] : null,
    [fieldTitles.content, result.content],
    result.fineFen > 0 ? [shownTitles.fine, text.yuan(yuan(result.fineFen))] : null,
    result.confiscatedFen > 0 ? [shownTitles.confiscated, text.yuan(yuan(result.confiscatedFen))] : null,
    [fieldTitles.decidedOn, result.decidedOn],
    result.validFrom ? [fieldTitles.validFrom, result.validFrom] : null,
    result.validUntil ? [fieldTitles.validUntil, result.validUntil] : null,
    result.restrictedUntil ? [fieldTitles.restrictedUntil, result.restrictedUntil] : null,
    [fieldTitles.agency, agency],
    result.officers.length > 0
      ? [
          shownTitles.officers,
          result.officers.map((number) => text.officer(named.get(number) ?? '', number)).join('；'),
        ]
      : null,
  ];
  return rows.filter((row) => row !== null);
}

/** The body of the publication: the fixed fields and how to seek a remedy. */
export function resultHtml(fields: readonly (readonly [string, string])[], remedy: string): string {
  const rows = fields
    .map(([name, value]) => `<tr><th scope="row">${escapeMarkup(name)}</th><td>${escapeMarkup(value)}</td></tr>`)
    .join('');
  const table = `<table><caption>${escapeMarkup(text.caption)}</caption><tbody>${rows}</tbody></table>`;
  return remedy === '' ? table : `${table}<p>${escapeMarkup(text.remedy(remedy))}</p>`;
}
