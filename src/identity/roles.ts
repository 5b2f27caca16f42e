/**
 * What a person may be to the city. Roles are held only by appointment to a post, or by delegation from someone who
 * holds it, and only on the days both are in force; `citizen` and `enterprise` come with registration.
 */
export const ROLES = [
  'citizen',
  'enterprise',
  'window-clerk',
  'examiner',
  'decider',
  'deliverer',
  'township-reviewer',
  'item-manager',
  'service-office',
  'supervisor',
  'disclosure-officer',
  'request-officer',
  'legal-reviewer',
  'liaison',
  'editor',
  'hotline-agent',
  'leader',
  'proxy',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const;

export type Role = (typeof ROLES)[number];

const KNOWN: ReadonlySet<string> = new Set(ROLES);

export const isRole = (text: string): text is Role => KNOWN.has(text);

/** The three administrators that must be three people. @law GB/T 22239-2019 8.1.4.2 */
export const ADMINISTRATORS = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies readonly Role[];

const ADMINISTRATING: ReadonlySet<string> = new Set(ADMINISTRATORS);

export const isAdministrator = (role: string): boolean => ADMINISTRATING.has(role);

const BY_REGISTRATION: readonly Role[] = ['citizen', 'enterprise'];

/** Roles that a post can carry; the others come with registration as a citizen or enterprise. */
export const POST_ROLES: readonly Role[] = ROLES.filter((role) => !BY_REGISTRATION.includes(role));

/** Roles that nobody may pass on for a while: an administrator who is away is replaced by appointment. */
export const NOT_DELEGABLE: readonly Role[] = [...ADMINISTRATORS, ...BY_REGISTRATION];
