/** A role somebody holds at an agency today, through a post or through a delegation. */
export type Grant = {
  readonly role: string;
  readonly agencyId: number;
  /** The person whose right it is, when it was delegated. */
  readonly delegatedBy?: number;
};

/** Who is asking. `system` is the program itself; `anonymous` is the public. */
export type Actor = {
  readonly kind: 'anonymous' | 'citizen' | 'enterprise' | 'staff' | 'system';
  readonly personId: number | null;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Enterprises (or other people) this person may act for. */
  readonly actsFor: readonly number[];
  /** Every agency each of the actor's agencies stands above, itself included; for scopes that look downwards. */
  readonly agenciesBelow: ReadonlySet<number>;
  /** The matter whose code this person has shown: he acts in it as whom it is about, without an account. */
  readonly holdsCodeOf?: number;
};

export const anonymous: Actor = {
  kind: 'anonymous',
  personId: null,
  name: '',
  grants: [],
  actsFor: [],
  agenciesBelow: new Set(),
};

/** The program, doing what the law deems done or what follows from an act. */
export const system: Actor = { ...anonymous, kind: 'system', name: 'system' };

export const holdsRole = (actor: Actor, role: string, agencyId: number): boolean =>
  actor.grants.some((grant) => grant.role === role && grant.agencyId === agencyId);

/** Whether the actor is that person or acts for it. */
export const isSubject = (actor: Actor, subjectId: number | null): boolean =>
  subjectId !== null && (actor.personId === subjectId || actor.actsFor.includes(subjectId));

/** Leads a role that is held at an agency standing above the one that owes the matter, e.g. `above:supervisor`. */
export const ABOVE = 'above:';

/** The grant of a role by which somebody stands above an agency, or undefined. */
export const grantAbove = (actor: Actor, role: string, agencyId: number): Grant | undefined =>
  actor.agenciesBelow.has(agencyId) ? actor.grants.find((grant) => grant.role === role) : undefined;

/** What an inbox asks for: every role at its own agency, and the same roles over every agency below. */
export function dutiesOf(actor: Actor): readonly { readonly role: string; readonly agencyId: number }[] {
  const own = actor.grants.map(({ role, agencyId }) => ({ role, agencyId }));
  const over = [...new Set(actor.grants.map(({ role }) => role))].flatMap((role) =>
    [...actor.agenciesBelow].map((agencyId) => ({ role: ABOVE + role, agencyId })),
  );
  return [...own, ...over];
}
