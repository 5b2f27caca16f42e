import { refuse } from '../refusal.ts';
import { type Actor, isSubject } from './actor.ts';

/** Whom one sentence of a permission admits, and to which objects. */
type Sentence =
  | { readonly who: 'anyone' }
  | { readonly who: 'signed-in' }
  | { readonly who: 'citizen' }
  | { readonly who: 'staff' }
  | { readonly who: 'subject' }
  | { readonly who: 'role'; readonly role: string; readonly scope: 'own-agency' | 'agencies-below' | 'city' };

/** What a permission is asked about; a list or a blank form has no owner. */
export type Protected = { readonly agencyId?: number | null; readonly subjectId?: number | null };

/** A module's permissions: each name with the sentences that grant it; any one suffices. */
export type Permissions = Readonly<Record<string, readonly Sentence[]>>;

export const anyone: Sentence = { who: 'anyone' };
export const signedIn: Sentence = { who: 'signed-in' };
/** A citizen or an enterprise, for themselves. */
export const citizen: Sentence = { who: 'citizen' };
export const staff: Sentence = { who: 'staff' };
/** The person the object is about, or who acts for them. */
export const subject: Sentence = { who: 'subject' };

/** A role, for objects of its own agency, of every agency below, or of the whole city. */
export const role = (name: string, scope: 'own-agency' | 'agencies-below' | 'city' = 'own-agency'): Sentence => ({
  who: 'role',
  role: name,
  scope,
});

/** Whether a sentence could admit the actor to some object: what a route asks before it knows the object. */
function couldAdmit(sentence: Sentence, actor: Actor): boolean {
  switch (sentence.who) {
    case 'anyone':
      return true;
    case 'signed-in':
    case 'subject':
      return actor.personId !== null;
    case 'citizen':
      return actor.kind === 'citizen' || actor.kind === 'enterprise';
    case 'staff':
      return actor.kind === 'staff';
    case 'role':
      return actor.grants.some((grant) => grant.role === sentence.role);
  }
}

function admits(sentence: Sentence, actor: Actor, object: Protected): boolean {
  if (!couldAdmit(sentence, actor)) return false;
  if (sentence.who === 'subject') return isSubject(actor, object.subjectId ?? null);
  if (sentence.who !== 'role' || sentence.scope === 'city') return true;
  const agencyId = object.agencyId ?? null;
  if (agencyId === null) return true;
  if (sentence.scope === 'agencies-below') return actor.agenciesBelow.has(agencyId);
  return actor.grants.some((grant) => grant.role === sentence.role && grant.agencyId === agencyId);
}

export type Access = {
  /** Whether the permission exists; a route that names another does not start. */
  readonly knows: (permission: string) => boolean;
  readonly names: () => readonly string[];
  /** Whether the actor holds it for some object at least. */
  readonly mayEver: (actor: Actor, permission: string) => boolean;
  readonly may: (actor: Actor, permission: string, object: Protected) => boolean;
  /** @throws Refusal access/sign-in-first (401) or access/forbidden (403) */
  readonly check: (actor: Actor, permission: string, object?: Protected) => void;
};

/** Gathers the permissions of all modules. @throws Error when two modules define the same name */
export function accessOf(modules: readonly Permissions[]): Access {
  const all = new Map<string, readonly Sentence[]>();
  for (const permissions of modules) {
    for (const [name, sentences] of Object.entries(permissions)) {
      if (all.has(name)) throw new Error(`permission ${name} is defined twice`);
      all.set(name, sentences);
    }
  }
  const sentencesOf = (permission: string): readonly Sentence[] => {
    const sentences = all.get(permission);
    if (!sentences) throw new Error(`unknown permission ${permission}`);
    return sentences;
  };
  const may = (actor: Actor, permission: string, object: Protected): boolean =>
    actor.kind === 'system' || sentencesOf(permission).some((sentence) => admits(sentence, actor, object));
  return {
    knows: (permission) => all.has(permission),
    names: () => [...all.keys()],
    mayEver: (actor, permission) =>
      actor.kind === 'system' || sentencesOf(permission).some((sentence) => couldAdmit(sentence, actor)),
    may,
    check: (actor, permission, object = {}) => {
      if (may(actor, permission, object)) return;
      throw actor.kind === 'anonymous'
        ? refuse('access/sign-in-first', { permission }, 401)
        : refuse('access/forbidden', { permission }, 403);
    },
  };
}

/** The agencies, of the actor's own and those below them, for whose objects he has a permission. */
export const agenciesWithin = ({ may }: Pick<Access, 'may'>, actor: Actor, permission: string): readonly number[] =>
  [...new Set([...actor.grants.map(({ agencyId }) => agencyId), ...actor.agenciesBelow])].filter((agencyId) =>
    may(actor, permission, { agencyId }),
  );
