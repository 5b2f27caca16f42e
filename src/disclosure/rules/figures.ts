import { z } from 'zod';

// Figures are decimals in words: money is neither rounded nor moved by a computer's way of counting.

export const Figure = z.object({
  indicator: z.string(),
  unit: z.string(),
  /** Null where there is none. */
  value: z.string().nullable(),
});
export type Figure = z.output<typeof Figure>;

/** One line of what somebody typed or imported. */
export type WrittenFigure = { readonly indicator: string; readonly unit: string; readonly value: string };

export type FigureFault = {
  readonly code: 'disclosure/figure-nameless' | 'disclosure/figure-no-number' | 'disclosure/figure-twice';
  readonly line: number;
  readonly what: string;
};

const PLACES = 6;
const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,6}))?$/u;
const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u;
/** What people write where there is no figure. */
const BLANK: ReadonlySet<string> = new Set(['', '-', '--', '—', '——', '/', '…', '……', '无']);

/** A decimal as it is kept; null for a blank, undefined for what is no number. */
export function decimalOf(written: string): string | null | undefined {
  const folded = written.normalize('NFKC').trim().replaceAll('−', '-');
  if (BLANK.has(written.trim()) || BLANK.has(folded)) return null;
  const plain = THOUSANDS.test(folded) ? folded.replaceAll(',', '') : folded;
  const [found, sign = '', whole = '', part] = DECIMAL.exec(plain) ?? [];
  if (found === undefined) return undefined;
  const size = `${whole.replace(/^0+(?=\d)/u, '')}${part === undefined ? '' : `.${part}`}`;
  return sign === '-' && /[1-9]/u.test(size) ? `-${size}` : size;
}

/** Reads lines; empty ones are left out. The first thing that is wrong is said with its line, counted from one. */
export function figuresFrom(
  lines: readonly WrittenFigure[],
): { readonly figures: readonly Figure[] } | { readonly fault: FigureFault } {
  const figures: Figure[] = [];
  const names = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const indicator = line.indicator.trim();
    const value = decimalOf(line.value);
    const fault = (code: FigureFault['code'], what: string) => ({ fault: { code, line: at + 1, what } });
    if (indicator === '' && line.value.trim() === '' && line.unit.trim() === '') continue;
    if (indicator === '') return fault('disclosure/figure-nameless', line.value.trim());
    if (value === undefined) return fault('disclosure/figure-no-number', line.value.trim().slice(0, 40));
    if (names.has(indicator)) return fault('disclosure/figure-twice', indicator);
    names.add(indicator);
    figures.push({ indicator, unit: line.unit.trim(), value });
  }
  return { figures };
}

/** Why something is not reckoned. */
export type Unreckoned = 'blank' | 'missing' | 'other-unit' | 'base-not-positive' | 'points';

export type Comparison = {
  readonly before: string | null;
  readonly difference: string | null;
  /** With one place, in per cent of what was before. */
  readonly percent: string | null;
  readonly note: Unreckoned | null;
};

/**
 * Compares a figure with the one of the same name in another period. A base that is nought or below has a difference and no
 * per cent; a share in per cent changes by points.
 */
export function compare(now: Figure, others: readonly Figure[] | null): Comparison {
  const other = others?.find(({ indicator }) => indicator === now.indicator);
  const before = other?.value ?? null;
  const nothing = (note: Unreckoned): Comparison => ({ before, difference: null, percent: null, note });
  if (before === null || other === undefined) return nothing('missing');
  if (other.unit !== now.unit) return nothing('other-unit');
  if (now.value === null) return nothing('blank');
  const base = scaled(before);
  const change = scaled(now.value) - base;
  const difference = written(change, PLACES);
  if (/[%‰％]/u.test(now.unit)) return { before, difference, percent: null, note: 'points' };
  if (base <= 0n) return { before, difference, percent: null, note: 'base-not-positive' };
  return { before, difference, percent: written(rounded(change * 1000n, base), 1), note: null };
}

function scaled(decimal: string): bigint {
  const [, sign = '', whole = '0', part = ''] = DECIMAL.exec(decimal) ?? [];
  const size = BigInt(whole + part.padEnd(PLACES, '0'));
  return sign === '-' ? -size : size;
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/** Half and more away from nought. */
function rounded(n: bigint, by: bigint): bigint {
  const size = (absolute(n) * 2n + by) / (by * 2n);
  return n < 0n ? -size : size;
}

function written(n: bigint, places: number): string {
  const digits = absolute(n)
    .toString()
    .padStart(places + 1, '0');
  const part = digits.slice(-places).replace(/0+$/u, '');
  return `${n < 0n ? '-' : ''}${digits.slice(0, -places)}${part === '' ? '' : `.${part}`}`;
}
