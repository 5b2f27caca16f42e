import { csv } from '../kernel/csv.ts';
import { dayOf, type Kernel, markRead, noticesOf, type Web } from '../kernel/index.ts';
import {
  countInbox,
  inboxCsv,
  listInbox,
  listNotices,
  listOverdue,
  listProvisional,
  listUnstaffed,
  type MatterRow,
  readNotices,
  searchMatters,
} from './contract.ts';
import { findByNumber, myCounts, myInbox, overdueInSight, provisionalInSight } from './inbox.ts';
import type { WorkbenchOptions } from './options.ts';
import { csvText } from './text.ts';
import { unstaffedInSight } from './unstaffed.ts';

const EXPORT_ROWS = 200;

/** What waits for the person who asks, what is late, and what the program told them. */
export function inboxRoutes(web: Web, kernel: Kernel, { sentence }: WorkbenchOptions): void {
  web.get(
    listInbox.path,
    {
      config: { may: 'workbench.inbox' },
      schema: { summary: 'What waits for me', querystring: listInbox.query, response: { 200: listInbox.response } },
    },
    (request) => myInbox(kernel, request.actor, dayOf(kernel.now()), request.query),
  );
  web.get(
    countInbox.path,
    {
      config: { may: 'workbench.inbox' },
      schema: {
        summary: 'How many wait under each light',
        querystring: countInbox.query,
        response: { 200: countInbox.response },
      },
    },
    (request) => myCounts(kernel, request.actor, dayOf(kernel.now()), request.query.kind),
  );
  web.get(
    searchMatters.path,
    {
      config: { may: 'workbench.inbox' },
      schema: {
        summary: 'Matters by number',
        querystring: searchMatters.query,
        response: { 200: searchMatters.response },
      },
    },
    async (request) => ({
      rows: [...(await findByNumber(kernel, request.actor, dayOf(kernel.now()), request.query.number))],
    }),
  );
  web.get(
    inboxCsv.path,
    {
      config: { may: 'workbench.inbox' },
      schema: { summary: 'The first rows of my inbox as CSV', querystring: inboxCsv.query },
    },
    async (request, reply) => {
      const { rows } = await myInbox(kernel, request.actor, dayOf(kernel.now()), {
        ...request.query,
        limit: EXPORT_ROWS,
      });
      reply.header('content-disposition', 'attachment; filename="inbox.csv"');
      return reply.type('text/csv; charset=utf-8').send(csv([csvText.inbox, ...rows.map(inboxCells)]));
    },
  );
  web.get(
    listOverdue.path,
    {
      config: { may: 'workbench.alarms' },
      schema: {
        summary: 'Open matters past their date',
        querystring: listOverdue.query,
        response: { 200: listOverdue.response },
      },
    },
    (request) => overdueInSight(kernel, request.actor, dayOf(kernel.now()), request.query),
  );
  web.get(
    listProvisional.path,
    {
      config: { may: 'workbench.alarms' },
      schema: {
        summary: 'Open matters with a provisional date',
        querystring: listProvisional.query,
        response: { 200: listProvisional.response },
      },
    },
    (request) => provisionalInSight(kernel, request.actor, dayOf(kernel.now()), request.query),
  );
  web.get(
    listUnstaffed.path,
    {
      config: { may: 'workbench.alarms' },
      schema: {
        summary: 'Duties that nobody holds and something waits for',
        response: { 200: listUnstaffed.response },
      },
    },
    (request) => unstaffedInSight(kernel, request.actor, dayOf(kernel.now())),
  );
  web.get(
    listNotices.path,
    {
      config: { may: 'workbench.notices' },
      schema: {
        summary: 'What the program told me',
        querystring: listNotices.query,
        response: { 200: listNotices.response },
      },
    },
    async (request) => {
      const notices = await noticesOf(kernel.pool, request.actor.personId ?? 0, request.query.before ?? null);
      return {
        notices: notices.map((notice) => ({
          id: notice.id,
          matterId: notice.matterId,
          sentence: sentence(notice.code, notice.params),
          to: notice.to,
          at: notice.createdAt.toISOString(),
          read: notice.readAt !== null,
        })),
      };
    },
  );
  web.post(
    readNotices.path,
    {
      config: { may: 'workbench.notices' },
      schema: {
        summary: 'Marks what was shown as read',
        body: readNotices.body,
        response: { 204: readNotices.response },
      },
    },
    async (request, reply) => {
      await markRead(kernel.pool, request.actor.personId ?? 0, request.body.upTo, kernel.now());
      return reply.code(204).send();
    },
  );
}

const inboxCells = (row: MatterRow) => [
  row.number,
  row.title,
  row.kindTitle,
  row.stateTitle,
  row.openedOn,
  row.dueOn,
  csvText.lights[row.light],
  row.workdaysLeft,
  row.provisional ? csvText.yes : csvText.no,
];
