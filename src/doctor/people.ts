import { administratorFaults, demoPasswordsInUse } from '../identity/index.ts';
import { dayOf, type Finding, type Kernel, ok, warning, wrong } from '../kernel/index.ts';
import { databaseText as text } from './text-database.ts';

/** Whether the three administrators are there and guard their accounts, and no published password opens a door. */
export async function peopleFindings(
  kernel: Pick<Kernel, 'db'>,
  now: Date,
  { isPublic }: { readonly isPublic: boolean },
): Promise<readonly Finding[]> {
  const { missing, withoutSecondFactor, nobodyYet } = await administratorFaults(kernel, dayOf(now));
  if (nobodyYet) return [];
  const findings: Finding[] = [];
  for (const role of missing)
    findings.push(wrong('people/administrator-missing', text.administratorMissing(role), text.administratorMend));
  // In a demo city that only its maker can reach, a second factor would only be in the way.
  if (isPublic && withoutSecondFactor.length > 0) {
    const who = withoutSecondFactor.join('、');
    findings.push(wrong('people/one-factor', text.oneFactor(who), text.oneFactorMend));
  }
  if (isPublic) {
    const logins = await demoPasswordsInUse(kernel);
    if (logins.length > 0)
      findings.push(wrong('people/demo-password', text.demoPassword(logins.join('、')), text.demoPasswordMend));
  }
  return findings.length > 0 ? findings : [ok('people/administrators', text.administrators)];
}

/** A demo city where others can reach it, whatever its passwords are. */
export async function demoFindings(kernel: Pick<Kernel, 'pool'>, isPublic: boolean): Promise<readonly Finding[]> {
  if (!isPublic) return [];
  const { rows } = await kernel.pool.query<{ found: boolean }>(
    `select exists (select from kernel.setting where key = 'demo-city') as found`,
  );
  return rows[0]?.found ? [warning('people/demo-city', text.demoCity, text.demoCityMend)] : [];
}
