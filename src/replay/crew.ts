import { actorOf, type RoleHolder, roleHolders } from '../identity/index.ts';
import { type Actor, type Day, day, dayOf, type Kernel, refuse } from '../kernel/index.ts';

/** Who does the work of an agency in a role on a day. */
export type Crew = {
  /** One of the holders, always the same for the same number. @throws Refusal replay/nobody-in-office */
  readonly at: (agencyId: number, role: string, nth: number, at: Date) => Promise<Actor>;
  /** Somebody who holds the role at any of the agencies. */
  readonly anywhere: (role: string, at: Date) => Promise<Actor>;
  /** The applicant himself. */
  readonly citizen: (personId: number, at: Date) => Promise<Actor>;
};

/** The staff of these agencies as it stands in each month; nobody is appointed or leaves in the middle of one. */
export function crewOf(kernel: Kernel, agencyIds: readonly number[]): Crew {
  const holders = kept(async (month: Day) => {
    const all = await roleHolders(kernel, agencyIds, month);
    const anywhere = Map.groupBy(all, ({ role }) => `${role} `);
    return new Map<string, readonly RoleHolder[]>([
      ...Map.groupBy(all, ({ role, agencyId }) => `${role} ${agencyId}`),
      ...anywhere,
    ]);
  });
  const actors = kept(async (key: string) => {
    const [person = '', month = ''] = key.split(' ');
    const actor = await actorOf(kernel, Number(person), day(month));
    if (!actor) throw new Error(`there is no person ${person}`);
    return actor;
  });
  const one = async (role: string, agencyId: number | null, nth: number, at: Date): Promise<Actor> => {
    const month = monthOf(at);
    const found = (await holders(month)).get(`${role} ${agencyId ?? ''}`) ?? [];
    const holder = found[nth % found.length];
    if (!holder) throw refuse('replay/nobody-in-office', { role, month }, 422);
    return actors(`${holder.personId} ${month}`);
  };
  return {
    at: (agencyId, role, nth, at) => one(role, agencyId, nth, at),
    anywhere: (role, at) => one(role, null, 0, at),
    citizen: (personId, at) => actors(`${personId} ${monthOf(at)}`),
  };
}

const monthOf = (at: Date): Day => day(`${dayOf(at).slice(0, 8)}01`);

/** Asks once for each key. */
export function kept<Key, T>(ask: (key: Key) => Promise<T>): (key: Key) => Promise<T> {
  const answers = new Map<Key, Promise<T>>();
  return (key) => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}
