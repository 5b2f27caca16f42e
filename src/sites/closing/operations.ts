import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  dayOf,
  type Kernel,
  matterById,
  openMatter,
  Refusal,
  refuse,
  system,
  type Transaction,
  yearOf,
} from '../../kernel/index.ts';
import { siteOf } from '../cluster.ts';
import limits from '../data/closing.json' with { type: 'json' };
import type { CLOSING_ACTS } from './contract.ts';
import { closingById, closingsInYear, closingsToMove, insertClosing } from './repo.ts';
import { forgetShut } from './shut.ts';

const DAY_MS = 86_400_000;

type NewClosing = {
  readonly site: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly reason: string;
  readonly notice: string;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Asks that a site be shut for a while.
 *
 * @throws Refusal sites/site-not-found (404), access/forbidden (403), sites/closing-in-the-past, sites/closing-too-long (422),
 *   sites/closing-once-a-year (409)
 */
export async function proposeClosing(kernel: Kernel, { actor, at, ...asked }: NewClosing) {
  const site = await siteOf(kernel, asked.site);
  const { agencyId } = site;
  kernel.access.check(actor, 'sites.close', { agencyId });
  const { fromAt, untilAt } = asked;
  if (dayOf(fromAt) < dayOf(at) || untilAt <= at || untilAt <= fromAt)
    throw refuse('sites/closing-in-the-past', {}, 422);
  if (untilAt.getTime() - fromAt.getTime() > limits.mostDays * DAY_MS)
    throw refuse('sites/closing-too-long', { days: limits.mostDays }, 422);
  const year = yearOf(dayOf(fromAt));
  return openMatter(kernel, {
    kind: 'site-closing',
    act: 'propose',
    title: site.name,
    region: (await directoryOf(kernel)).agencyById(agencyId).region,
    agencyId,
    actor,
    at,
    facts: { site: site.key, from: fromAt.toISOString(), until: untilAt.toISOString(), notice: asked.notice },
    write: async (tx, id) => {
      await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`closing:${site.key}`]);
      if ((await closingsInYear(tx.client, site.key, year)) >= limits.timesAYear)
        throw refuse('sites/closing-once-a-year', { year, times: limits.timesAYear });
      await insertClosing(tx, { id, ...asked, agencyId, proposedBy: actor.personId });
    },
  });
}

type Asked = {
  readonly id: number;
  readonly act: (typeof CLOSING_ACTS)[number];
  readonly words: string;
  readonly seenSeq: number;
  readonly actor: Actor;
  readonly at: Date;
};

/** Approves, refuses, takes back, or reopens before its time. @throws Refusal matter/not-found (404), sites/closing-over (409) and those of an act */
export async function actOnClosing(kernel: Kernel, { id, act: name, words, actor, at, seenSeq }: Asked): Promise<void> {
  const row = await closingById(kernel.pool, id);
  if (!row) throw refuse('matter/not-found', {}, 404);
  if (name === 'approve' && row.untilAt <= at) throw refuse('sites/closing-over');
  await act(kernel, {
    matter: await matterById(kernel, id),
    ...{ act: name, actor, at, seenSeq },
    facts: words === '' ? {} : { reason: words },
    evidence: { words },
    write: (tx) => note(tx, id, name, actor.personId, at),
  });
  forgetShut(kernel);
  await moveClosings(kernel, at);
}

async function note(tx: Transaction, id: number, name: Asked['act'], by: number | null, at: Date): Promise<void> {
  if (name === 'approve')
    await tx.client.query('update sites.closing set approved_by = $2, approved_at = $3 where matter_id = $1', [
      id,
      by,
      at,
    ]);
  else if (name === 'reopen')
    await tx.client.query('update sites.closing set ended_at = $2 where matter_id = $1', [id, at]);
  else await tx.client.query('update sites.closing set dropped = true where matter_id = $1', [id]);
}

/** Notes in the ledger what began and what is over by its time; answers how many. */
export async function moveClosings(kernel: Kernel, at: Date): Promise<number> {
  let moved = 0;
  for (const row of await closingsToMove(kernel.pool, at)) {
    try {
      if (row.state === 'approved') await move(kernel, row.id, 'begin', row.fromAt, at);
      if (row.untilAt <= at) await move(kernel, row.id, 'reopen', row.untilAt, at);
      moved += 1;
    } catch (error) {
      // Another copy of the program noted the same.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  if (moved > 0) forgetShut(kernel);
  return moved;
}

async function move(kernel: Kernel, id: number, name: 'begin' | 'reopen', when: Date, at: Date): Promise<void> {
  const column = name === 'begin' ? 'begun_at' : 'ended_at';
  await act(kernel, {
    matter: await matterById(kernel, id),
    ...{ act: name, actor: system, at },
    facts: { by: when.toISOString() },
    write: async (tx) => {
      // From then on visitors were let in or not, whenever it is noted.
      await tx.client.query(`update sites.closing set ${column} = $2 where matter_id = $1`, [id, when]);
    },
  });
}
