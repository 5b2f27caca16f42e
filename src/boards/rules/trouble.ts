/** What can be wrong with a terminal. */
export const TROUBLES = ['silent', 'behind', 'stuck', 'unproved', 'hidden', 'clock'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** A terminal as it was last heard. */
export type Heard = {
  readonly state: string;
  readonly lastSeenAt: Date | null;
  readonly behindSince: Date | null;
  /** Slots it says it has shown, and when that last grew; null for one that does not say. */
  readonly played: number | null;
  readonly playedAt: Date | null;
  readonly provedAt: Date | null;
  readonly enrolledAt: Date | null;
  readonly held: number;
  readonly hiddenSince: Date | null;
  readonly clockOff: number | null;
  readonly clockAt: Date | null;
  /** How long one slot lasts at most; null: it is given nothing to play now. */
  readonly longestSlot: number | null;
};

const MINUTE_MS = 60_000;
/** A terminal asks every minute: after so long it should have what it was told of. */
const BEHIND_MINUTES = 10;
/** So long after a slot should have been over, with nothing shown or nothing proved. */
const QUIET_MINUTES = 15;
const HIDDEN_MINUTES = 5;
/** A clock that is so far off shows the wrong slots; the browser's own player counts with the server's. */
const CLOCK_SECONDS = 120;
const CLOCK_FRESH_MINUTES = 60;
/** Without a word for so long it is silent; what it said of itself before says nothing any more. */
export const SILENT_MINUTES = 30;

const before = (at: Date, minutes: number): Date => new Date(at.getTime() - minutes * MINUTE_MS);

/** What is wrong with a terminal at a moment, and since when. */
export function troublesOf(heard: Heard, at: Date): readonly { readonly kind: Trouble; readonly since: Date }[] {
  const seen = heard.lastSeenAt ?? heard.enrolledAt;
  if (heard.state !== 'active' && heard.state !== 'silent') return [];
  if (!seen || seen < before(at, SILENT_MINUTES)) {
    // The refused messages of one whose clock is wrong are words of a kind: it is there, and nobody can hear it.
    const refused = clockTrouble(heard, at);
    return [...(seen ? [{ kind: 'silent' as const, since: seen }] : []), ...refused];
  }
  const found: { kind: Trouble; since: Date }[] = [...clockTrouble(heard, at)];
  if (heard.behindSince && heard.behindSince < before(at, BEHIND_MINUTES))
    found.push({ kind: 'behind', since: heard.behindSince });
  if (heard.hiddenSince && heard.hiddenSince < before(at, HIDDEN_MINUTES))
    found.push({ kind: 'hidden', since: heard.hiddenSince });
  return [...found, ...playTrouble(heard, at)];
}

function clockTrouble({ clockOff, clockAt }: Heard, at: Date): readonly { kind: 'clock'; since: Date }[] {
  const isOff = clockOff !== null && Math.abs(clockOff) >= CLOCK_SECONDS;
  return isOff && clockAt && clockAt >= before(at, CLOCK_FRESH_MINUTES) ? [{ kind: 'clock', since: clockAt }] : [];
}

function playTrouble(
  { played, playedAt, provedAt, enrolledAt, held, longestSlot }: Heard,
  at: Date,
): readonly { kind: Trouble; since: Date }[] {
  if (longestSlot === null || played === null) return [];
  const limit = before(at, QUIET_MINUTES + longestSlot / 60);
  if (playedAt && playedAt < limit) return [{ kind: 'stuck', since: playedAt }];
  const proved = provedAt ?? enrolledAt;
  // It says that it shows, holds nothing back, and no proof comes in.
  if (playedAt && held === 0 && proved && proved < limit) return [{ kind: 'unproved', since: proved }];
  return [];
}
