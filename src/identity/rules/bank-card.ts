export type BankCardFault = 'identity/bank-card-shape' | 'identity/bank-card-checksum';

/**
 * Why a text is not the number of a bank card or 社会保障卡, or `null`. One wrong digit is always caught, two
 * neighbours swapped unless they are 0 and 9.
 *
 * @law ISO/IEC 7812-1 (Luhn)
 */
export function bankCardFault(number: string): BankCardFault | null {
  if (!/^\d{13,19}$/.test(number)) return 'identity/bank-card-shape';
  let sum = 0;
  [...number].reverse().forEach((digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0 ? null : 'identity/bank-card-checksum';
}
