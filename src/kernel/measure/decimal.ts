/** A decimal number as text, as PostgreSQL's numeric writes it. */
type Scaled = { readonly digits: bigint; readonly scale: number };

function parse(text: string): Scaled {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new RangeError(`not a decimal number: ${text}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  return { digits: BigInt(sign + whole + fraction), scale: fraction.length };
}

const pow10 = (n: number): bigint => 10n ** BigInt(n);

/** Exact quotient, rounded half away from zero to so many decimals; null when the divisor is zero. */
export function divide(dividend: string, divisor: string, decimals: number, factor = 1n): string | null {
  const a = parse(dividend);
  const b = parse(divisor);
  if (b.digits === 0n) return null;
  const numerator = a.digits * factor * pow10(b.scale) * pow10(decimals);
  const denominator = b.digits * pow10(a.scale);
  return write(roundedQuotient(numerator, denominator), decimals);
}

/** The same number with so many decimals, half away from zero. */
export const round = (text: string, decimals: number): string => divide(text, '1', decimals) ?? text;

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = (2n * n + d) / (2n * d);
  return negative ? -quotient : quotient;
}

function write(value: bigint, decimals: number): string {
  if (decimals === 0) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
