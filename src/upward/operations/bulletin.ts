import { createHash } from 'node:crypto';
import { nodesHolding, openPublication } from '../../disclosure/index.ts';
import { directoryOf, roleHolders } from '../../identity/index.ts';
import {
  type Actor,
  act,
  canonical,
  dayOf,
  type Json,
  type Kernel,
  openMatter,
  refuse,
  type Snapshot,
  type Transaction,
  tell,
} from '../../kernel/index.ts';
import { bulletinHtml, partsOf } from '../bulletin-parts.ts';
import type { BulletinContent } from '../contract.ts';
import { demonstrationRegister } from '../registers.ts';
import { type BulletinRow, bulletinRow, type Edition, editionOf, insertEdition } from '../repo/bulletins.ts';
import { daysOf, lastDayBy, periodTitle } from '../rules/period.ts';
import { bulletinText } from '../text.ts';
import { type Acting, matterOf, seen } from './acting.ts';
import { countsFor } from './counts.ts';

/** What a bulletin of an office says of a month, as things stand. */
async function compiled(kernel: Kernel, agencyId: number, month: string, at: Date): Promise<BulletinContent> {
  const directory = await directoryOf(kernel);
  const below = directory.agenciesBelow(agencyId);
  const { units, rows } = await countsFor(kernel, [...below], month, dayOf(at));
  const registered = await demonstrationRegister.list(kernel.pool, lastDayBy(month, dayOf(at)));
  const sites = registered
    .filter(({ value }) => below.has(value.agencyId))
    .map(({ value }) => {
      const own = rows.filter((row) => row.agencyId === value.agencyId);
      const count = (what: string): number => own.filter((row) => row.what === what).length;
      return {
        name: value.name,
        level: value.level,
        agency: directory.agencyShortName(value.agencyId),
        sent: count('sent'),
        adopted: count('adopted'),
        published: count('published'),
      };
    });
  return { units: [...units], sites, rows: [...rows] };
}

/**
 * Begins the bulletin of a month: its foreword is proposed, its figures follow what is there until it is handed in.
 *
 * @throws Refusal access/forbidden (403), upward/month-later (422), upward/bulletin-exists (409)
 */
export async function compile(
  kernel: Kernel,
  { agencyId, month, actor, at }: Acting & { readonly agencyId: number; readonly month: string },
): Promise<{ readonly id: number; readonly number: string }> {
  kernel.access.check(actor, 'upward.receive', { agencyId });
  if (daysOf(month).from > dayOf(at)) throw refuse('upward/month-later', {}, 422);
  const directory = await directoryOf(kernel);
  const agency = directory.agencyById(agencyId);
  const { units, rows } = await compiled(kernel, agencyId, month, at);
  const count = (what: string): number => rows.filter((row) => row.what === what).length;
  const title = bulletinText.title(directory.regionName(agency.region), periodTitle(month));
  const foreword = bulletinText.foreword(
    periodTitle(month),
    units.length,
    count('sent'),
    count('adopted'),
    count('published'),
  );
  return openMatter(kernel, {
    kind: 'monthly-bulletin',
    act: 'compile',
    title,
    region: agency.region,
    agencyId,
    actor,
    at,
    facts: { month },
    write: async ({ client }, id) => {
      const { rowCount } = await client.query(
        `insert into upward.bulletin (matter_id, agency_id, month, foreword) values ($1, $2, $3, $4)
         on conflict (agency_id, month) where not stopped do nothing`,
        [id, agencyId, month, foreword],
      );
      if (rowCount !== 1) throw refuse('upward/bulletin-exists', {}, 409);
    },
  });
}

export type Bulletin = { readonly snapshot: Snapshot; readonly row: BulletinRow };

/** @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function bulletinById(kernel: Kernel, id: number, actor: Actor): Promise<Bulletin> {
  const snapshot = await matterOf(kernel, id, 'monthly-bulletin');
  // Once it is issued it is for everybody who reports.
  if (snapshot.state === 'issued') kernel.access.check(actor, 'upward.read');
  else kernel.access.check(actor, 'upward.bulletin', { agencyId: snapshot.agencyId });
  const row = await bulletinRow(kernel.pool, id);
  if (!row) throw new Error(`bulletin ${id} has no month`);
  return { snapshot, row };
}

export type Standing = Pick<Edition, 'foreword' | 'content'> & Partial<Pick<Edition, 'digest' | 'frozenAt'>>;

/** What it says: as things stand while it is drafted, else the edition that was handed in. */
export async function standingOf(kernel: Kernel, { snapshot, row }: Bulletin, at: Date): Promise<Standing> {
  const live = snapshot.state === 'drafting' || row.edition === 0;
  const edition = live ? null : await editionOf(kernel.pool, row.id, row.edition);
  if (edition) return edition;
  return { foreword: row.foreword, content: await compiled(kernel, row.agencyId, row.month, at) };
}

