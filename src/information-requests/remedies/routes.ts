import writeWorkbook from 'write-excel-file/node';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { download, downloadCsv, XLSX } from '../../kernel/download.ts';
import {
  type Actor,
  day,
  dayOf,
  type Kernel,
  matterById,
  pageOf,
  refuse,
  type Web,
  yearOf,
} from '../../kernel/index.ts';
import {
  actOnDispute,
  type DisputeRow,
  disputesCsv,
  disputesXlsx,
  listDisputes,
  readDispute,
  registerDispute as registerEndpoint,
} from './contract.ts';
import { existing, periodsOf, registerDispute, takeStep } from './operations.ts';
import { countersOf, type Dispute, type DisputeQuery, disputesOf } from './repo.ts';
import { disputeText, stateTitleOf } from './text.ts';

const tags = ['disputes'];
const PAGE = 50;
const MOST_EXPORTED = 20_000;

/** The register of reconsiderations, lawsuits and complaints. */
export function remedyRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listDisputes.path,
    {
      config: { may: 'remedies.see' },
      schema: {
        summary: 'Reconsiderations, lawsuits and complaints',
        tags,
        querystring: listDisputes.query,
        response: { 200: listDisputes.response },
      },
    },
    async ({ actor, query }) => {
      const agencyIds = seenBy(kernel, actor);
      const found = await disputesOf(kernel.pool, {
        ...filterOf(query),
        agencyIds,
        after: query.after ?? null,
        limit: PAGE,
      });
      const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
      return {
        rows: await rowsOf(kernel, rows),
        next,
        counters: await countersOf(kernel.pool, agencyIds, query.year ?? yearOf(dayOf(kernel.now()))),
        mayRegister: kernel.access.mayEver(actor, 'remedies.handle'),
      };
    },
  );
  exports(web, kernel);
  web.get(
    readDispute.path,
    {
      config: { may: 'remedies.see' },
      schema: { summary: 'One case', tags, params: readDispute.params, response: { 200: readDispute.response } },
    },
    async ({ actor, params }) => {
      const dispute = await existing(kernel, params.id);
      kernel.access.check(actor, 'remedies.see', { agencyId: dispute.agencyId });
      const [row] = await rowsOf(kernel, [dispute]);
      if (!row) throw refuse('remedies/not-found', {}, 404);
      const { agencyId } = await matterById(kernel, dispute.id);
      const mayReadComplaint = dispute.lodged && kernel.access.may(actor, 'remedies.complaint', { agencyId });
      return { dispute: row, mayReadComplaint, periods: [...(await periodsOf(kernel, dispute))] };
    },
  );
  changes(web, kernel);
}

function exports(web: Web, kernel: Kernel): void {
  const lines = async (actor: Actor, query: z.infer<typeof disputesCsv.query>) => {
    const filter = { ...filterOf(query), agencyIds: seenBy(kernel, actor), after: null, limit: MOST_EXPORTED };
    const rows = await rowsOf(kernel, await disputesOf(kernel.pool, filter));
    return [disputeText.csv, ...rows.map(exportRow)];
  };
  web.get(
    disputesCsv.path,
    {
      config: { may: 'remedies.see' },
      schema: { summary: 'The same as a table', tags, querystring: disputesCsv.query },
    },
    async ({ actor, query }, reply) => downloadCsv(reply, 'disputes.csv', await lines(actor, query)),
  );
  web.get(
    disputesXlsx.path,
    {
      config: { may: 'remedies.see' },
      schema: { summary: 'The same as a workbook', tags, querystring: disputesXlsx.query },
    },
    async ({ actor, query }, reply) => {
      const data = (await lines(actor, query)).map((line) =>
        line.map((value) => (value === null || value === '' ? null : { value })),
      );
      const bytes = await writeWorkbook([{ sheet: disputeText.sheet, data }]).toBuffer();
      return download(reply, 'disputes.xlsx', XLSX).send(bytes);
    },
  );
}

