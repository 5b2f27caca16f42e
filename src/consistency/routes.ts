import { directoryOf } from '../identity/index.ts';
import { downloadCsv } from '../kernel/download.ts';
import { type Actor, capacityFor, dayOf, type Kernel, matterById, pageOf, refuse, type Web } from '../kernel/index.ts';
import {
  beginRun as begin,
  changeRule as change,
  listMismatches,
  type MismatchRow,
  mismatchesCsv,
  readMismatch,
  readRule,
  settleMismatch as settle,
} from './contract.ts';
import { beginRun, changeRule, ruleToChange, settleMismatch } from './operations.ts';
import { mismatchKind } from './process.ts';
import { byId, counted, type Listed, lastRuns, listed, type Query } from './repo.ts';
import { text } from './text.ts';

const tags = ['consistency'];
const mayRead = { config: { may: 'consistency.read' } };
const PAGE = 50;
const MOST_CSV = 20_000;

/** What the workbench asks of comparisons and their tickets. */
export function consistencyRoutes(web: Web, kernel: Kernel): void {
  lists(web, kernel);
  one(web, kernel);
  rule(web, kernel);
}

function lists(web: Web, kernel: Kernel): void {
  const { query: querystring, response } = listMismatches;
  web.get(
    listMismatches.path,
    { ...mayRead, schema: { summary: '公开内容不一致', tags, querystring, response: { 200: response } } },
    async ({ query: { agency, before, ...asked }, actor }) => {
      const directory = await directoryOf(kernel);
      const inSight = await agenciesOf(kernel, actor);
      const query = { ...asked, ...narrowed(inSight, agency), today: dayOf(kernel.now()) };
      const found = await listed(kernel, { ...query, before, most: PAGE + 1 });
      const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
      const runs = await lastRuns(kernel.pool);
      return {
        rows: await Promise.all(rows.map((row) => viewOf(kernel, row))),
        counts: await counted(kernel, query),
        agencies: inSight.map((id) => ({ id, name: directory.agencyShortName(id) })),
        runs: runs.map(({ slices, askedAt, part, endedAt, id, by, found: all, opened, closed, ...failed }) => ({
          ...{ id, by, found: all, opened, closed, done: slices, part: text.parts[part] ?? part },
          failures: failed.failures,
          setAside: failed.setAside.map((one) => text.parts[one] ?? one),
          fault: failed.fault,
          state: endedAt === null ? ('running' as const) : ('done' as const),
          askedAt: askedAt.toISOString(),
          endedAt: endedAt?.toISOString() ?? null,
        })),
        mayRule: kernel.access.may(actor, 'consistency.rule', await cityRule(kernel)),
        mayRun: kernel.access.may(actor, 'consistency.run', {}),
        next,
      };
    },
  );
  web.get(
    mismatchesCsv.path,
    { ...mayRead, schema: { summary: '公开内容不一致（表格）', tags, querystring: mismatchesCsv.query } },
    async ({ query: { agency, ...asked }, actor }, reply) => {
      const query: Query = {
        ...asked,
        ...narrowed(await agenciesOf(kernel, actor), agency),
        today: dayOf(kernel.now()),
      };
      const rows = await listed(kernel, { ...query, most: MOST_CSV });
      const lines = (await Promise.all(rows.map((row) => viewOf(kernel, row)))).map((row) => [
        ...[row.number, text.channels[row.channel], text.codes[row.code].title, row.place, row.title, row.index],
        ...[row.agency, row.shown, row.stored, stateName(row.state), row.foundOn, row.dueOn, row.closedOn],
      ]);
      return downloadCsv(reply, 'consistency.csv', [[...text.csv], ...lines]);
    },
  );
}

function one(web: Web, kernel: Kernel): void {
  web.get(
    readMismatch.path,
    {
      ...mayRead,
      schema: { summary: '一处不一致', tags, params: readMismatch.params, response: { 200: readMismatch.response } },
    },
    ({ params, actor }) => ticket(kernel, params.id, actor),
  );
  web.post(
    settle.path,
    {
      config: { may: 'consistency.settle' },
      schema: {
        summary: '说明情况并办结',
        tags,
        params: settle.params,
        body: settle.body,
        response: { 200: settle.response },
      },
    },
    async ({ params: { id }, body, actor }) => {
      await ticket(kernel, id, actor);
      await settleMismatch(kernel, { id, ...body, actor, at: kernel.now() });
      return ticket(kernel, id, actor);
    },
  );
  web.post(
    begin.path,
    { config: { may: 'consistency.run' }, schema: { summary: '开始比对', tags, response: { 200: begin.response } } },
    async ({ actor }) => ({ id: await beginRun(kernel, actor.personId, kernel.now()) }),
  );
}

function rule(web: Web, kernel: Kernel): void {
  const config = { may: 'consistency.rule' };
  web.get(
    readRule.path,
    { config, schema: { summary: '比对规则', tags, response: { 200: readRule.response } } },
    async ({ actor }) => {
      await assertOfTheCity(kernel, actor);
      return ruleToChange(kernel, kernel.now());
    },
  );
  web.put(
    change.path,
    { config, schema: { summary: '修改比对规则', tags, body: change.body, response: { 200: change.response } } },
    async ({ actor, body }) => {
      await changeRule(kernel, { ...body, actor, at: kernel.now() });
      return ruleToChange(kernel, kernel.now());
    },
  );
}

const cityRule = async (kernel: Kernel): Promise<{ readonly agencyId: number }> => ({
  agencyId: (await directoryOf(kernel)).cityGovernment().id,
});

async function assertOfTheCity(kernel: Kernel, actor: Actor): Promise<void> {
  kernel.access.check(actor, 'consistency.rule', await cityRule(kernel));
}

const stateName = (state: string): string => Object.entries(text.states).find(([key]) => key === state)?.[1] ?? state;

async function agenciesOf(kernel: Kernel, actor: Actor): Promise<readonly number[]> {
  const { agencies } = await directoryOf(kernel);
  return agencies
    .filter(({ id }) => kernel.access.may(actor, 'consistency.read', { agencyId: id }))
    .map(({ id }) => id);
}

/** @throws Refusal access/forbidden (403) for an agency beyond those in sight */
function narrowed(inSight: readonly number[], agency: number | undefined): { readonly agencyIds: readonly number[] } {
  if (agency === undefined) return { agencyIds: inSight };
  if (!inSight.includes(agency)) throw refuse('access/forbidden', {}, 403);
  return { agencyIds: [agency] };
}

/** @throws Refusal access/forbidden (403), matter/not-found (404) */
async function ticket(kernel: Kernel, id: number, actor: Actor): Promise<MismatchRow> {
  const row = await byId(kernel, id);
  if (!row) throw refuse('matter/not-found', {}, 404);
  kernel.access.check(actor, 'consistency.read', { agencyId: row.agencyId });
  const snapshot = await matterById(kernel, id);
  const by = mismatchKind.process?.actions.settle?.by ?? [];
  const maySettle = row.closedAt === null && capacityFor(by, actor, snapshot) !== null;
  return { ...(await viewOf(kernel, row)), maySettle };
}

async function viewOf(kernel: Kernel, { agencyId, foundAt, seenAt, closedAt, ...row }: Listed): Promise<MismatchRow> {
  return {
    ...row,
    agency: (await directoryOf(kernel)).agencyShortName(agencyId),
    foundOn: dayOf(foundAt),
    seenAt: seenAt.toISOString(),
    closedOn: closedAt && dayOf(closedAt),
    isLate: closedAt === null && row.dueOn !== null && row.dueOn < dayOf(kernel.now()),
    maySettle: false,
  };
}
