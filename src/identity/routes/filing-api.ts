import { z } from 'zod';
import { type Actor, day, type Kernel, pageOf, type Web } from '../../kernel/index.ts';
import {
  FilingList,
  FilingQuery,
  IdParams,
  Receipt,
  ReportBody,
  Reported,
  ReturnBody,
  SeenBody,
  SupplementBody,
} from '../contract.ts';
import { directoryOf } from '../directory.ts';
import { fileStaff, reportStaff, returnFiling, supplementFiling, withdrawFiling } from '../operations/filing.ts';
import { personNames } from '../people.ts';
import { databaseOf } from '../repo/database.ts';
import { filingsOf } from '../repo/filings.ts';
import { filingStateTitles } from '../text.ts';

const tags = ['staffing'];

/** Reports of units about their liaisons, and what the disclosure office does with them. */
export function filingApi(web: Web, kernel: Kernel): void {
  web.get(
    '/api/staffing/filings',
    {
      config: { may: 'identity.see-filings' },
      schema: { summary: 'Staff filings', tags, querystring: FilingQuery, response: { 200: FilingList } },
    },
    async ({ actor, query }) => filingList(kernel, actor, query),
  );
  unitRoutes(web, kernel);
  officeRoutes(web, kernel);
}

function unitRoutes(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'identity.report-staff' } } as const;
  web.post(
    '/api/staffing/filings',
    { ...may, schema: { summary: 'Report a change of liaison', tags, body: ReportBody, response: { 201: Reported } } },
    async (request, reply) => {
      const { changedOn, ...rest } = request.body;
      const reported = await reportStaff(kernel, {
        actor: request.actor,
        ...rest,
        changedOn: day(changedOn),
        at: kernel.now(),
      });
      return reply.code(201).send(reported);
    },
  );
  web.post(
    '/api/staffing/filings/:id/supplement',
    {
      ...may,
      schema: { summary: 'Report again', tags, params: IdParams, body: SupplementBody, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { seenSeq, changedOn, ...rest } = request.body;
      const change = { ...rest, changedOn: day(changedOn) };
      const which = { actor: request.actor, matterId: request.params.id, seenSeq, at: kernel.now() };
      await supplementFiling(kernel, { ...which, change });
      return reply.code(204).send();
    },
  );
  web.post(
    '/api/staffing/filings/:id/withdraw',
    {
      ...may,
      schema: { summary: 'Take a report back', tags, params: IdParams, body: SeenBody, response: { 204: z.void() } },
    },
    async (request, reply) => {
      const { seenSeq } = request.body;
      await withdrawFiling(kernel, { actor: request.actor, matterId: request.params.id, seenSeq, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

function officeRoutes(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'identity.file-staff' } } as const;
  web.post(
    '/api/staffing/filings/:id/file',
    {
      ...may,
      schema: { summary: 'File a report', tags, params: IdParams, body: SeenBody, response: { 200: Receipt } },
    },
    async ({ actor, params, body: { seenSeq } }) => ({
      receiptNumber: await fileStaff(kernel, { actor, matterId: params.id, seenSeq, at: kernel.now() }),
    }),
  );
  web.post(
    '/api/staffing/filings/:id/return',
    {
      ...may,
      schema: { summary: 'Give a report back', tags, params: IdParams, body: ReturnBody, response: { 204: z.void() } },
    },
    async (request, reply) => {
      await returnFiling(kernel, {
        actor: request.actor,
        matterId: request.params.id,
        ...request.body,
        at: kernel.now(),
      });
      return reply.code(204).send();
    },
  );
}

async function filingList(
  kernel: Kernel,
  actor: Actor,
  { state, before, limit }: z.output<typeof FilingQuery>,
): Promise<z.input<typeof FilingList>> {
  const directory = await directoryOf(kernel);
  const unitIds = directory.agencies
    .map(({ id }) => id)
    .filter((id) => kernel.access.may(actor, 'identity.see-filings', { agencyId: id }));
  const query = { unitIds, onlyOpen: state === 'open', before: before ?? null, limit: limit + 1 };
  const { rows, next } = pageOf(await filingsOf(databaseOf(kernel), query), limit, ({ matterId }) => matterId);
  const successors = await personNames(
    kernel,
    rows.flatMap(({ successorId }) => successorId ?? []),
  );
  return {
    rows: rows.map((row) => ({
      ...row,
      stateTitle: filingStateTitles[row.state] ?? row.state,
      unit: directory.agencyShortName(row.unitId),
      post: row.postTitle,
      person: row.personName,
      successor: row.successorId === null ? null : (successors.get(row.successorId) ?? null),
      inTime: row.reportedOn <= row.reportDueOn,
      dueOn: row.dueOn.endsWith('infinity') ? null : row.dueOn,
    })),
    next,
  };
}