/** @throws Refusal of `act` */
export async function editForeword(kernel: Kernel, id: number, foreword: string, acting: Acting): Promise<void> {
  const { snapshot } = await bulletinById(kernel, id, acting.actor);
  await act(kernel, {
    matter: snapshot,
    act: 'edit',
    ...seen(acting),
    facts: {},
    write: async ({ client }) => {
      await client.query('update upward.bulletin set foreword = $2 where matter_id = $1', [id, foreword]);
    },
  });
}

/**
 * Hands it in: figures and their rows are kept as an edition that nobody changes any more, its digest in the ledger.
 *
 * @throws Refusal upward/month-not-over (422), those of `act`
 */
export async function submitBulletin(kernel: Kernel, id: number, acting: Acting): Promise<void> {
  const { snapshot, row } = await bulletinById(kernel, id, acting.actor);
  const content = await compiled(kernel, row.agencyId, row.month, acting.at);
  const { foreword } = row;
  const digest = createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify({ foreword, content })) as Json))
    .digest();
  const edition = row.edition + 1;
  await act(kernel, {
    matter: snapshot,
    act: 'submit',
    ...seen(acting),
    facts: { edition, digest: digest.toString('hex') },
    evidence: { isOver: daysOf(row.month).to < dayOf(acting.at) },
    write: (tx) => insertEdition(tx, id, { edition, foreword, content, digest, frozenAt: acting.at }),
  });
}

export type BulletinStep = Acting & {
  readonly act: 'approve' | 'return' | 'issue' | 'issue-instead' | 'stop';
  readonly words: string;
};

/** @throws Refusal upward/no-words (422), those of `act` */
export async function stepBulletin(
  kernel: Kernel,
  id: number,
  { act: name, words, ...acting }: BulletinStep,
): Promise<void> {
  const { snapshot, row } = await bulletinById(kernel, id, acting.actor);
  await act(kernel, {
    matter: snapshot,
    act: name,
    ...seen(acting),
    facts: { edition: row.edition, ...(words === '' ? {} : { reason: words }) },
    evidence: { words },
    write: async (tx) => {
      if (name === 'stop')
        await tx.client.query('update upward.bulletin set stopped = true where matter_id = $1', [id]);
      if (name === 'issue' || name === 'issue-instead') await tellUnits(kernel, tx, snapshot, acting.at);
    },
  });
}

/** Everybody who reports to the office is told that the bulletin is there. */
async function tellUnits(kernel: Kernel, tx: Transaction, snapshot: Snapshot, at: Date): Promise<void> {
  const below = (await directoryOf(kernel)).agenciesBelow(snapshot.agencyId);
  const holders = await roleHolders(kernel, [...below], dayOf(at));
  const people = new Set(holders.flatMap(({ role, personId }) => (role === 'liaison' ? [personId] : [])));
  const params = { title: snapshot.title, number: snapshot.number };
  for (const personId of people)
    await tell(tx.client, { personId, matterId: snapshot.id, code: 'upward.bulletin', params, at });
}

/** The agency that publishes for an office: the one it belongs to, whose people review what the office draws up. */
export async function publisherOf(kernel: Kernel, agencyId: number): Promise<number> {
  return (await directoryOf(kernel)).agencyById(agencyId).parentId ?? agencyId;
}

/** Entries of the catalogue that it can be published under. */
export const nodesFor = async (kernel: Kernel, agencyId: number, at: Date) =>
  nodesHolding(kernel, await publisherOf(kernel, agencyId), dayOf(at));

/**
 * Draws up an ordinary publication from the approved edition: every gate stands before it.
 *
 * @throws Refusal of `openPublication` and of `act`
 */
export async function publishBulletin(kernel: Kernel, id: number, node: string, acting: Acting): Promise<number> {
  const { snapshot, row } = await bulletinById(kernel, id, acting.actor);
  const edition = await editionOf(kernel.pool, id, row.edition);
  if (!edition) throw refuse('matter/not-in-state');
  const { actor, at } = acting;
  const { shortName } = (await directoryOf(kernel)).agencyById(snapshot.agencyId);
  const opened = await openPublication(kernel, {
    agencyId: await publisherOf(kernel, snapshot.agencyId),
    content: {
      title: snapshot.title,
      body: bulletinHtml(edition.foreword, partsOf(edition.content, row.month)),
      summary: bulletinText.summary(snapshot.title),
      node,
      axis: 'result',
      genre: 'notice',
      formedOn: dayOf(at),
      source: shortName,
      attribute: 'proactive',
    },
    actor,
    at,
    also: async (tx, publicationId) => {
      await tx.client.query('update upward.bulletin set publication_id = $2 where matter_id = $1', [id, publicationId]);
      await act(kernel, {
        matter: snapshot,
        act: 'publish',
        ...seen(acting),
        facts: { edition: row.edition, publication: publicationId },
        within: tx,
      });
    },
  });
  return opened.id;
}
