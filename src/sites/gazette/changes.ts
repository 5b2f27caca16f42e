import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  attachFiles,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  Refusal,
  refuse,
} from '../../kernel/index.ts';
import type { GazetteItem } from './contract.ts';
import { digestOf, entriesOf, issueOrRefuse, labelOf, noteSurroundings, printed } from './operations.ts';
import { type IssueRow, issueById } from './repo.ts';
import { gazetteText } from './text.ts';
import {
  type ChangeRow,
  changeById,
  contentsOf,
  doneChange,
  endIssue,
  fixIssue,
  insertChange,
  lockIssue,
  openChangeOf,
} from './versions.ts';

type Doing = { readonly id: number; readonly actor: Actor; readonly at: Date };
type Asked = {
  readonly seenVersion: number;
  /** What the public is told. */
  readonly note: string;
} & (
  | { readonly change: 'correct'; readonly items: readonly GazetteItem[]; readonly issueNote: string }
  | { readonly change: 'cancel'; readonly replacedBy: number | null }
);

/**
 * Asks that an issue that is out be corrected or cancelled. What a correction is going to say is fixed now: another reads
 * and confirms this and nothing else.
 *
 * @throws Refusal sites/gazette-not-out, sites/gazette-cancelled, sites/gazette-other-version, sites/gazette-change-open (409),
 *   sites/gazette-twice, sites/gazette-not-public, sites/gazette-same, sites/gazette-no-replacement (422)
 */
export async function proposeChange(
  kernel: Kernel,
  { id, actor, at, ...asked }: Doing & Asked,
): Promise<{ readonly id: number; readonly number: string }> {
  const issue = await standingIssue(kernel, id);
  if (issue.version !== asked.seenVersion) throw refuse('sites/gazette-other-version', {}, 409);
  const proposal =
    asked.change === 'correct' ? await correction(kernel, issue, asked) : await ending(kernel, issue, asked);
  const { region } = (await directoryOf(kernel)).agencyById(issue.agencyId);
  return inTransaction(kernel.pool, async (tx) => {
    await lockIssue(tx, id);
    if (await openChangeOf(tx.client, id)) throw refuse('sites/gazette-change-open', {}, 409);
    return openMatter(kernel, {
      kind: 'gazette-change',
      act: 'propose',
      title: `${gazetteText.staff.change[asked.change]}：${issue.name} ${labelOf(issue)}`,
      region,
      agencyId: issue.agencyId,
      actor,
      capacity: { role: 'disclosure-officer', agencyId: issue.agencyId },
      at,
      facts: { issue: id, change: asked.change, contents: proposal.digest?.toString('hex') ?? null },
      within: tx,
      write: (inside, matterId) => insertChange(inside, { ...proposal, id: matterId }),
    });
  });
}

type Proposal = Omit<ChangeRow, 'id'>;

async function correction(
  kernel: Kernel,
  issue: IssueRow,
  asked: Extract<Asked, { change: 'correct' }>,
): Promise<Proposal> {
  const { items, note, seenVersion } = asked;
  if (new Set(items.map(({ index }) => index)).size < items.length) throw refuse('sites/gazette-twice', {}, 422);
  const contents = await entriesOf(kernel, items);
  const digest = digestOf(contents);
  const issueNote = asked.issueNote.trim();
  if (digest.equals(digestOf(await contentsOf(kernel.pool, issue.id))) && issueNote === issue.note)
    throw refuse('sites/gazette-same', {}, 422);
  return {
    gazetteId: issue.id,
    change: 'correct',
    ...{ note, seenVersion, items, issueNote, contents, digest },
    replacedBy: null,
  };
}

async function ending(kernel: Kernel, issue: IssueRow, asked: Extract<Asked, { change: 'cancel' }>): Promise<Proposal> {
  const { note, seenVersion, replacedBy } = asked;
  await assertReplacement(kernel, issue, replacedBy);
  return {
    gazetteId: issue.id,
    change: 'cancel',
    ...{ note, seenVersion, replacedBy },
    ...{ items: [], issueNote: '', contents: null, digest: null },
  };
}

