import {
  act,
  type Kernel,
  matterById,
  numberIn,
  Refusal,
  type Routine,
  system,
  type Task,
  tell,
} from '../kernel/index.ts';
import { consentsInFile } from './consents/operations.ts';
import { countsOf } from './evaluation/repo.ts';
import { lapse } from './operations/change.ts';
import { openDuties } from './operations/duties.ts';
import { remindOfGuides } from './operations/guide-reminders.ts';
import { warnOfNotices } from './operations/notices.ts';
import { publish } from './operations/publish.ts';
import { unschedule } from './operations/schedule.ts';
import { followDrafts, openReassessments } from './reassessment/operations.ts';
import { publicationRow } from './repo/publications.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** What this module does by itself. */
export const routines = (kernel: Kernel): readonly Routine[] => [
  {
    name: 'disclosure.archive',
    everyMs: MINUTE_MS,
    run: (at) => archive(kernel, at).then(() => undefined),
    byTheClock: true,
  },
  {
    name: 'disclosure.lapse',
    everyMs: 10 * MINUTE_MS,
    run: (at) => lapse(kernel, at).then(() => undefined),
    byTheClock: true,
  },
  {
    name: 'disclosure.duties',
    everyMs: HOUR_MS,
    run: (at) => openDuties(kernel, at).then(() => undefined),
    byTheClock: true,
  },
  {
    name: 'disclosure.notices',
    everyMs: HOUR_MS,
    run: (at) => warnOfNotices(kernel, at).then(() => undefined),
    byTheClock: true,
  },
  {
    name: 'disclosure.reassessments',
    everyMs: 10 * MINUTE_MS,
    run: async (at) => {
      await followDrafts(kernel, at);
      await openReassessments(kernel, at);
    },
    byTheClock: true,
  },
  {
    name: 'disclosure.guides',
    everyMs: 24 * HOUR_MS,
    run: (at) => remindOfGuides(kernel, at).then(() => undefined),
    byTheClock: true,
  },
];

export const tasks = (kernel: Kernel): Readonly<Record<string, Task>> => ({
  'disclosure.publish-due': (payload, at) => publishDue(kernel, numberIn(payload, 'matter'), at),
});

/** Archives what feedback was gathered for; answers how many. */
export async function archive(kernel: Kernel, at: Date): Promise<number> {
  const { rows } = await kernel.pool.query<{ id: number }>(
    `select id from kernel.matter where kind = 'publication' and state = 'assessed' order by id limit 500`,
  );
  for (const { id } of rows) {
    const row = await publicationRow(kernel.pool, id);
    await act(kernel, {
      matter: id,
      act: 'archive',
      actor: system,
      at,
      // The third gate stands in the file beside the other two: how many thought what of it until now.
      facts: {
        index: row?.index ?? null,
        text: row?.submittedHash?.toString('hex') ?? null,
        evaluation: await countsOf(kernel.pool, row?.index ?? row?.corrects ?? ''),
        consents: await consentsInFile(kernel, id),
      },
    });
  }
  return rows.length;
}

/** The hour has come. What may not go out is not held for ever: it goes back to the office, and its people are told. */
async function publishDue(kernel: Kernel, id: number, at: Date): Promise<void> {
  const [snapshot, row] = await Promise.all([matterById(kernel, id), publicationRow(kernel.pool, id)]);
  // Taken back meanwhile, or set for another hour, which has a job of its own.
  if (snapshot.state !== 'scheduled' || row?.publishAt === null || row === null || row.publishAt > at) return;
  try {
    await publish(kernel, { id, actor: system, at });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'matter/changed') throw error;
    await unschedule(kernel, { id, actor: system, at, why: error.code });
    const { rows } = await kernel.pool.query<{ personId: number }>(
      `select distinct actor_id as "personId" from kernel.entry
        where matter_id = $1 and act in ('submit', 'schedule') and actor_id is not null`,
      [id],
    );
    for (const { personId } of rows) {
      const params = { title: snapshot.title, number: snapshot.number, why: error.code };
      await tell(kernel.pool, { personId, matterId: id, code: 'disclosure.not-published-in-time', params, at });
    }
  }
}
