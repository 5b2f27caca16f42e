/** Whether the machine's clock may be believed just now. */
export type SteadyTime = { readonly look: () => boolean };

export type SteadyTimeOptions = {
  readonly now: () => Date;
  /** A clock that only ever runs forward, in milliseconds. */
  readonly monotonicMs?: () => number;
  /** Told once for each jump, in milliseconds; negative when the clock went back. */
  readonly onJump: (byMs: number) => void;
};

/** Small corrections are everyday: a time server slews and steps by seconds. */
const TOLERANCE_MS = 2 * 60_000;
/** So long a new time has to stand before it is believed; whoever watches the machine can mend it meanwhile. */
const HOLD_MS = 10 * 60_000;

/**
 * Watches for a machine whose clock jumps. What is done because a time has come — a deemed acceptance, a card for being
 * late, a draft that expires — cannot be taken back, so it waits until the clock has been steady again for ten minutes,
 * or is what it was before. A machine that slept jumps too, and goes on after the same wait.
 */
export function steadyTime({ now, monotonicMs = () => performance.now(), onJump }: SteadyTimeOptions): SteadyTime {
  const offset = (): number => now().getTime() - monotonicMs();
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE_MS;
  let trusted = offset();
  let doubted: { offset: number; readonly sinceMs: number } | null = null;
  return {
    look: () => {
      const found = offset();
      if (isNear(found, trusted)) {
        trusted = found; // a clock that is slewed wanders
        doubted = null;
        return true;
      }
      if (doubted === null || !isNear(found, doubted.offset)) {
        onJump(Math.round(found - (doubted?.offset ?? trusted)));
        doubted = { offset: found, sinceMs: monotonicMs() };
        return false;
      }
      doubted.offset = found;
      if (monotonicMs() - doubted.sinceMs < HOLD_MS) return false;
      trusted = found;
      doubted = null;
      return true;
    },
  };
}