function changes(web: Web, kernel: Kernel): void {
  web.post(
    registerEndpoint.path,
    {
      config: { may: 'remedies.handle' },
      schema: {
        summary: 'Enter a case that an authority has taken on',
        tags,
        body: registerEndpoint.body,
        response: { 200: registerEndpoint.response },
      },
    },
    async ({ actor, body }) => {
      const agencyId = actor.grants.find(
        ({ role }) => role === 'legal-reviewer' || role === 'request-officer',
      )?.agencyId;
      if (agencyId === undefined) throw refuse('access/forbidden', {}, 403);
      const { request, after, afterReconsideration, summary, ...dispute } = body;
      const { id, number } = await registerDispute(kernel, {
        ...dispute,
        acceptedOn: day(dispute.acceptedOn),
        servedOn: day(dispute.servedOn),
        agencyId,
        request: request === undefined || request === '' ? null : request,
        afterId: after ?? null,
        afterReconsideration: afterReconsideration ?? false,
        summary: summary ?? false,
        actor,
        at: kernel.now(),
      });
      return { id, number };
    },
  );
  web.post(
    actOnDispute.path,
    {
      config: { may: 'remedies.handle' },
      schema: {
        summary: 'Take a case one step on',
        tags,
        params: actOnDispute.params,
        body: actOnDispute.body,
        response: { 204: z.void() },
      },
    },
    async ({ actor, params, body: { on, workdays, ...body } }, reply) => {
      kernel.access.check(actor, 'remedies.handle', { agencyId: (await existing(kernel, params.id)).agencyId });
      await takeStep(kernel, {
        ...params,
        ...body,
        ...(on === undefined ? {} : { on: day(on) }),
        ...(workdays === undefined ? {} : { workdays }),
        actor,
        at: kernel.now(),
      });
      return reply.code(204).send();
    },
  );
}

const seenBy = ({ access }: Kernel, actor: Actor): readonly number[] =>
  [...actor.agenciesBelow].filter((agencyId) => access.may(actor, 'remedies.see', { agencyId }));

const filterOf = (
  query: z.infer<typeof disputesCsv.query>,
): Pick<DisputeQuery, 'year' | 'kind' | 'isOpen' | 'words'> => ({
  year: query.year ?? null,
  kind: query.kind ?? null,
  isOpen: query.open === undefined ? null : query.open === '1',
  words: query.words ?? '',
});

async function rowsOf(kernel: Kernel, disputes: readonly Dispute[]): Promise<DisputeRow[]> {
  const directory = await directoryOf(kernel);
  const today = dayOf(kernel.now());
  return disputes.map(
    ({ agencyId, requestId, requestNumber, afterId, deliveredOn: _delivered, state, dueOn, ...dispute }) => ({
      ...withRedo(dispute),
      agency: directory.agencyShortName(agencyId),
      request: requestId === null ? null : { id: requestId, number: requestNumber ?? '' },
      after: afterId,
      stateTitle: stateTitleOf(state, dispute.lodged),
      dueOn: dueOn === 'infinity' ? null : dueOn,
      late: dueOn !== 'infinity' && dueOn < today,
    }),
  );
}

const withRedo = <T extends Pick<Dispute, 'redoId' | 'redoNumber' | 'redoConcludedOn'>>({
  redoId,
  redoNumber,
  redoConcludedOn,
  ...rest
}: T) => ({
  ...rest,
  redo: redoId === null ? null : { id: redoId, number: redoNumber ?? '', concludedOn: redoConcludedOn },
});

const exportRow = (row: DisputeRow): readonly (string | null)[] => [
  row.number,
  disputeText.kinds[row.kind],
  row.authority,
  row.caseNumber,
  row.request?.number ?? null,
  row.kind === 'lawsuit' ? (row.afterReconsideration ? disputeText.yes : disputeText.no) : null,
  row.ground,
  row.agency,
  row.acceptedOn,
  row.servedOn,
  row.answeredOn,
  row.result === null ? disputeText.pending : disputeText.results[row.result],
  row.resultOn,
  row.resultNote,
  row.lesson,
  row.stateTitle,
  row.dueOn,
];
