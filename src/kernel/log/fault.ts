/** Something in the log that is not what was published; `place` says where: a leaf, a checkpoint, a file, an entry. */
export type LogFault = { readonly place: string; readonly fault: LogFaultCode };

export type LogFaultCode =
  /** An entry that was gathered has no leaf. */
  | 'entry-unlogged'
  | 'leaf-missing'
  | 'leaf-differs'
  | 'leaf-without-entry'
  | 'leaf-twice'
  /** A leaf that no checkpoint was signed over. */
  | 'leaf-unsigned'
  | 'node-differs'
  /** What the text of a checkpoint says is not what stands beside it. */
  | 'checkpoint-changed'
  | 'checkpoint-missing'
  | 'signature-forged'
  | 'cosignature-forged'
  | 'root-differs'
  /** Fewer leaves than were signed. */
  | 'log-truncated'
  /** Two different histories were signed for one name. */
  | 'log-forked'
  | 'tile-missing'
  | 'tile-changed'
  | 'tile-unexpected';

/** A list that does not repeat itself for ever: one changed leaf makes every later root differ. */
export type Faults = { readonly add: (fault: LogFaultCode, place: string) => void; readonly all: readonly LogFault[] };

const MOST_OF_A_KIND = 20;

export function faultList(): Faults {
  const all: LogFault[] = [];
  const counts = new Map<LogFaultCode, number>();
  return {
    all,
    add: (fault, place) => {
      const count = (counts.get(fault) ?? 0) + 1;
      counts.set(fault, count);
      if (count <= MOST_OF_A_KIND) all.push({ place, fault });
    },
  };
}
