import { randomUUID } from 'node:crypto';
import { articleBlocks, blockText, type PublishedContent } from '../../disclosure/index.ts';
import { type Directory, directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  dayOf,
  type Kernel,
  matterById,
  type Opened,
  openMatter,
  refuse,
  type Snapshot,
  system,
  type Transaction,
} from '../../kernel/index.ts';
import { MOST_CHARACTERS } from '../contract.ts';
import { reportProcess } from '../process.ts';
import { receivedRow } from '../repo/received.ts';
import { insertReport, type ReportRow, reportRow, setText } from '../repo/reports.ts';
import { type Acting, hashOfText, matterOf, seen } from './acting.ts';

/** Which text goes up: what stands in public, what is written for it, or what a subordinate reported. */
export type Chosen =
  | { readonly source: 'published'; readonly index: string }
  | { readonly source: 'written'; readonly title: string; readonly body: string }
  | { readonly source: 'forwarded'; readonly receivedId: number };

export type NewReport = Acting & {
  readonly agencyId: number;
  /** The superior's agency; null for the one outside, through the link. */
  readonly superiorId: number | null;
  readonly chosen: Chosen;
};

const OFFICE = 'office';

/** Disclosure offices above an agency, from the nearest to the highest, and whether the superior outside is its own. */
export function superiorsOf(directory: Directory, agencyId: number) {
  const own = directory.agencyById(agencyId);
  const offices = directory.agencies
    .filter(({ id, overseesId }) => overseesId !== null && id !== agencyId && directory.agenciesBelow(id).has(agencyId))
    .toSorted((a, b) => directory.agenciesBelow(a.id).size - directory.agenciesBelow(b.id).size);
  const city = directory.cityGovernment();
  // The city's government and its office speak for the city; nobody passes them by.
  const speaksForCity = own.id === city.id || own.overseesId === city.id;
  return { offices: own.id === city.id ? [] : offices, outside: speaksForCity };
}

/**
 * Begins to report something. What is published and what was adopted from below is ready at once; what is written is
 * reviewed first.
 *
 * @throws Refusal access/forbidden (403), upward/no-such-superior (422), upward/not-connected (422), upward/not-published
 *   (404), upward/other-agency (403), upward/not-adopted (422), upward/reported-before (409)
 */
export async function openReport(
  kernel: Kernel,
  { agencyId, superiorId, chosen, actor, at }: NewReport,
): Promise<Opened> {
  kernel.access.check(actor, 'upward.write', { agencyId });
  const directory = await directoryOf(kernel);
  const superior = superiorNamed(kernel, directory, agencyId, superiorId);
  const { title, body, index, forwardedFrom } = await textOf(kernel, agencyId, chosen);
  const agency = directory.agencyById(agencyId);
  const isOffice = agency.kind === OFFICE;
  const hash = hashOfText(title, body);
  return openMatter(kernel, {
    kind: 'upward-report',
    process: reportProcess(
      isOffice ? { writer: 'disclosure-officer', head: 'above:leader' } : { writer: 'liaison', head: 'decider' },
    ),
    act: chosen.source === 'written' ? 'write' : 'take',
    title,
    region: agency.region,
    agencyId,
    actor,
    at,
    facts: { source: chosen.source, index, forwardedFrom, superior, text: hash.toString('hex') },
    write: async (tx, id) => {
      await assertOnce(tx, index, agencyId, superiorId);
      const row = { id, agencyId, source: chosen.source, index, forwardedFrom, superiorId, superior };
      await insertReport(tx, { ...row, title, body, hash, openedBy: actor.personId });
    },
  });
}

/** @throws Refusal upward/no-such-superior (422), upward/not-connected (422) */
function superiorNamed(kernel: Kernel, directory: Directory, agencyId: number, superiorId: number | null): string {
  const { offices, outside } = superiorsOf(directory, agencyId);
  if (superiorId === null) {
    if (!outside) throw refuse('upward/no-such-superior', {}, 422);
    if (!kernel.superior) throw refuse('upward/not-connected', {}, 422);
    return kernel.superior.title;
  }
  const found = offices.find(({ id }) => id === superiorId);
  if (!found) throw refuse('upward/no-such-superior', {}, 422);
  return found.name;
}

