import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Actor, dayOf, type Kernel, light, type Process, pageOf } from '../../kernel/index.ts';
import { partsOf } from '../bulletin-parts.ts';
import { bulletinProcess, receivedProcess, reportProcess } from '../process.ts';
import { bulletinsAt } from '../repo/bulletins.ts';
import { adoptedAt, listedReceived } from '../repo/received.ts';
import { listedReports, publishedBy } from '../repo/reports.ts';
import type {
  listBulletins,
  listReceived,
  listReports,
  readBulletin,
  readChoices,
  readReceived,
  readReport,
} from '../wire.ts';
import { actsFor, agenciesInSight, PAGE } from './acting.ts';
import { bulletinById, nodesFor, standingOf } from './bulletin.ts';
import { receivedById } from './receive.ts';
import { reportById, superiorsOf } from './report.ts';

const titled = ({ states }: Pick<Process, 'states'>, state: string): string => states[state]?.title ?? state;
const statesOf = ({ states, initial }: Pick<Process, 'states' | 'initial'>) =>
  Object.entries(states).flatMap(([value, { title }]) => (value === initial ? [] : [{ value, title }]));

const reports: Process = reportProcess();
const received: Process = receivedProcess;
const bulletins: Process = bulletinProcess;

export async function reportList(
  kernel: Kernel,
  query: z.output<typeof listReports.query>,
  actor: Actor,
): Promise<z.output<typeof listReports.response>> {
  const found = await listedReports(kernel.pool, {
    ...query,
    agencyIds: agenciesInSight(kernel, actor),
    limit: PAGE + 1,
  });
  const directory = await directoryOf(kernel);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  return {
    rows: rows.map(({ agencyId, firstSentOn, outcome: _outcome, ...row }) => ({
      ...row,
      agency: directory.agencyShortName(agencyId),
      stateTitle: titled(reports, row.state),
      sentOn: firstSentOn,
    })),
    next,
    states: statesOf(reports),
  };
}

/** What somebody chooses from who begins a report. */
export async function choices(
  kernel: Kernel,
  { agency, q }: z.output<typeof readChoices.query>,
  actor: Actor,
): Promise<z.output<typeof readChoices.response>> {
  const directory = await directoryOf(kernel);
  const own = [...new Set(actor.grants.map(({ agencyId }) => agencyId))].filter((agencyId) =>
    kernel.access.may(actor, 'upward.write', { agencyId }),
  );
  const agencies = own.map((id) => ({ id, name: directory.agencyName(id) }));
  const agencyId = own.find((id) => id === agency) ?? own[0] ?? null;
  if (agencyId === null) return { agencies, agencyId, superiors: [], published: [], adopted: [] };
  const { offices, outside } = superiorsOf(directory, agencyId);
  const [published, adopted] = await Promise.all([
    publishedBy(kernel.published.pool, agencyId, q),
    adoptedAt(kernel.pool, agencyId, q),
  ]);
  return {
    agencies,
    agencyId,
    superiors: [
      ...offices.map(({ id, name }) => ({ id, name })),
      ...(outside && kernel.superior ? [{ id: null, name: kernel.superior.title }] : []),
    ],
    published: [...published],
    adopted: adopted.map(({ fromId, ...row }) => ({ ...row, from: directory.agencyShortName(fromId) })),
  };
}

export async function reportView(
  kernel: Kernel,
  id: number,
  actor: Actor,
): Promise<z.output<typeof readReport.response>> {
  const { snapshot, row } = await reportById(kernel, id, actor);
  const may = actsFor(actor, snapshot);
  // Which way back is open depends on where the text came from.
  const closed = new Set(row.source === 'written' ? ['retake'] : ['rework', 'recall']);
  return {
    id,
    seq: snapshot.seq,
    state: snapshot.state,
    source: row.source,
    index: row.index,
    superior: row.superior,
    title: row.title,
    body: row.body,
    text: row.hash.toString('hex'),
    sentOn: row.firstSentOn,
    tries: row.tries,
    fault: row.fault,
    receipt: row.receipt,
    receivedOn: row.receivedOn,
    decidedOn: row.decidedOn,
    score: row.score,
    usedWhere: row.usedWhere,
    words: row.words,
    acts: may.filter((act) => !closed.has(act)),
  };
}

