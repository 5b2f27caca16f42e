import { PARTY_KINDS, PENALTIES, type Penalty, Result, type ResultKind } from '../contract.ts';
import { fieldTitles, partyKindTitles, penaltyTitles } from '../text.ts';

type Field = keyof typeof fieldTitles;

/** The columns of a file for a kind, in the order of its template; those in the first list have to be there. */
export function columnsOf(kind: ResultKind): { readonly needed: readonly Field[]; readonly more: readonly Field[] } {
  const needed: readonly Field[] = ['documentNumber', 'subject', 'party', 'partyKind', 'basis', 'content', 'decidedOn'];
  if (kind === 'penalty') {
    return {
      needed: [...needed, 'facts', 'penalties', 'officers'],
      more: ['partyCode', 'fine', 'confiscated', 'restrictedUntil'],
    };
  }
  return {
    needed,
    more: kind === 'licence' ? ['partyCode', 'validFrom', 'validUntil'] : ['partyCode', 'facts', 'officers'],
  };
}

const plain = (words: string): string => words.replaceAll(/\s/gu, '').replace(/[（(].*[）)]$/u, '');

/** Where each column of a heading is; null with the names of those that are missing. */
export function headingOf(
  kind: ResultKind,
  row: readonly string[],
): { readonly at: ReadonlyMap<Field, number> } | { readonly missing: readonly string[] } {
  const { needed, more } = columnsOf(kind);
  const titles = row.map(plain);
  const at = new Map([...needed, ...more].map((field) => [field, titles.indexOf(plain(fieldTitles[field]))] as const));
  const missing = needed.filter((field) => (at.get(field) ?? -1) < 0).map((field) => fieldTitles[field]);
  return missing.length > 0 ? { missing } : { at };
}

export type RowFault = { readonly code: 'enforcement/row-field'; readonly field: string; readonly written: string };

/** A row as a result; what cannot be read is said with the name of its column. */
export function resultOfRow(
  kind: ResultKind,
  at: ReadonlyMap<Field, number>,
  row: readonly string[],
): { readonly result: Result } | { readonly fault: RowFault } {
  const cell = (field: Field): string => row[at.get(field) ?? -1]?.trim() ?? '';
  const wrong = (field: Field): { readonly fault: RowFault } => ({
    fault: { code: 'enforcement/row-field', field: fieldTitles[field], written: cell(field).slice(0, 40) },
  });
  const partyKind = PARTY_KINDS.find((one) => plain(partyKindTitles[one]) === plain(cell('partyKind')));
  if (!partyKind) return wrong('partyKind');
  const penalties = penaltiesIn(cell('penalties'));
  if (penalties === null) return wrong('penalties');
  const days = { decidedOn: '', validFrom: null, validUntil: null, restrictedUntil: null } as Record<
    string,
    string | null
  >;
  for (const field of ['decidedOn', 'validFrom', 'validUntil', 'restrictedUntil'] as const) {
    const read = dayIn(cell(field));
    if (read === undefined || (read === null && field === 'decidedOn')) return wrong(field);
    days[field] = read;
  }
  const [fineFen, confiscatedFen] = [fenIn(cell('fine')), fenIn(cell('confiscated'))];
  if (fineFen === null) return wrong('fine');
  if (confiscatedFen === null) return wrong('confiscated');
  const parsed = Result.safeParse({
    ...{ kind, partyKind, penalties, fineFen, confiscatedFen, ...days },
    ...{ documentNumber: cell('documentNumber'), subject: cell('subject'), party: cell('party') },
    ...{ partyCode: cell('partyCode') || null, facts: cell('facts'), basis: cell('basis'), content: cell('content') },
    officers: cell('officers')
      .split(/[；;、,，\s]+/u)
      .filter((one) => one !== ''),
  });
  if (parsed.success) return { result: parsed.data };
  const [name] = parsed.error.issues[0]?.path ?? [];
  return wrong(typeof name === 'string' && name in fieldTitles ? (name as Field) : 'documentNumber');
}

/** Names of kinds of penalty between signs; one of them has a sign in its name. */
function penaltiesIn(written: string): readonly Penalty[] | null {
  const parts = written.split(/[；;、,，\s]+/u).filter((one) => one !== '');
  const found: Penalty[] = [];
  for (const part of parts) {
    const penalty = PENALTIES.find(
      (one) => penaltyTitles[one] === part || penaltyTitles[one].split('、').includes(part),
    );
    if (!penalty) return null;
    found.push(penalty);
  }
  return [...new Set(found)];
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s+0{1,2}:00(?::00)?)?$/u;

/** A day as people and programs write it; null for a blank, undefined for what is none. */
function dayIn(written: string): string | null | undefined {
  if (written === '' || written === '长期' || written === '—') return null;
  const [found, year = '', month = '', date = ''] = DAY.exec(written) ?? [];
  if (found === undefined) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const real = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== iso ? undefined : iso;
}

const YUAN = /^(\d{1,12})(?:\.(\d{1,2})0*)?$/u;

/** Fen of an amount in yuan; nought for a blank, null for what is none. */
function fenIn(written: string): number | null {
  const folded = written.normalize('NFKC').replaceAll(/[,\s]/gu, '').replace(/元$/u, '');
  if (folded === '' || folded === '-' || folded === '—') return 0;
  const [found, whole = '', part = ''] = YUAN.exec(folded) ?? [];
  return found === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
