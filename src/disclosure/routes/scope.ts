import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { downloadCsv } from '../../kernel/download.ts';
import { dayOf, fileById, type Kernel, refuse, sendFile, type Web } from '../../kernel/index.ts';
import { GENRES, PublishedContent } from '../contract.ts';
import { affairList, openAffair } from '../operations/affairs.ts';
import { completeness } from '../operations/completeness.ts';
import { internalList, internalNotice } from '../operations/internal.ts';
import { checklistsOn, scopeTable } from '../reference.ts';
import type { InternalRow } from '../repo/internal.ts';
import { scopeText } from '../scope-text.ts';
import {
  completenessCsv,
  internalFile,
  listAffairs,
  listInternal,
  openAffairCall,
  readCompleteness,
  readInternal,
  readScopes,
} from '../wire-scope.ts';

const tags = ['disclosure'];
const inside = { config: { may: 'disclosure.read-inside' } };
const mayRead = { config: { may: 'disclosure.read' } };

/** What the workbench asks of scope: the notice board inside, completeness, and matters with their stages. */
export function scopeRoutes(web: Web, kernel: Kernel): void {
  noticeBoard(web, kernel);
  files(web, kernel);
  reports(web, kernel);
  affairs(web, kernel);
}

function noticeBoard(web: Web, kernel: Kernel): void {
  web.get(
    listInternal.path,
    {
      ...inside,
      schema: {
        summary: '内部公开栏',
        tags,
        querystring: listInternal.query,
        response: { 200: listInternal.response },
      },
    },
    async ({ query, actor }) => {
      const { rows, next, agencies } = await internalList(kernel, query, actor, kernel.now());
      const list = (await checklistsOn(dayOf(kernel.now()))).find(({ side }) => side === 'internal');
      return {
        rows: await Promise.all(rows.map((row) => viewOf(kernel, row))),
        categories: (list?.items ?? []).map(({ key, name }) => ({ key, name })),
        agencies: [...agencies],
        next,
      };
    },
  );
  web.get(
    readInternal.path,
    {
      ...inside,
      schema: {
        summary: '内部公开的一条',
        tags,
        params: readInternal.params,
        response: { 200: readInternal.response },
      },
    },
    async ({ params, actor }) => {
      const { row, record } = await internalNotice(kernel, params.id, actor, kernel.now());
      const { body, source, documentNumber, attachments } = PublishedContent.parse(record.content);
      return {
        ...(await viewOf(kernel, row)),
        ...{ body, source, documentNumber, attachments, note: record.note },
        mayWithdraw: kernel.access.may(actor, 'disclosure.propose', { agencyId: row.agencyId }),
      };
    },
  );
}

function files(web: Web, kernel: Kernel): void {
  web.get(
    internalFile.path,
    { ...inside, schema: { summary: '内部公开的附件', tags, params: internalFile.params } },
    async (request, reply) => {
      const { id, fileId } = request.params;
      const { record } = await internalNotice(kernel, id, request.actor, kernel.now());
      const { attachments } = PublishedContent.parse(record.content);
      if (!attachments.some((each) => each.fileId === fileId)) throw refuse('files/not-found', {}, 404);
      return sendFile(kernel, request, reply, await fileById(kernel.pool, fileId));
    },
  );
}

type InternalView = z.input<typeof listInternal.response>['rows'][number];

async function viewOf(kernel: Kernel, row: InternalRow): Promise<InternalView> {
  const { matterId: id, index, title, summary, agencyId, category, genre, publishedAt } = row;
  const agency = (await directoryOf(kernel)).agencyShortName(agencyId);
  const sort = GENRES.find((each) => each === genre) ?? 'other';
  return { ...{ id, index, title, summary, agency, category, genre: sort }, publishedOn: dayOf(publishedAt) };
}

function reports(web: Web, kernel: Kernel): void {
  web.get(
    readCompleteness.path,
    {
      ...mayRead,
      schema: {
        summary: '公开大项完整性',
        tags,
        querystring: readCompleteness.query,
        response: { 200: readCompleteness.response },
      },
    },
    async ({ query, actor }) => {
      const { list, rows, agencies } = await completeness(kernel, query, actor, kernel.now());
      const { name, source, from, items } = list;
      return {
        ...{ name, source, from, agencies: [...agencies] },
        items: items.map((item) => ({ key: item.key, name: item.name })),
        rows: rows.map(({ told, ...row }) => ({ ...row, told: [...told] })),
      };
    },
  );
  web.get(
    completenessCsv.path,
    { ...mayRead, schema: { summary: '公开大项完整性（表格）', tags, querystring: completenessCsv.query } },
    async ({ query, actor }, reply) => {
      const { list, rows } = await completeness(kernel, query, actor, kernel.now());
      const lines = rows.flatMap(({ agency, told }) =>
        told.map(({ count, last }, i) => [
          ...[agency, list.items[i]?.key ?? '', list.items[i]?.name ?? ''],
          ...[String(count), last ?? '', count > 0 ? scopeText.filled : scopeText.missing],
        ]),
      );
      return downloadCsv(reply, 'completeness.csv', [scopeText.completenessColumns, ...lines]);
    },
  );
  web.get(
    readScopes.path,
    {
      config: { may: 'disclosure.see-catalogue' },
      schema: { summary: '公开范围和大项', tags, response: { 200: readScopes.response } },
    },
    async () => ({
      table: await scopeTable(),
      lists: (await checklistsOn(dayOf(kernel.now()))).map(({ key, side, name, items }) => ({
        ...{ key, side, name },
        items: items.map((item) => ({ key: item.key, name: item.name })),
      })),
    }),
  );
}

function affairs(web: Web, kernel: Kernel): void {
  web.get(
    listAffairs.path,
    {
      ...mayRead,
      schema: {
        summary: '事项公开过程',
        tags,
        querystring: listAffairs.query,
        response: { 200: listAffairs.response },
      },
    },
    async ({ query: { wanting, ...query }, actor }) => {
      const { rows, next } = await affairList(kernel, { ...query, wanting: wanting === '1' }, actor);
      return { rows: rows.map(({ openedAt: _at, missing, ...row }) => ({ ...row, missing: [...missing] })), next };
    },
  );
  web.post(
    openAffairCall.path,
    {
      config: { may: 'disclosure.draft' },
      schema: {
        summary: '登记要公开全过程的事项',
        tags,
        body: openAffairCall.body,
        response: { 200: openAffairCall.response },
      },
    },
    async ({ body, actor }) => ({ id: await openAffair(kernel, { ...body, actor, at: kernel.now() }) }),
  );
}
