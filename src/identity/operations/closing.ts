import { type Actor, dayOf, type Kernel, keptUntil, refuse, ruleOf } from '../../kernel/index.ts';
import { note } from '../account.ts';
import { closedPeople, closePerson, forgetPerson, mattersOf } from '../repo/closing.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { personById } from '../repo/people.ts';
import { deleteSessions } from '../repo/sessions.ts';
import { forgotten } from '../text.ts';

/** Kinds that are about the account itself: they do not keep it open. */
const OWN_KINDS = ['account', 'data-request'];

/**
 * Closes a citizen's account for good: nobody signs in with it again, and what the city does not have to keep is erased
 * at once. Name and number stay, for the archives alone, while a case of the person has to be kept; then they go too.
 *
 * @throws Refusal identity/person-not-found (404), identity/not-closable, identity/matters-open
 * @law 个人信息保护法 第四十七条
 */
export async function closeAccount(
  kernel: Kernel,
  { actor, personId, at }: { readonly actor: Actor; readonly personId: number; readonly at: Date },
): Promise<void> {
  const person = await personById(databaseOf(kernel), personId);
  if (person.kind === 'staff') throw refuse('identity/not-closable');
  if (person.closed_at !== null) return;
  const matters = await mattersOf(databaseOf(kernel), personId, OWN_KINDS);
  const open = matters.filter(({ closedAt }) => closedAt === null).length;
  if (open > 0) throw refuse('identity/matters-open', { count: open });
  const keeps = await isKept(kernel, matters, at);
  await note(kernel, {
    personId,
    act: 'close',
    actor,
    at,
    facts: { keptForArchives: keeps },
    write: async (tx) => {
      const db = databaseIn(tx);
      await deleteSessions(db, personId, 'all');
      await closePerson(db, personId, at);
      if (!keeps) await forgetPerson(db, personId, forgotten);
    },
  });
}

type Kept = Awaited<ReturnType<typeof mattersOf>>[number];

/** Whether the law still keeps any of these cases, and with it who it was about. */
async function isKept(kernel: Kernel, matters: readonly Kept[], at: Date): Promise<boolean> {
  for (const { kind, closedAt, erasedAt } of matters) {
    if (erasedAt !== null) continue;
    const rule = await ruleOf(kernel, kind, dayOf(at));
    const until = keptUntil(rule, dayOf(closedAt ?? at));
    if (until === null || until > dayOf(at)) return true;
  }
  return false;
}

/** Takes the names and numbers of closed accounts away once no archive needs them. Answers of how many. */
export async function forgetClosed(kernel: Kernel, at: Date): Promise<number> {
  let count = 0;
  for (const personId of await closedPeople(databaseOf(kernel), forgotten)) {
    if (await isKept(kernel, await mattersOf(databaseOf(kernel), personId, OWN_KINDS), at)) continue;
    await forgetPerson(databaseOf(kernel), personId, forgotten);
    count += 1;
  }
  return count;
}
