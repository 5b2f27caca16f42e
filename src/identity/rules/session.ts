/** How long somebody stays signed in. */
export type SessionPolicy = {
  /** Without any request for longer than this, the session is over. */
  readonly idleMinutes: number;
  /** Whatever is done, it is over after this. */
  readonly absoluteHours: number;
};

/** @law GB/T 22239-2019 8.1.4.1 b) asks for an automatic end; the figures are the operator's */
export const SESSION_POLICY = {
  staff: { idleMinutes: 30, absoluteHours: 12 },
  citizen: { idleMinutes: 120, absoluteHours: 12 },
} as const satisfies Readonly<Record<string, SessionPolicy>>;

/** How long somebody who gave his password has to show his second factor. */
export const CODE_AWAITED_MINUTES = 10;

const MS_PER_MINUTE = 60_000;

export const isIdle = (lastSeenAt: Date, at: Date, policy: SessionPolicy): boolean =>
  at.getTime() - lastSeenAt.getTime() > policy.idleMinutes * MS_PER_MINUTE;

/** The instant from which a session that began at `at` is over. */
export const sessionExpiresAt = (at: Date, policy: SessionPolicy): Date =>
  new Date(at.getTime() + policy.absoluteHours * 60 * MS_PER_MINUTE);
