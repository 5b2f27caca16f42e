import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  addDays,
  calendarDays,
  dayOf,
  type Kernel,
  openMatter,
  pageOf,
  refuse,
  type Snapshot,
} from '../../kernel/index.ts';
import type { Form, SourceRef } from '../contract.ts';
import { campaignProcess, LONGEST_DAYS } from '../process.ts';
import { linesOf } from '../recalls/operations.ts';
import { insertRunItems } from '../recalls/repo.ts';
import { type CampaignRow, campaignRow, givenOf, listedCampaigns, printedOf } from '../repo/campaigns.ts';
import { findShown, shownOf } from '../sources.ts';
import type { listCampaigns, planCampaign, readCampaign } from '../wire.ts';
import { type Acting, assertImpersonal, matterOf, seen } from './acting.ts';
import { actsFor, agenciesInSight, PAGE } from './view.ts';

type Campaign = { readonly snapshot: Snapshot; readonly row: CampaignRow };

/** @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function campaignById(kernel: Kernel, id: number, actor: Actor): Promise<Campaign> {
  const snapshot = await matterOf(kernel, id, 'outreach-campaign');
  kernel.access.check(actor, 'boards.read', { agencyId: snapshot.agencyId });
  const row = await campaignRow(kernel.pool, id);
  if (!row) throw new Error(`campaign ${id} has no plan`);
  return { snapshot, row };
}

/**
 * Plans a campaign: whom it is to reach, how, and until when.
 *
 * @throws Refusal boards/day-is-past (422), access/forbidden (403)
 */
export async function plan(
  kernel: Kernel,
  { agencyId, title, audience, plan: words, until, actor, at }: z.output<typeof planCampaign.body> & Acting,
): Promise<{ readonly id: number; readonly number: string }> {
  kernel.access.check(actor, 'boards.campaign', { agencyId });
  const today = dayOf(at);
  const days = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000);
  if (days < 1 || days > LONGEST_DAYS) throw refuse('boards/day-is-past', {}, 422);
  const usual = campaignProcess.clocks.campaign.limit.n;
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  return openMatter(kernel, {
    kind: 'outreach-campaign',
    act: 'plan',
    title,
    region: agency.region,
    agencyId,
    actor,
    at,
    terms: days === usual ? {} : { campaign: calendarDays(days) },
    facts: { until },
    write: async (tx, id) => {
      await tx.client.query(
        `insert into boards.campaign (matter_id, agency_id, audience, plan, sources, planned_until)
         values ($1, $2, $3, $4, '[]', $5)`,
        [id, agencyId, audience, words, addDays(today, days)],
      );
    },
  });
}

/** Settles what is told. @throws Refusal boards/no-sources (422), boards/not-published (404), those of `act` */
export async function settleMaterial(
  kernel: Kernel,
  id: number,
  sources: readonly SourceRef[],
  acting: Acting,
): Promise<void> {
  const { snapshot } = await campaignById(kernel, id, acting.actor);
  const shown = await Promise.all(sources.map((source) => shownOf(kernel, source, acting.at)));
  await act(kernel, {
    matter: snapshot,
    act: 'material',
    ...seen(acting),
    facts: { material: shown.map(({ ref, version }) => `${ref} ${version}`) },
    evidence: { sources: sources.length },
    write: async (tx) => {
      await tx.client.query('update boards.campaign set sources = $2 where matter_id = $1', [
        id,
        JSON.stringify(sources),
      ]);
    },
  });
}

export type Run = { readonly form: Form; readonly copies: number; readonly on: string; readonly note: string };

/**
 * Notes that so many copies were printed, and which version of what is on them.
 *
 * @throws Refusal boards/day-is-later (422), boards/not-published (404), those of `act`
 */
