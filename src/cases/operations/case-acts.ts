import {
  type Actor,
  actRefusal,
  capacityFor,
  type Kernel,
  type Snapshot,
  type TimelineEntry,
} from '../../kernel/index.ts';
import type { CaseView } from '../contract.ts';
import type { ApplicationRow } from '../repo/applications.ts';
import type { DocumentRow } from '../repo/documents.ts';
import { sentenceOf } from '../say.ts';
import { text } from '../text.ts';

type Offered = CaseView['acts'][number];

/** Acts that nobody does from the workbench. */
const ELSEWHERE: ReadonlySet<string> = new Set(['submit', 'open', 'ask', 'withdraw']);
const RESULTS: ReadonlySet<string> = new Set(['certificate', 'decision']);

/** What this person may do now: every act of the state that one of his roles allows, and why one cannot be done yet. */
export function actsFor(
  kernel: Kernel,
  actor: Actor,
  snapshot: Snapshot,
  history: readonly TimelineEntry[],
  application: ApplicationRow | null,
  documents: readonly DocumentRow[],
): Offered[] {
  const hasResult = documents.some(({ kind, revokedAt }) => RESULTS.has(kind) && revokedAt === null);
  const offered: Offered[] = [];
  if (
    snapshot.kind === 'service-application' &&
    snapshot.state === 'making' &&
    application?.outcome === 'granted' &&
    !hasResult
  ) {
    const may = kernel.access.may(actor, 'cases.make-document', { agencyId: snapshot.agencyId });
    if (may) offered.push({ act: 'make-document', title: text.makeDocument, law: null, refusal: null });
  }
  for (const [act, action] of Object.entries(snapshot.process.actions)) {
    if (ELSEWHERE.has(act) || !action.from.includes(snapshot.state)) continue;
    if (!capacityFor(action.by, actor, snapshot) || action.by.every((who) => who === 'system')) continue;
    const refusal =
      refusalOf(actor, snapshot, act, history) ?? (act === 'deliver' && !hasResult ? 'cases/no-document' : null);
    offered.push({ act, title: action.title, law: action.law ?? null, refusal: refusal && sentenceOf(refusal) });
  }
  return offered;
}

function refusalOf(actor: Actor, snapshot: Snapshot, act: string, history: readonly TimelineEntry[]): string | null {
  const reason = actRefusal(snapshot, act, actor.personId);
  if (reason) return reason;
  if (act === 'ask-to-correct' && snapshot.clocks.correction) return 'cases/asked-before';
  const separated = snapshot.process.actions[act]?.separatedFrom ?? [];
  const person = String(actor.personId);
  return history.some((entry) => entry.actor.person === person && separated.includes(entry.act))
    ? 'matter/same-person'
    : null;
}
