import { type Actor, changeRecords, day, dayOf, inTransaction, type Kernel, refuse } from '../kernel/index.ts';
import type { OUTLETS } from './contract.ts';
import { carriedRow, coveredDocument, insertCarried, strikeRow } from './repo.ts';

const LEAST_WORDS = 5;

/**
 * Writes down that a paper, a broadcaster, an account carried a document or what explains it; its page shows it.
 *
 * @throws Refusal press/not-a-document (404), press/carried-before-it-was-out, press/carried-later, press/not-an-address,
 *   press/carried-already (422), access/forbidden (403)
 * @law 国办发〔2016〕80号 (政府网站与媒体同步发布)
 */
export async function noteCarried(
  kernel: Kernel,
  asked: {
    readonly index: string;
    readonly kind: (typeof OUTLETS)[number];
    readonly outlet: string;
    readonly title: string;
    readonly url: string;
    readonly onDay: string;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<number> {
  const { index, kind, outlet, title, actor, at } = asked;
  const document = await coveredDocument(kernel.pool, index);
  if (!document || document.withdrawn) throw refuse('press/not-a-document', {}, 404);
  kernel.access.check(actor, 'press.note', { agencyId: document.agencyId });
  const onDay = day(asked.onDay);
  if (onDay > dayOf(at)) throw refuse('press/carried-later', {}, 422);
  // The government's own site is the first to say it.
  if (onDay < dayOf(document.publishedAt)) throw refuse('press/carried-before-it-was-out', {}, 422);
  const url = asked.url === '' ? null : asked.url;
  if (url !== null && !isAddress(url)) throw refuse('press/not-an-address', {}, 422);
  const by = actor.personId;
  if (by === null) throw refuse('access/forbidden', {}, 403);
  const id = await inTransaction(kernel.pool, async (tx) => {
    const made = await insertCarried(tx, { index, kind, outlet, title, url, onDay, by, at });
    if (made === null) throw refuse('press/carried-already', {}, 422);
    await changeRecords(tx, [{ change: 'surroundings', kind: 'publication', key: index }], at);
    return made;
  });
  kernel.wake();
  return id;
}

const isAddress = (url: string): boolean => URL.canParse(url) && /^https?:\/\/[^/]+/u.test(url);

/**
 * Strikes out what was written down wrongly: it is shown no longer and counts for nothing, and stays to be read inside.
 *
 * @throws Refusal press/no-such-line (404), press/struck-already, press/no-words (422), access/forbidden (403)
 */
export async function strikeCarried(
  kernel: Kernel,
  asked: { readonly id: number; readonly words: string; readonly actor: Actor; readonly at: Date },
): Promise<void> {
  const { id, actor, at } = asked;
  const row = await carriedRow(kernel.pool, id);
  if (!row) throw refuse('press/no-such-line', {}, 404);
  kernel.access.check(actor, 'press.note', { agencyId: row.agencyId });
  const words = asked.words.trim();
  if ([...words].length < LEAST_WORDS) throw refuse('press/no-words', {}, 422);
  const by = actor.personId;
  if (by === null) throw refuse('access/forbidden', {}, 403);
  await inTransaction(kernel.pool, async (tx) => {
    if (!(await strikeRow(tx, { id, by, at, words }))) throw refuse('press/struck-already', {}, 422);
    const document = await coveredDocument(tx.client, row.index);
    if (document && !document.withdrawn)
      await changeRecords(tx, [{ change: 'surroundings', kind: 'publication', key: row.index }], at);
  });
  kernel.wake();
}
