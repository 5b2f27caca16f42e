import { type Actor, type Kernel, refuse } from '../../kernel/index.ts';
import { detect } from '../rules/detect.ts';
import { maskOf } from '../rules/mask.ts';
import type { StockSource } from '../stock.ts';
import type { PointedOut } from './hits.ts';
import { type Assigned, addToTicket, openTicket, openTicketOf, screenItem, ticketById } from './tickets.ts';

export type AssignRequest = {
  readonly source: string;
  readonly ref: string;
  readonly findings: number;
  readonly words: string;
  readonly finder: PointedOut['finder'];
  readonly places: readonly string[];
};

/**
 * A problem that a superior, or offices that screen together, have found in something published is handed to the agency
 * that published it: each find is a line of a ticket, of the one that it has already where it has one.
 *
 * @throws Refusal screening/not-published (404), access/forbidden (403), screening/no-reason (422), screening/has-ticket
 *   (409)
 * @law 个人信息保护法 第二十五条
 */
export async function assignTicket(
  kernel: Kernel,
  sources: readonly StockSource[],
  given: AssignRequest,
  actor: Actor,
): Promise<{ readonly id: number; readonly number: string }> {
  const { source, ref, finder } = given;
  const item = (await sources.find(({ name }) => name === source)?.item(ref)) ?? null;
  if (!item) throw refuse('screening/not-published', { ref }, 404);
  kernel.access.check(actor, 'screening.judge', { agencyId: item.agencyId });
  if (given.words.length < 5) throw refuse('screening/no-reason', {}, 422);
  const at = kernel.now();
  const places = given.places.map(maskedWords).filter((place) => place !== '');
  const assigned: Assigned = {
    by: actor,
    words: maskedWords(given.words),
    finder,
    officeId: actor.grants.find(({ role }) => role === 'disclosure-officer')?.agencyId ?? null,
    count: places.length > 0 ? places.length : given.findings,
    places,
  };
  const known = await openTicketOf(kernel, source, ref);
  if (known !== null) {
    await addToTicket(kernel, known, assigned, at);
    return { id: known, number: (await ticketById(kernel, known)).number };
  }
  const id = await openTicket(kernel, source, item, await screenItem(kernel, item, at), at, assigned);
  // Somebody else was quicker.
  if (id === null) throw refuse('screening/has-ticket', {}, 409);
  return { id, number: (await ticketById(kernel, id)).number };
}

/** Whoever copies the number that he has found into what he says of it would publish it once more. */
function maskedWords(words: string): string {
  let masked = '';
  let at = 0;
  for (const { start, end, kind, text } of detect(words)) {
    masked += words.slice(at, start) + maskOf(kind, text);
    at = end;
  }
  return (masked + words.slice(at)).trim();
}