/** A publication that is with the superior already is not taken twice; one that was decided or dropped may be. */
async function assertOnce(tx: Transaction, index: string | null, agencyId: number, superiorId: number | null) {
  if (index === null) return;
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`upward:${agencyId}:${index}`]);
  const { rows } = await tx.client.query(
    `select from upward.report r join kernel.matter m on m.id = r.matter_id
      where r.index_number = $1 and r.agency_id = $2 and r.superior_id is not distinct from $3 and m.closed_at is null`,
    [index, agencyId, superiorId],
  );
  if (rows.length > 0) throw refuse('upward/reported-before', {}, 409);
}

type Text = Pick<ReportRow, 'title' | 'body' | 'index' | 'forwardedFrom'>;

async function textOf(kernel: Kernel, agencyId: number, chosen: Chosen): Promise<Text> {
  if (chosen.source === 'written') return { title: chosen.title, body: chosen.body, index: null, forwardedFrom: null };
  if (chosen.source === 'published') return publishedText(kernel, agencyId, chosen.index);
  const row = await receivedRow(kernel.pool, chosen.receivedId);
  if (row?.agencyId !== agencyId) throw refuse('matter/not-found', {}, 404);
  if (row.outcome !== 'adopted') throw refuse('upward/not-adopted', {}, 422);
  return { title: row.title, body: row.body, index: null, forwardedFrom: row.id };
}

/** What stands in public, as plain words. @throws Refusal upward/not-published (404), upward/other-agency (403) */
async function publishedText({ published }: Kernel, agencyId: number, index: string): Promise<Text> {
  const { rows } = await published.pool.query<{ title: string; agencyId: number; content: PublishedContent }>(
    `select p.title, p.agency_id as "agencyId", c.content from pub.pub_publication p
       join pub.pub_publication_content c on c.index_number = p.index_number
      where p.index_number = $1 and not p.withdrawn and p.validity = 'in-force'`,
    [index],
  );
  const [row] = rows;
  if (!row) throw refuse('upward/not-published', { index }, 404);
  if (row.agencyId !== agencyId) throw refuse('upward/other-agency', {}, 403);
  const words = articleBlocks(row.content.body)
    .map((block) => blockText(block).trim())
    .filter((text) => text !== '');
  return { title: row.title, body: words.join('\n').slice(0, MOST_CHARACTERS), index, forwardedFrom: null };
}

export type Report = { readonly snapshot: Snapshot; readonly row: ReportRow };

/** @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function reportById(kernel: Kernel, id: number, actor: Actor): Promise<Report> {
  const snapshot = await matterOf(kernel, id, 'upward-report');
  kernel.access.check(actor, 'upward.read', { agencyId: snapshot.agencyId });
  const row = await reportRow(kernel.pool, id);
  if (!row) throw new Error(`report ${id} has no text`);
  return { snapshot, row };
}

/** Changes the text while it is drafted. @throws Refusal of `act` */
export async function reviseReport(
  kernel: Kernel,
  id: number,
  { title, body }: { readonly title: string; readonly body: string },
  acting: Acting,
): Promise<void> {
  const { snapshot } = await reportById(kernel, id, acting.actor);
  const hash = hashOfText(title, body);
  await act(kernel, {
    matter: snapshot,
    act: 'revise',
    ...seen(acting),
    facts: { text: hash.toString('hex') },
    write: (tx) => setText(tx, { id, title, body, hash }),
  });
}

export type StepName =
  | 'submit'
  | 'pass-department'
  | 'return-department'
  | 'pass-secrecy'
  | 'return-secrecy'
  | 'stop-secrecy'
  | 'recall'
  | 'rework'
  | 'drop';

export type Step = Acting & {
  readonly act: StepName;
  readonly words: string;
  /** Hash of the text the reviewer had before him. */
  readonly seenText?: string | undefined;
};