export async function receivedList(
  kernel: Kernel,
  query: z.output<typeof listReceived.query>,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof listReceived.response>> {
  const found = await listedReceived(kernel.pool, {
    ...query,
    agencyIds: agenciesInSight(kernel, actor),
    limit: PAGE + 1,
  });
  const directory = await directoryOf(kernel);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  return {
    rows: rows.map(({ fromId, warnOn, ...row }) => ({
      ...row,
      from: directory.agencyShortName(fromId),
      stateTitle: titled(received, row.state),
      light: row.dueOn === null ? null : light({ dueOn: row.dueOn, warnOn }, dayOf(at)),
    })),
    next,
    states: statesOf(received),
  };
}

export async function receivedView(
  kernel: Kernel,
  id: number,
  actor: Actor,
): Promise<z.output<typeof readReceived.response>> {
  const { snapshot, row } = await receivedById(kernel, id, actor);
  const directory = await directoryOf(kernel);
  return {
    id,
    seq: snapshot.seq,
    state: snapshot.state,
    from: directory.agencyName(row.fromId),
    title: row.title,
    body: row.body,
    index: row.index,
    receivedOn: row.receivedOn,
    decidedOn: row.decidedOn,
    score: row.score,
    usedWhere: row.usedWhere,
    words: row.words,
    acts: actsFor(actor, snapshot),
  };
}

export async function bulletinList(
  kernel: Kernel,
  { before }: z.output<typeof listBulletins.query>,
  actor: Actor,
): Promise<z.output<typeof listBulletins.response>> {
  const directory = await directoryOf(kernel);
  const own = new Set(actor.grants.map(({ agencyId }) => agencyId));
  const found = await bulletinsAt(kernel.pool, {
    inSight: agenciesInSight(kernel, actor, 'upward.bulletin'),
    // What is issued is read by everybody below the office.
    below: directory.agencies
      .filter(
        ({ id, overseesId }) => overseesId !== null && [...own].some((each) => directory.agenciesBelow(id).has(each)),
      )
      .map(({ id }) => id),
    before,
    limit: PAGE + 1,
  });
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  return {
    rows: rows.map(({ agencyId, state, ...row }) => ({
      ...row,
      agency: directory.agencyShortName(agencyId),
      stateTitle: titled(bulletins, state),
    })),
    next,
    offices: [...own]
      .filter((agencyId) => kernel.access.may(actor, 'upward.receive', { agencyId }))
      .map((id) => ({ id, name: directory.agencyName(id) })),
  };
}

export async function bulletinView(
  kernel: Kernel,
  id: number,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof readBulletin.response>> {
  const bulletin = await bulletinById(kernel, id, actor);
  const { snapshot, row } = bulletin;
  const acts = actsFor(actor, snapshot);
  const [standing, nodes] = await Promise.all([
    standingOf(kernel, bulletin, at),
    acts.includes('publish') ? nodesFor(kernel, snapshot.agencyId, at) : [],
  ]);
  return {
    id,
    seq: snapshot.seq,
    state: snapshot.state,
    month: row.month,
    foreword: standing.foreword,
    parts: partsOf(standing.content, row.month).map(({ columns, rows, ...part }) => ({
      ...part,
      columns: [...columns],
      rows: rows.map((cells) => [...cells]),
    })),
    rows: standing.content.rows.length,
    digest: standing.digest?.toString('hex') ?? null,
    frozenAt: standing.frozenAt?.toISOString() ?? null,
    publicationId: row.publicationId,
    index: row.index,
    nodes: [...nodes],
    acts,
  };
}
