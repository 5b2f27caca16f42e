import { act, type Day, dayOf, inTransaction, type Kernel, openMatter, system } from '../../kernel/index.ts';
import { directoryOf } from '../directory.ts';
import { staffingLimit } from '../limits.ts';
import { vacancyProcess } from '../process.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { postsOn, recentHoldings } from '../repo/posts.ts';
import { insertVacancy, openVacancies, setFilled } from '../repo/vacancies.ts';
import { vacanciesOn as vacanciesAmong } from '../rules/staff-filing.ts';
import { matterTitles } from '../text.ts';

/** A post that stands wholly or partly empty. */
export type VacantPost = {
  readonly postId: number;
  readonly agencyId: number;
  readonly title: string;
  readonly isLiaison: boolean;
  readonly missing: number;
  /** First day of the gap; `null`: never filled. */
  readonly sinceOn: Day | null;
};

/** Every vacant post of the city on a day, liaisons first. @law S-103, R-022, R-088 */
export async function vacanciesOn(kernel: Pick<Kernel, 'db'>, on: Day): Promise<readonly VacantPost[]> {
  const db = databaseOf(kernel);
  const posts = await postsOn(db, on);
  const byId = new Map(posts.map((post) => [post.id, post]));
  return vacanciesAmong(posts, await recentHoldings(db, on), on)
    .flatMap(({ postId, missing, sinceOn }): readonly VacantPost[] => {
      const post = byId.get(postId);
      return post
        ? [{ postId, agencyId: post.agencyId, title: post.title, isLiaison: post.isLiaison, missing, sinceOn }]
        : [];
    })
    .sort((a, b) => Number(b.isLiaison) - Number(a.isLiaison) || a.agencyId - b.agencyId || a.postId - b.postId);
}

/**
 * Leaves an alarm, a matter the unit owes, for each post found vacant, and ends those of posts that are filled again.
 * Doing it twice changes nothing.
 */
export async function checkVacancies(
  kernel: Kernel,
  at: Date,
): Promise<{ readonly noticed: number; readonly filled: number }> {
  const on = dayOf(at);
  const vacant = await vacanciesOn(kernel, on);
  const standing = await openVacancies(databaseOf(kernel));
  const vacantPosts = new Set(vacant.map(({ postId }) => postId));
  const known = new Set(standing.map(({ postId }) => postId));
  const fresh = vacant.filter(({ postId }) => !known.has(postId));
  const over = standing.filter(({ postId }) => !vacantPosts.has(postId));
  for (const post of fresh) await raise(kernel, post, on, at);
  for (const { matterId } of over) await settle(kernel, matterId, on, at);
  return { noticed: fresh.length, filled: over.length };
}

async function raise(
  kernel: Kernel,
  { postId, agencyId, title, missing, sinceOn }: VacantPost,
  on: Day,
  at: Date,
): Promise<void> {
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  const process = vacancyProcess(await staffingLimit(kernel, 'fill', on));
  await inTransaction(kernel.pool, async (within) => {
    // Two programs look at the same moment: one of them finds the alarm there.
    await within.client.query('select pg_advisory_xact_lock(5909, 3)');
    const db = databaseIn(within);
    if ((await openVacancies(db)).some((row) => row.postId === postId)) return;
    const { id } = await openMatter(kernel, {
      kind: 'vacancy',
      process,
      act: 'notice',
      title: matterTitles.vacancy(agency.shortName, title),
      region: agency.region,
      agencyId,
      actor: system,
      at,
      facts: { post: postId, missing, sinceOn },
      within,
    });
    await insertVacancy(db, { matterId: id, postId, sinceOn, on });
  });
}

async function settle(kernel: Kernel, matterId: number, on: Day, at: Date): Promise<void> {
  await act(kernel, {
    matter: matterId,
    act: 'fill',
    actor: system,
    at,
    write: async (tx) => {
      await setFilled(databaseIn(tx), matterId, on);
    },
  });
}
