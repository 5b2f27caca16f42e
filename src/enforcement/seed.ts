import { demoStaff } from '../demo-city/index.ts';
import { publicationById, publish, review, submit } from '../disclosure/index.ts';
import { actorOf, demoPersonId, directoryOf } from '../identity/index.ts';
import { type Actor, addDays, type Day, day, dayOf, type Kernel } from '../kernel/index.ts';
import { demoText as text } from './demo-text.ts';
import { enterResult } from './operations/enter.ts';
import { benchmarkRegister, officerRegister, powerRegister, subjectRegister } from './registers.ts';
import { kindRule } from './rules/rules.ts';

/** Before everything that is published in the demo. */
const SINCE = day('2024-01-01');
const OFFICERS_EACH = 4;
const MAIN = '590900-SC';
/** Of the results that the demo enters: so many are out; one waits at its first gate, the last is a draft. */
const OUT = 4;

/**
 * Two organs of enforcement with certificates, powers and benchmarks, and a few results that have gone past every gate by the
 * operations that everybody uses; once.
 */
export async function seedEnforcement(kernel: Kernel, at: Date): Promise<void> {
  if ((await subjectRegister.list(kernel.pool, dayOf(at))).length > 0) return;
  const common = { validFrom: SINCE, source: text.source, changedBy: null, at };
  await powerRegister.putFirst(
    kernel.pool,
    Object.entries(text.powers).flatMap(([agency, powers]) =>
      Object.entries(powers).map(([code, value]) => ({
        key: `${agency}/${code}`,
        value: { ...value, agency },
        ...common,
      })),
    ),
  );
  await benchmarkRegister.putFirst(
    kernel.pool,
    Object.entries(text.benchmarks).flatMap(([agency, all]) =>
      Object.entries(all).map(([code, { steps, ...value }]) => ({
        key: `${agency}/${code}`,
        value: { ...value, agency, steps: [...steps] },
        ...common,
      })),
    ),
  );
  const officers = await putOfficers(kernel, common);
  // Last: whoever finds it knows that the rest is there.
  await subjectRegister.putFirst(
    kernel.pool,
    Object.entries(text.subjects).map(([agency, value]) => ({ key: agency, value: { ...value, agency }, ...common })),
  );
  await enterResults(kernel, officers.slice(0, 2), at);
}

type Common = { readonly validFrom: Day; readonly source: string; readonly changedBy: null; readonly at: Date };

async function putOfficers(kernel: Kernel, common: Common): Promise<readonly string[]> {
  const { people } = await demoStaff();
  const of = (agency: string, field: string) =>
    people
      .filter((person) => person.agency === agency)
      .slice(0, OFFICERS_EACH)
      .map(({ name }, i) => ({
        key: `MT${agency.slice(-2)}${String(i + 1).padStart(5, '0')}`,
        value: { agency, name, field, issuer: text.officer.issuer, validUntil: '2028-12-31', state: 'valid' as const },
        ...common,
      }));
  const all = [...of(MAIN, text.officer.field), ...of('590900-CG', text.officer.cityField)];
  await officerRegister.putFirst(kernel.pool, all);
  return all.map(({ key }) => key);
}

async function enterResults(kernel: Kernel, officers: readonly string[], at: Date): Promise<void> {
  const agencyId = (await directoryOf(kernel)).agencyByKey(MAIN)?.id;
  const logins = ['lianluoyuan', 'shichang-sh', 'gongkaiban', 'shichang-bm'];
  const [drafter, department, office, secrecy] = await Promise.all(logins.map((login) => named(kernel, login, at)));
  if (agencyId === undefined || !drafter || !department || !office || !secrecy) return;
  const decidedOn = addDays(dayOf(at), -2);
  for (const [i, { ...given }] of text.results.entries()) {
    const needed = kindRule(given.kind, decidedOn).officers;
    const result = {
      ...given,
      decidedOn,
      officers: needed > 0 ? officers : [],
      ...(given.kind === 'licence' ? { validFrom: decidedOn, validUntil: addDays(decidedOn, 5 * 365) } : {}),
    };
    const { id } = await enterResult(kernel, { agencyId, result, actor: drafter, at });
    if (i > OUT) continue;
    const { row } = await publicationById(kernel, id);
    await submit(kernel, { id, seenRevision: row.revision, actor: drafter, at });
    if (i === OUT) continue;
    const seenText = (await publicationById(kernel, id)).row.submittedHash?.toString('hex') ?? '';
    const by = { department, office, secrecy } as const;
    for (const gate of ['department', 'office', 'secrecy'] as const) {
      await review(kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at });
    }
    await publish(kernel, { id, actor: office, at });
  }
}

async function named(kernel: Kernel, login: string, at: Date): Promise<Actor | null> {
  const id = await demoPersonId(kernel, login);
  return id === null ? null : actorOf(kernel, id, dayOf(at));
}
