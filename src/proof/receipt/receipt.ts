import {
  calendarHash,
  canonical,
  entriesAsWritten,
  type Kernel,
  matterById,
  openingOf,
  publishedCalendar,
  refuse,
} from '../../kernel/index.ts';
import { inclusionOf, logKey } from '../../kernel/log/index.ts';
import { FORMAT, type Receipt } from './shapes.ts';

/** The part of an entry's text that a receipt is made by. */
type Body = {
  readonly actor: { readonly role: string | null };
  readonly process?: string;
  readonly payload: string | null;
  readonly clocks: readonly { readonly calendar: string }[];
};

/** How far a matter is in the log. */
export type ProofState = {
  readonly matter: string;
  /** Entries of the matter, and how many of them are in a checkpoint. */
  readonly entries: number;
  readonly proved: number;
  /** The newest entry that is in a checkpoint; null while none is. */
  readonly last: {
    readonly seq: number;
    readonly index: number;
    readonly size: number;
    readonly checkpoint: string;
  } | null;
  /** Hex of the hash of the newest entry. */
  readonly hash: string;
};

/**
 * The receipt of a matter of any kind: every entry that is in the latest checkpoint, and all that is needed to check it
 * off line. Null while nothing of it is in a checkpoint, which lasts seconds.
 *
 * @throws Refusal proof/no-receipt (404) for matters from before entries named their process
 * @param options.withWords adds what the person himself wrote; callers have checked that it is he who asks
 */
export async function receiptOf(
  kernel: Kernel,
  matterId: number,
  options: { readonly withWords?: boolean } = {},
): Promise<Receipt | null> {
  const { process, number } = await matterById(kernel, matterId);
  const vkey = await logKey(kernel);
  const found = await provedEntries(kernel, matterId);
  const bodies = found.map(({ body }) => JSON.parse(body) as Body);
  const checkpoint = found[0]?.checkpoint;
  if (vkey === null || checkpoint === undefined) return null;
  if (bodies[0]?.process === undefined) throw refuse('proof/no-receipt', {}, 404);
  return {
    format: FORMAT,
    origin: checkpoint.slice(0, checkpoint.indexOf('\n')),
    vkey,
    matter: number,
    entries: found.map(({ body, index, proof }) => ({ body, index, proof })),
    checkpoint,
    process: canonical(process),
    calendars: await calendarsOf(kernel, bodies),
    ...(options.withWords ? { openings: await ownWords(kernel, matterId, bodies) } : {}),
  };
}

/** The entries from 1 on that are in the latest checkpoint, without a gap. */
async function provedEntries(kernel: Kernel, matterId: number) {
  const written = await entriesAsWritten(kernel, matterId);
  const places = await inclusionOf(
    kernel,
    matterId,
    written.map((_, i) => i + 1),
  );
  const end = places.indexOf(null);
  return written.slice(0, end < 0 ? written.length : end).flatMap(({ body }, i) => {
    const place = places[i];
    return place ? [{ ...place, body, proof: place.proof.map((node) => node.toString('base64')) }] : [];
  });
}

async function calendarsOf({ pool }: Pick<Kernel, 'pool'>, bodies: readonly Body[]): Promise<Record<string, string>> {
  const versions = new Set(bodies.flatMap(({ clocks }) => clocks.map(({ calendar }) => calendar.replace(/\+.*/u, ''))));
  const texts: Record<string, string> = {};
  for (const version of versions) {
    const text = await publishedCalendar(pool, calendarHash(version));
    if (text !== null) texts[version] = text;
  }
  return texts;
}

/** What the person the matter is about wrote himself; what staff wrote is not his to have by this way. */
async function ownWords(kernel: Kernel, matterId: number, bodies: readonly Body[]) {
  const words: { seq: number; salt: string; content: string }[] = [];
  for (const [i, { actor, payload }] of bodies.entries()) {
    if (actor.role !== 'subject' || payload === null) continue;
    const opening = await openingOf(kernel, matterId, i + 1);
    if (opening) words.push({ seq: i + 1, salt: opening.salt.toString('base64'), content: opening.content });
  }
  return words;
}

/** How far a matter is in the log, for pages and papers that show it without the whole receipt. */
export async function proofStateOf(kernel: Kernel, matterId: number): Promise<ProofState> {
  const { number, seq, head } = await matterById(kernel, matterId);
  const places = await inclusionOf(
    kernel,
    matterId,
    Array.from({ length: seq }, (_, i) => i + 1),
  );
  const end = places.indexOf(null);
  const proved = end < 0 ? seq : end;
  const last = places[proved - 1] ?? null;
  return {
    matter: number,
    entries: seq,
    proved,
    hash: head.toString('hex'),
    last: last && { seq: proved, index: last.index, size: last.size, checkpoint: last.checkpoint },
  };
}