export async function noteRun(kernel: Kernel, id: number, run: Run, acting: Acting): Promise<void> {
  const { snapshot, row } = await campaignById(kernel, id, acting.actor);
  if (run.on > dayOf(acting.at)) throw refuse('boards/day-is-later', {}, 422);
  // What is on this paper, as it is said today: later it is compared with what is said then.
  const items = await Promise.all(
    row.sources.map(async (source) => {
      const shown = await shownOf(kernel, source, acting.at);
      return { ...shown, kind: source.kind, lines: linesOf(shown.parts) };
    }),
  );
  await act(kernel, {
    matter: snapshot,
    act: 'print',
    ...seen(acting),
    facts: {
      ...{ form: run.form, copies: run.copies, on: run.on },
      items: items.map(({ ref, version }) => `${ref} ${version}`),
    },
    write: async (tx) => {
      const { rows } = await tx.client.query<{ id: number }>(
        `insert into boards.print_run (matter_id, form, copies, printed_on, note, entered_by, entered_at)
         values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [id, run.form, run.copies, run.on, run.note, acting.actor.personId, acting.at],
      );
      for (const { id: runId } of rows) await insertRunItems(tx, runId, items);
    },
  });
}

export type Given = Omit<Run, 'note'> & { readonly place: string; readonly receiver: string };

/**
 * Notes where how many copies went, or, with none, where it was shown or read out. No more are given than were printed.
 *
 * @throws Refusal boards/not-printed (422), boards/personal-data (422), boards/day-is-later (422), those of `act`
 */
export async function noteGiven(kernel: Kernel, id: number, given: Given, acting: Acting): Promise<void> {
  const { snapshot } = await campaignById(kernel, id, acting.actor);
  if (given.on > dayOf(acting.at)) throw refuse('boards/day-is-later', {}, 422);
  assertImpersonal(`${given.place}\n${given.receiver}`);
  await act(kernel, {
    matter: snapshot,
    act: 'distribute',
    ...seen(acting),
    facts: { form: given.form, copies: given.copies, on: given.on, place: given.place },
    write: async (tx) => {
      // The act before has taken the matter: nobody else writes here until this commits.
      const [printed, gone] = await Promise.all([
        printedOf(tx.client, id).then((rows) => copiesOf(rows, given.form)),
        givenOf(tx.client, id).then((rows) => copiesOf(rows, given.form)),
      ]);
      if (gone + given.copies > printed)
        throw refuse('boards/not-printed', { printed, given: gone, copies: given.copies }, 422);
      await tx.client.query(
        `insert into boards.distribution (matter_id, form, place, on_day, copies, receiver, entered_by, entered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, given.form, given.place, given.on, given.copies, given.receiver, acting.actor.personId, acting.at],
      );
    },
  });
}

const copiesOf = (rows: readonly { readonly form: Form; readonly copies: number }[], form: Form): number =>
  rows.filter((row) => row.form === form).reduce((all, { copies }) => all + copies, 0);

/** Writes down what people said, or why it ends without. @throws Refusal boards/no-words (422), those of `act` */
export async function endCampaign(
  kernel: Kernel,
  id: number,
  how: 'feedback' | 'stop',
  words: string,
  acting: Acting,
): Promise<void> {
  const { snapshot } = await campaignById(kernel, id, acting.actor);
  assertImpersonal(words);
  await act(kernel, {
    matter: snapshot,
    act: how,
    ...seen(acting),
    facts: { words },
    evidence: { words },
    write: async (tx) => {
      await tx.client.query('update boards.campaign set feedback = $2 where matter_id = $1', [id, words]);
    },
  });
}

export async function campaignList(
  kernel: Kernel,
  { q, open, before }: z.output<typeof listCampaigns.query>,
  actor: Actor,
): Promise<z.output<typeof listCampaigns.response>> {
  const agencyIds = agenciesInSight(kernel, actor);
  const found = await listedCampaigns(kernel.pool, { agencyIds, q, open: open === '1', before, limit: PAGE + 1 });
  const directory = await directoryOf(kernel);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  return {
    rows: rows.map(({ agencyId, state, ...row }) => ({
      ...row,
      state,
      agency: directory.agencyShortName(agencyId),
      stateTitle: Object.entries(campaignProcess.states).find(([name]) => name === state)?.[1].title ?? state,
    })),
    next,
  };
}

export async function campaignView(
  kernel: Kernel,
  id: number,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof readCampaign.response>> {
  const { snapshot, row } = await campaignById(kernel, id, actor);
  const [printed, given, titles] = await Promise.all([
    printedOf(kernel.pool, id),
    givenOf(kernel.pool, id),
    Promise.all(row.sources.map((source) => findShown(kernel, source, at))),
  ]);
  return {
    id,
    seq: snapshot.seq,
    state: snapshot.state,
    audience: row.audience,
    plan: row.plan,
    until: row.until,
    feedback: row.feedback,
    sources: row.sources.map((source, i) => ({ ...source, title: titles[i]?.title ?? null })),
    printed: [...printed],
    given: [...given],
    acts: actsFor(actor, snapshot),
  };
}
