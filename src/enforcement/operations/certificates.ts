import { directoryOf } from '../../identity/index.ts';
import { day, type Kernel } from '../../kernel/index.ts';
import type { Result } from '../contract.ts';
import { type NumberedOfficer, officersOn } from '../registers.ts';
import type { Source } from '../repo/results.ts';
import { kindRule } from '../rules/rules.ts';

type Held = { readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/**
 * Whether those who enforced had certificates that were valid on the day of the decision, of the organ that decided, and
 * were as many as the law asks for; null where nothing is wrong.
 *
 * @law 行政处罚法 第四十二条; 国办发〔2018〕118号
 */
export async function certificateFault(
  kernel: Kernel,
  source: Source,
  agencyId: number,
  { officers, decidedOn, kind }: Result,
): Promise<Held | null> {
  const numbers = [...new Set(officers)];
  if (numbers.length < kindRule(kind, decidedOn).officers) {
    return { code: 'enforcement/too-few-officers', details: {} };
  }
  const { key } = (await directoryOf(kernel)).agencyById(agencyId);
  const known = new Map((await officersOn(source, numbers, day(decidedOn))).map((one) => [one.number, one]));
  for (const officer of numbers) {
    const fault = faultOf(known.get(officer), key, decidedOn);
    if (fault) return { code: fault, details: { officer, on: decidedOn } };
  }
  return null;
}

function faultOf(officer: NumberedOfficer | undefined, agency: string, on: string): string | null {
  if (!officer) return 'enforcement/no-certificate';
  if (officer.agency !== agency) return 'enforcement/certificate-of-others';
  return officer.state === 'valid' && officer.validUntil >= on ? null : 'enforcement/certificate-not-valid';
}
