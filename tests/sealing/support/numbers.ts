const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** A valid identity number of an area that is never issued, so that nobody has it. */
export function residentId(serial: number, birth = '19880512', area = '110000'): string {
  const first17 = `${area}${birth}${String(serial).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17.charAt(i)), 0);
  return first17 + CHECKS.charAt(sum % 11);
}

/** A number of a bank card that passes the check (Luhn). */
export function bankCard(body: string): string {
  const sum = [...body].toReversed().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}