/**
 * A step on the way to the superior. A pass is for exactly the text that was seen.
 *
 * @throws Refusal upward/no-words (422), upward/other-text, upward/not-written-here, those of `act`
 */
export async function takeStep(kernel: Kernel, id: number, { act: name, words, seenText, ...acting }: Step) {
  const { snapshot, row } = await reportById(kernel, id, acting.actor);
  const text = row.hash.toString('hex');
  await act(kernel, {
    matter: snapshot,
    act: name,
    ...seen(acting),
    // Why something is secret may be secret itself.
    facts: { text, ...(words === '' || name === 'stop-secrecy' ? {} : { reason: words }) },
    evidence: { words, source: row.source, sameText: seenText === text },
  });
}

/** Takes the version that stands now, after what was published was returned and put right. @throws Refusal of `act` */
export async function retake(kernel: Kernel, id: number, acting: Acting): Promise<void> {
  const { snapshot, row } = await reportById(kernel, id, acting.actor);
  const { title, body } = row.index === null ? row : await publishedText(kernel, row.agencyId, row.index);
  const hash = hashOfText(title, body);
  await act(kernel, {
    matter: snapshot,
    act: 'retake',
    ...seen(acting),
    facts: { text: hash.toString('hex') },
    evidence: { source: row.source },
    write: (tx) => setText(tx, { id, title, body, hash }),
  });
}

/**
 * Sends it. To a superior of this city it arrives with the same commit; to one outside it stands in the outbox from this
 * commit on, until he has it.
 *
 * @throws Refusal upward/changed-since, upward/not-connected (422), those of `act`
 */
export async function sendReport(kernel: Kernel, id: number, acting: Acting): Promise<void> {
  const { snapshot, row } = await reportById(kernel, id, acting.actor);
  await assertStands(kernel, row);
  if (row.superiorId === null && !kernel.superior) throw refuse('upward/not-connected', {}, 422);
  const delivery = randomUUID();
  await act(kernel, {
    matter: snapshot,
    act: 'send',
    ...seen(acting),
    facts: { delivery, superior: row.superior, text: row.hash.toString('hex') },
    ...(row.superiorId === null
      ? { jobs: [{ task: 'upward.deliver', payload: { report: id }, key: `upward-deliver:${delivery}` }] }
      : {}),
    write: async (tx) => {
      await tx.client.query(
        `update upward.report set delivery = $2, first_sent_on = coalesce(first_sent_on, $3), delivered_at = null,
                tries = 0, fault = null, next_try_at = $4, receipt_number = null, received_on = null, words = null
          where matter_id = $1`,
        [id, delivery, dayOf(acting.at), row.superiorId === null ? acting.at : null],
      );
      if (row.superiorId !== null)
        await arrive(kernel, tx, row, { superiorId: row.superiorId, delivery, at: acting.at });
    },
  });
}

/** What was corrected or withdrawn since it was chosen is not reported as it was. */
async function assertStands(kernel: Kernel, row: ReportRow): Promise<void> {
  if (row.index === null) return;
  const now = await publishedText(kernel, row.agencyId, row.index).catch(() => null);
  if (!now || !hashOfText(now.title, now.body).equals(row.hash)) throw refuse('upward/changed-since');
}

async function arrive(
  kernel: Kernel,
  tx: Transaction,
  row: ReportRow,
  { superiorId, delivery, at }: { readonly superiorId: number; readonly delivery: string; readonly at: Date },
): Promise<void> {
  const superior = (await directoryOf(kernel)).agencyById(superiorId);
  const { number } = await matterById(kernel, row.id, tx.client);
  await openMatter(kernel, {
    kind: 'report-received',
    act: 'arrive',
    title: row.title,
    region: superior.region,
    agencyId: superiorId,
    actor: system,
    at,
    facts: { delivery, from: row.agencyId, number, text: row.hash.toString('hex') },
    within: tx,
    write: async ({ client }, id) => {
      await client.query(
        `insert into upward.received (matter_id, report_id, delivery, agency_id, from_id, title, body, index_number)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, row.id, delivery, superiorId, row.agencyId, row.title, row.body, row.index],
      );
    },
  });
}
