import { directoryOf } from '../identity/index.ts';
import { type Actor, type Day, dayOf, defineRegister, inTransaction, type Kernel, refuse } from '../kernel/index.ts';
import { keepsGuide } from './guide.ts';
import { Institution } from './rules/institution.ts';

/** What organs are made of, by the key of the agency. */
export const institutionRegister = defineRegister<Institution>('institution', (value) => Institution.parse(value));

export type PublishedInstitution = {
  readonly key: string;
  readonly version: number;
  readonly validFrom: Day;
  readonly value: Institution;
};

/** As visitors read it: those in force, by the keys of their agencies; all unless one is named. */
export async function institutionsOn(
  { published }: Pick<Kernel, 'published'>,
  on: Day,
  key: string | null = null,
): Promise<ReadonlyMap<string, PublishedInstitution>> {
  const { rows } = await published.pool.query<PublishedInstitution>(
    `select distinct on (key) key, version, to_char(valid_from, 'YYYY-MM-DD') as "validFrom", value from pub.pub_institution
      where valid_from <= $1 and (valid_to is null or valid_to >= $1) and ($2::text is null or key = $2)
      order by key, version desc`,
    [on, key],
  );
  return new Map(rows.map((row) => [row.key, { ...row, value: Institution.parse(row.value) }]));
}

/**
 * Says what an organ is made of, from today.
 *
 * @param seen the version that was looked at; 0 for the first
 * @throws Refusal disclosure/no-guide-of-its-own (409), disclosure/guide-changed (409) when somebody else has written it
 *   meanwhile; access/forbidden (403)
 */
export async function putInstitution(
  kernel: Kernel,
  {
    agencyId,
    institution,
    seen,
    actor,
    at,
  }: {
    readonly agencyId: number;
    readonly institution: Institution;
    readonly seen: number;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<void> {
  kernel.access.check(actor, 'disclosure.guide', { agencyId });
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  if (!keepsGuide(agency)) throw refuse('disclosure/no-guide-of-its-own', {}, 409);
  const { key, name } = agency;
  await inTransaction(kernel.pool, async (tx) => {
    await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`institution:${key}`]);
    const [latest] = await institutionRegister.history(tx.client, key);
    if ((latest?.version ?? 0) !== seen) throw refuse('disclosure/guide-changed', {}, 409);
    await institutionRegister.put(tx, {
      key,
      validFrom: dayOf(at),
      value: institution,
      source: name,
      changedBy: actor.personId,
      at,
    });
  });
}