async function assertReplacement(kernel: Kernel, issue: IssueRow, replacedBy: number | null): Promise<void> {
  if (replacedBy === null) return;
  const other = await issueById(kernel.pool, replacedBy);
  const stands = other !== null && other.issuedAt !== null && other.cancelledAt === null;
  if (!stands || other.id === issue.id || other.agencyId !== issue.agencyId)
    throw refuse('sites/gazette-no-replacement', {}, 422);
}

/**
 * Confirms a correction or a cancellation: the issue has another version, or none any more, for everybody at once.
 *
 * @throws Refusal sites/gazette-moved-on, sites/gazette-other-version, sites/gazette-cancelled (409) and those of an act
 */
export async function confirmChange(kernel: Kernel, doing: Doing & { readonly seenSeq: number }): Promise<void> {
  const { id, at } = doing;
  const change = await changeOrRefuse(kernel, id);
  const issue = await standingIssue(kernel, change.gazetteId);
  if (issue.version !== change.seenVersion) throw refuse('sites/gazette-other-version', {}, 409);
  const before = await contentsOf(kernel.pool, issue.id);
  const acting = { ...doing, matter: await matterById(kernel, id), act: 'confirm' };
  if (change.contents === null || change.digest === null) {
    await assertReplacement(kernel, issue, change.replacedBy);
    const { note, replacedBy } = change;
    await act(kernel, {
      ...acting,
      facts: { issue: issue.id, version: issue.version + 1, cancelled: true },
      write: async (tx) => {
        await lockIssue(tx, issue.id);
        await endIssue(tx, issue.id, { changeId: id, note, replacedBy, at });
        await doneChange(tx, id, at);
        await noteSurroundings(tx, before, at);
      },
    });
    return;
  }
  const { contents, digest, note, items, issueNote } = change;
  if (!(await saysTheSame(kernel, items, digest))) throw refuse('sites/gazette-moved-on', {}, 409);
  const version = issue.version + 1;
  const file = await printed(kernel, { ...issue, note: issueNote, contents, at, correction: { version, note } });
  await act(kernel, {
    ...acting,
    facts: { issue: issue.id, version, contents: digest.toString('hex'), file: file.sha256.toString('hex') },
    write: async (tx) => {
      await lockIssue(tx, issue.id);
      await attachFiles(tx, [file.id], id, null);
      const correctionOf = { changeId: id, note, items, issueNote };
      await fixIssue(tx, issue.id, { contents, digest, fileId: file.id, at, correction: correctionOf });
      await doneChange(tx, id, at);
      await noteSurroundings(tx, [...before, ...contents], at);
    },
  });
}

/** @throws Refusal sites/gazette-no-words (409) and those of an act */
export async function refuseChange(
  kernel: Kernel,
  { words, id, ...doing }: Doing & { readonly seenSeq: number; readonly words: string },
): Promise<void> {
  await changeOrRefuse(kernel, id);
  await act(kernel, {
    ...doing,
    matter: await matterById(kernel, id),
    act: 'refuse',
    facts: { reason: words },
    evidence: { words },
  });
}

/** Whether what would be printed now is what was proposed: a text withdrawn meanwhile is not. */
async function saysTheSame(kernel: Kernel, items: readonly GazetteItem[], digest: Buffer): Promise<boolean> {
  try {
    return digestOf(await entriesOf(kernel, items)).equals(digest);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** @throws Refusal matter/not-found (404) */
export async function changeOrRefuse(kernel: Kernel, id: number): Promise<ChangeRow> {
  const change = await changeById(kernel.pool, id);
  if (!change) throw refuse('matter/not-found', {}, 404);
  return change;
}

async function standingIssue(kernel: Kernel, id: number): Promise<IssueRow> {
  const issue = await issueOrRefuse(kernel, id);
  if (issue.issuedAt === null) throw refuse('sites/gazette-not-out', {}, 409);
  if (issue.cancelledAt !== null) throw refuse('sites/gazette-cancelled', {}, 409);
  return issue;
}
