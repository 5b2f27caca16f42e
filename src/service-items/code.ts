import { creditCodeFault } from '../identity/index.ts';

/** What an implementation code says. */
export type CodeParts = {
  readonly creditCode: string;
  readonly level: number;
  readonly basicCode: string;
  /** 业务办理项 within the item, when the code names one. */
  readonly serial: string | null;
};

export type CodeFault = 'service-items/code-shape' | 'service-items/code-credit-code';

const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{18}[1-6]\d{12}(\d{2})?$/u;

/**
 * Why a text is not an implementation code (实施编码), or `null`.
 *
 * @param code 31 characters: credit code (18), level (1), basic code (12); 33 with the serial of 业务办理项
 * @law GB/T 39554.1-2020
 */
export function itemCodeFault(code: string): CodeFault | null {
  if (!SHAPE.test(code)) return 'service-items/code-shape';
  return creditCodeFault(code.slice(0, 18)) === null ? null : 'service-items/code-credit-code';
}

/** The parts of a code; ask {@link itemCodeFault} first. */
export const codeParts = (code: string): CodeParts => ({
  creditCode: code.slice(0, 18),
  level: Number(code.charAt(18)),
  basicCode: code.slice(19, 31),
  serial: code.length > 31 ? code.slice(31) : null,
});

/** The implementation code of an item at an agency. */
export const itemCode = (creditCode: string, level: number, basicCode: string): string =>
  `${creditCode}${level}${basicCode}`;
