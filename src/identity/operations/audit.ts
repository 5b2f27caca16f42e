import {
  type Actor,
  type EntryCursor,
  type EntryQuery,
  entriesIn,
  type Kernel,
  type LedgerEntry,
  matterById,
  personalPart,
  refuse,
} from '../../kernel/index.ts';
import { note } from '../account.ts';
import { personNames } from '../people.ts';
import { databaseIn } from '../repo/database.ts';
import { insertViewing } from '../repo/viewings.ts';
import { type ViewingReason, viewingFault } from '../rules/viewing.ts';

/** A line of the audit: what happened, who did it, whose matter it was. */
export type AuditLine = LedgerEntry & {
  readonly actTitle: string;
  readonly kindTitle: string;
  readonly actorName: string | null;
  readonly subjectName: string | null;
};

/** Entries of the whole ledger, newest first, with names. */
export async function auditLines(
  kernel: Kernel,
  query: EntryQuery,
  after: EntryCursor | null,
  limit: number,
): Promise<{ readonly lines: readonly AuditLine[]; readonly next: EntryCursor | null }> {
  const { entries, next } = await entriesIn(kernel.pool, query, after, limit);
  const names = await personNames(
    kernel,
    entries.flatMap(({ actorId, subjectId }) => [actorId, subjectId].filter((id) => id !== null)),
  );
  const kinds = new Map(kernel.kinds.all().map((kind) => [kind.kind, kind]));
  const lines = entries.map((entry) => {
    const kind = kinds.get(entry.kind);
    return {
      ...entry,
      kindTitle: kind?.title ?? entry.kind,
      actTitle: kind?.process?.actions[entry.act]?.title ?? entry.act,
      actorName: entry.actorId === null ? null : (names.get(entry.actorId) ?? null),
      subjectName: entry.subjectId === null ? null : (names.get(entry.subjectId) ?? null),
    };
  });
  return { lines, next };
}

/** Kinds whose sealed part says where a request came from, which is what an audit may look into. */
const OPENABLE = ['account', 'gate'];

export type OpeningSealed = {
  readonly actor: Actor;
  readonly matterId: number;
  readonly seq: number;
  readonly reason: ViewingReason;
  readonly at: Date;
};

/**
 * The sealed part of an entry about an account: address and browser, or the words of a reason. Noted, with the reason, in
 * the viewer's account.
 *
 * @throws Refusal identity/reveal-no-reason, identity/reveal-reason-short (422), matter/not-found (404)
 */
export async function openSealed(
  kernel: Kernel,
  { actor, matterId, seq, reason, at }: OpeningSealed,
): Promise<unknown> {
  kernel.access.check(actor, 'identity.audit');
  const viewerId = actor.personId;
  if (viewerId === null) throw refuse('access/sign-in-first', {}, 401);
  const fault = viewingFault(reason);
  if (fault) throw refuse(fault, {}, 422);
  const matter = await matterById(kernel, matterId);
  if (!OPENABLE.includes(matter.kind)) throw refuse('matter/not-found', {}, 404);
  await note(kernel, {
    personId: viewerId,
    act: 'personal-data-viewed',
    actor,
    at,
    facts: { matter: matter.number, seq, category: reason.category },
    personal: { words: reason.words.trim() },
    write: (tx) =>
      insertViewing(databaseIn(tx), {
        at,
        viewerId,
        agencyId: actor.grants[0]?.agencyId ?? null,
        viewedId: matter.subjectId,
        matterId,
        category: reason.category,
        fields: ['device'],
      }).then(() => undefined),
  });
  return personalPart(kernel, matterId, seq);
}
