import { downloadCsv } from '../kernel/download.ts';
import type { Day, Kernel, Web } from '../kernel/index.ts';
import { assignTicket } from './operations/assign.ts';
import { decideHits } from './operations/decide-hits.ts';
import { hitPage, hitRows } from './operations/hit-page.ts';
import { ticketStatistics } from './operations/statistics.ts';
import { ticketPage, ticketRows, ticketView } from './operations/ticket-view.ts';
import { dismiss, rectify, returnTicket, verify } from './operations/tickets.ts';
import type { StockSource } from './stock.ts';
import { text } from './text.ts';
import {
  assignTicketCall,
  decideHitsCall,
  dismissCall,
  hitTable,
  listHits,
  listTickets,
  readStatistics,
  readTicket,
  rectifyCall,
  returnCall,
  ticketTable,
  verifyCall,
} from './wire.ts';

const tags = ['screening'];
const read = { config: { may: 'screening.read' } };

export function screeningRoutes(web: Web, kernel: Kernel, sources: () => readonly StockSource[]): void {
  reading(web, kernel, sources);
  deciding(web, kernel, sources);
  acting(web, kernel, sources);
}

function reading(web: Web, kernel: Kernel, sources: () => readonly StockSource[]): void {
  web.get(
    listTickets.path,
    {
      ...read,
      schema: {
        summary: '隐私信息整改单列表',
        tags,
        querystring: listTickets.query,
        response: { 200: listTickets.response },
      },
    },
    (request) => ticketPage(kernel, request.query, request.actor),
  );
  web.get(
    ticketTable.path,
    { ...read, schema: { summary: '隐私信息整改单导出', tags, querystring: ticketTable.query } },
    async (request, reply) => {
      const rows = await ticketRows(kernel, request.query, request.actor);
      return downloadCsv(reply, 'privacy-tickets.csv', [text.columns, ...rows]);
    },
  );
  web.get(
    listHits.path,
    {
      ...read,
      schema: {
        summary: '查出的个人信息，逐处列出',
        tags,
        querystring: listHits.query,
        response: { 200: listHits.response },
      },
    },
    (request) => hitPage(kernel, asked(request.query), request.actor),
  );
  web.get(
    hitTable.path,
    { ...read, schema: { summary: '查出的个人信息逐处导出', tags, querystring: hitTable.query } },
    async (request, reply) =>
      downloadCsv(reply, 'privacy-hits.csv', [
        text.hitColumns,
        ...(await hitRows(kernel, asked(request.query), request.actor)),
      ]),
  );
  web.get(
    readTicket.path,
    {
      ...read,
      schema: {
        summary: '一件整改单，查出的每一处和遮盖后的上下文',
        tags,
        params: readTicket.params,
        response: { 200: readTicket.response },
      },
    },
    (request) => ticketView(kernel, sources(), request.params.id, request.actor),
  );
  web.get(
    readStatistics.path,
    {
      ...read,
      schema: {
        summary: '隐私信息排查整改统计',
        tags,
        querystring: readStatistics.query,
        response: { 200: readStatistics.response },
      },
    },
    (request) => ticketStatistics(kernel, request.query as { from?: Day; to?: Day }, request.actor),
  );
}

type Dated = { readonly from?: string | undefined; readonly to?: string | undefined };
const asked = <Q extends Dated>({ from, to, ...rest }: Q) => ({
  ...rest,
  from: from as Day | undefined,
  to: to as Day | undefined,
});

function deciding(web: Web, kernel: Kernel, sources: () => readonly StockSource[]): void {
  web.post(
    decideHitsCall.path,
    {
      config: { may: 'screening.decide' },
      schema: {
        summary: '决定查出的信息怎么处理，可以一次决定多处',
        tags,
        body: decideHitsCall.body,
        response: { 200: decideHitsCall.response },
      },
    },
    async (request) => ({ decided: await decideHits(kernel, request.body, request.actor) }),
  );
  web.post(
    assignTicketCall.path,
    {
      config: { may: 'screening.judge' },
      schema: {
        summary: '交办一件隐私信息问题',
        tags,
        body: assignTicketCall.body,
        response: { 200: assignTicketCall.response },
      },
    },
    (request) => assignTicket(kernel, sources(), request.body, request.actor),
  );
}

function acting(web: Web, kernel: Kernel, sources: () => readonly StockSource[]): void {
  for (const [call, may, summary, operation] of [
    [rectifyCall, 'screening.decide', '整改完成', (given: Given) => rectify(kernel, sources(), given)],
    [verifyCall, 'screening.judge', '核验销号', (given: Given) => verify(kernel, given)],
  ] as const) {
    web.post(
      call.path,
      { config: { may }, schema: { summary, tags, params: call.params, body: call.body } },
      async (request, reply) => {
        await operation({ ticket: request.params.id, ...request.body, actor: request.actor, at: kernel.now() });
        return reply.code(204).send();
      },
    );
  }
  for (const [call, summary, operation] of [
    [returnCall, '退回重新整改', (given: Said) => returnTicket(kernel, given)],
    [dismissCall, '认定不属于个人信息', (given: Said) => dismiss(kernel, sources(), given)],
  ] as const) {
    web.post(
      call.path,
      { config: { may: 'screening.judge' }, schema: { summary, tags, params: call.params, body: call.body } },
      async (request, reply) => {
        await operation({ ticket: request.params.id, ...request.body, actor: request.actor, at: kernel.now() });
        return reply.code(204).send();
      },
    );
  }
}

type Given = Parameters<typeof verify>[1];
type Said = Parameters<typeof returnTicket>[1];
