import type { Kernel, Web } from '../../kernel/index.ts';
import { annualView, computeStatistics } from '../operations/annual.ts';
import { endEntry, entriesOf, putEntry } from '../operations/lists.ts';
import { applyForRepair, stepRepair } from '../operations/repair.ts';
import { repairList, repairView } from '../operations/repair-view.ts';
import {
  actOnRepair,
  applyRepair,
  computeAnnual,
  endListEntry,
  listRepairs,
  putListEntry,
  readAnnual,
  readList,
  readRepair,
} from '../wire.ts';

const tags = ['enforcement'];
const mayRead = { config: { may: 'enforcement.read' } };
const mayEnter = { config: { may: 'enforcement.enter' } };
const mayKeep = { config: { may: 'enforcement.lists' } };

/** What the workbench asks of early ends, of the lists and of the yearly statistics. */
export function workRoutes(web: Web, kernel: Kernel): void {
  repairs(web, kernel);
  lists(web, kernel);
  annual(web, kernel);
}

function repairs(web: Web, kernel: Kernel): void {
  web.get(
    listRepairs.path,
    {
      ...mayRead,
      schema: {
        summary: '信用修复申请',
        tags,
        querystring: listRepairs.query,
        response: { 200: listRepairs.response },
      },
    },
    ({ query, actor }) => repairList(kernel, query, actor),
  );
  web.post(
    applyRepair.path,
    {
      ...mayEnter,
      schema: {
        summary: '登记信用修复申请',
        tags,
        params: applyRepair.params,
        body: applyRepair.body,
        response: { 200: applyRepair.response },
      },
    },
    async ({ params, body: { statement, ...conditions }, actor }) => {
      const request = { resultId: params.id, statement, conditions, actor, at: kernel.now() };
      const { id, number } = await applyForRepair(kernel, request);
      return { id, number };
    },
  );
  web.get(
    readRepair.path,
    {
      ...mayRead,
      schema: { summary: '一件信用修复', tags, params: readRepair.params, response: { 200: readRepair.response } },
    },
    ({ params, actor }) => repairView(kernel, params.id, actor),
  );
  web.post(
    actOnRepair.path,
    // Who may do what is said by the process.
    { ...mayRead, schema: { summary: '办理信用修复', tags, params: actOnRepair.params, body: actOnRepair.body } },
    async ({ params: { id }, body, actor }, reply) => {
      await stepRepair(kernel, { id, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

function lists(web: Web, kernel: Kernel): void {
  web.get(
    readList.path,
    {
      ...mayRead,
      schema: {
        summary: '执法主体、人员、权力、基准',
        tags,
        params: readList.params,
        querystring: readList.query,
        response: { 200: readList.response },
      },
    },
    ({ params: { part }, query, actor }) => entriesOf(kernel, { part, ...query }, actor, kernel.now()),
  );
  web.post(
    putListEntry.path,
    {
      ...mayKeep,
      schema: {
        summary: '登记或者修改一条',
        tags,
        params: putListEntry.params,
        body: putListEntry.body,
        response: { 200: putListEntry.response },
      },
    },
    ({ params: { part }, body, actor }) => putEntry(kernel, { part, ...body, actor, at: kernel.now() }),
  );
  web.post(
    endListEntry.path,
    { ...mayKeep, schema: { summary: '取消一条', tags, params: endListEntry.params, body: endListEntry.body } },
    async ({ params: { part }, body, actor }, reply) => {
      await endEntry(kernel, { part, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

function annual(web: Web, kernel: Kernel): void {
  web.get(
    readAnnual.path,
    {
      ...mayRead,
      schema: {
        summary: '行政执法统计年报',
        tags,
        querystring: readAnnual.query,
        response: { 200: readAnnual.response },
      },
    },
    ({ query: { year }, actor }) => annualView(kernel, year, actor, kernel.now()),
  );
  web.post(
    computeAnnual.path,
    {
      ...mayEnter,
      schema: {
        summary: '按执法结果计算年报数据',
        tags,
        body: computeAnnual.body,
        response: { 200: computeAnnual.response },
      },
    },
    ({ body, actor }) => computeStatistics(kernel, { ...body, actor, at: kernel.now() }),
  );
}
