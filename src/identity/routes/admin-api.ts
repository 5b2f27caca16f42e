import { z } from 'zod';
import { csv } from '../../kernel/csv.ts';
import { addDays, day, type EntryCursor, instant, type Kernel, pageOf, type Web } from '../../kernel/index.ts';
import { allowances } from '../allowances.ts';
import {
  AccountList,
  AccountQuery,
  AuditList,
  AuditQuery,
  EndSessionsBody,
  IdParams,
  Opened,
  OpenSealedBody,
  ReasonBody,
  SessionList,
  TemporaryPassword,
  ViewingQuery,
  ViewingReport,
} from '../contract.ts';
import { findAccounts, lock, resetFactor, resetPassword, unlock } from '../operations/accounts.ts';
import { auditLines, openSealed } from '../operations/audit.ts';
import { endOthersSessions, othersSessions } from '../operations/sessions.ts';
import { frozenViewings, monthOf, viewingReport } from '../operations/viewings.ts';
import { browserName } from '../rules/browser-name.ts';
import { viewingCategories, viewingColumns } from '../text.ts';

/** What the security administrator does with accounts. */
export function accountsApi(web: Web, kernel: Kernel): void {
  const tags = ['accounts'];
  // A question in a body: what is looked for may be an identity number, and addresses are written down on their way.
  web.post(
    '/api/accounts/search',
    {
      config: { may: 'identity.see-accounts' },
      schema: { summary: 'Accounts', tags, body: AccountQuery, response: { 200: AccountList } },
    },
    async ({ body: { q, after, limit } }) => {
      const found = await findAccounts(kernel, { text: q, after: after ?? 0, limit: limit + 1, at: kernel.now() });
      const { rows, next } = pageOf(found, limit, ({ id }) => id);
      return {
        rows: rows.map((account) => ({ ...account, pausedUntil: account.pausedUntil?.toISOString() ?? null })),
        next,
      };
    },
  );
  const shape = { params: IdParams, body: ReasonBody, tags };
  web.post(
    '/api/accounts/:id/unlock',
    {
      config: { may: 'identity.unlock' },
      schema: { summary: 'Let somebody in again', ...shape, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      await unlock(kernel, { actor, personId: params.id, reason: body.reason, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.post(
    '/api/accounts/:id/lock',
    {
      config: { may: 'identity.unlock' },
      schema: { summary: 'Put an account out of use', ...shape, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      await lock(kernel, { actor, personId: params.id, reason: body.reason, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.post(
    '/api/accounts/:id/reset-password',
    {
      config: { may: 'identity.reset-password', allowance: allowances.resetPassword },
      schema: { summary: 'Give a new password', ...shape, response: { 200: TemporaryPassword } },
    },
    async ({ actor, params, body }) => ({
      password: await resetPassword(kernel, { actor, personId: params.id, reason: body.reason, at: kernel.now() }),
    }),
  );
  web.post(
    '/api/accounts/:id/reset-factor',
    {
      config: { may: 'identity.reset-factor' },
      schema: { summary: 'Take a lost second factor away', ...shape, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      await resetFactor(kernel, { actor, personId: params.id, reason: body.reason, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.get(
    '/api/accounts/:id/sessions',
    {
      config: { may: 'identity.end-sessions' },
      schema: { summary: 'Where somebody is signed in', tags, params: IdParams, response: { 200: SessionList } },
    },
    async ({ actor, params }) => ({
      sessions: (await othersSessions(kernel, { actor, personId: params.id, at: kernel.now() })).map((line) => ({
        id: line.id,
        browser: browserName(line.browser),
        createdAt: line.createdAt.toISOString(),
        lastSeenAt: line.lastSeenAt.toISOString(),
        awaitsCode: line.awaitsCode,
      })),
    }),
  );
  web.post(
    '/api/accounts/:id/sessions/end',
    {
      config: { may: 'identity.end-sessions' },
      schema: { summary: 'End sessions', tags, params: IdParams, body: EndSessionsBody, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      const { session: which, reason } = body;
      await endOthersSessions(kernel, { actor, personId: params.id, which, reason, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

/** What the audit administrator reads. */
export function auditApi(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'identity.audit' } } as const;
  const tags = ['audit'];
  web.get(
    '/api/audit',
    {
      ...may,
      schema: { summary: 'Entries of the ledger', tags, querystring: AuditQuery, response: { 200: AuditList } },
    },
    async ({ query }) => {
      const { lines, next } = await auditLines(
        kernel,
        {
          from: instant(day(query.from)),
          to: instant(addDays(day(query.to), 1)),
          ...(query.person === undefined ? {} : { personId: query.person }),
          ...(query.act === undefined ? {} : { acts: [query.act] }),
          ...(query.kind === undefined ? {} : { kinds: [query.kind] }),
        },
        cursorFrom(query.after),
        query.limit,
      );
      return {
        rows: lines.map((line) => ({
          ...line,
          at: line.at.toISOString(),
          actor: line.actorName,
          subject: line.subjectName,
          facts: FactsShape.parse(line.facts),
        })),
        next: next === null ? null : `${next.at.toISOString()}~${next.id}`,
      };
    },
  );
  web.post(
    '/api/audit/open',
    { ...may, schema: { summary: 'Where an entry came from', tags, body: OpenSealedBody, response: { 200: Opened } } },
    async ({ actor, body }) => {
      const { data } = SealedShape.safeParse(await openSealed(kernel, { actor, ...body, at: kernel.now() }));
      return { ip: data?.ip ?? null, browser: data?.browser ?? null, words: data?.words ?? null };
    },
  );
}

const FactsShape = z.record(z.string(), z.json()).catch({});
const SealedShape = z.object({ ip: z.string(), browser: z.string(), words: z.string() }).partial();

/** Who looked how often at people's numbers, month by month. */
export function viewingsApi(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'identity.viewings' } } as const;
  const tags = ['audit'];
  web.get(
    '/api/viewings',
    {
      ...may,
      schema: { summary: '查看个人信息月报', tags, querystring: ViewingQuery, response: { 200: ViewingReport } },
    },
    async ({ query }) => {
      const month = monthOf(day(`${query.month}-01`));
      const [report, frozen] = [await viewingReport(kernel, month), await frozenViewings(kernel, month)];
      return { ...report, lines: [...report.lines], frozenAt: frozen?.at.toISOString() ?? null };
    },
  );
  web.get(
    '/api/viewings.csv',
    { ...may, schema: { summary: '查看个人信息月报（表格）', tags, querystring: ViewingQuery } },
    async ({ query }, reply) => {
      const { lines } = await viewingReport(kernel, monthOf(day(`${query.month}-01`)));
      const words = viewingColumns;
      const categories = Object.entries(viewingCategories);
      const head = [
        ...[words.name, words.agency, words.post, words.views, words.people],
        ...categories.map(([, title]) => title),
        ...[words.median, words.outlier],
      ];
      const rows = lines.map((line) => {
        const counts = new Map(Object.entries(line.byCategory));
        return [
          ...[line.name, line.agency, line.post, line.views, line.people],
          ...categories.map(([category]) => counts.get(category) ?? 0),
          ...[line.peersMedian, line.isOutlier ? words.yes : words.no],
        ];
      });
      reply.header('content-disposition', `attachment; filename="viewings-${query.month}.csv"`);
      return reply.type('text/csv; charset=utf-8').send(csv([head, ...rows]));
    },
  );
}

/** A place in the list as it stands in an address: `2026-11-23T04:00:00.000Z~17`; nonsense begins at the start. */
function cursorFrom(text: string | undefined): EntryCursor | null {
  const [at = '', id = ''] = (text ?? '').split('~');
  const when = new Date(at);
  return Number.isNaN(when.getTime()) || !/^\d{1,15}$/.test(id) ? null : { at: when, id: Number(id) };
}
