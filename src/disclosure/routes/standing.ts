import { directoryOf } from '../../identity/index.ts';
import { downloadCsv } from '../../kernel/download.ts';
import { type Kernel, pageOf, refuse, type Web } from '../../kernel/index.ts';
import { GENRES } from '../contract.ts';
import { carryChange, changeAtOnce, proposeChange, refuseChange } from '../operations/change.ts';
import { consistency, type GapRow, gapReport } from '../operations/gaps.ts';
import { correct } from '../operations/open.ts';
import { agenciesToRead } from '../operations/view.ts';
import { listedPublished } from '../repo/lists.ts';
import { gapText, mismatchText } from '../text.ts';
import { decideChange, listPublished, openCorrection, proposeChangeCall } from '../wire.ts';
import { gapsCsv, readConsistency, readGaps } from '../wire-reports.ts';

const tags = ['disclosure'];
const PAGE = 50;

/** What the workbench asks of that which stands in public, and of the catalogue. */
export function standingRoutes(web: Web, kernel: Kernel): void {
  published(web, kernel);
  changes(web, kernel);
  reports(web, kernel);
}

function published(web: Web, kernel: Kernel): void {
  web.get(
    listPublished.path,
    {
      config: { may: 'disclosure.read' },
      schema: {
        summary: '已经公开的信息',
        tags,
        querystring: listPublished.query,
        response: { 200: listPublished.response },
      },
    },
    async ({ query, actor }) => {
      const [at, index] = query.before?.split('~') ?? [];
      const from = at && index && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), index } : undefined;
      const agencyIds = agenciesToRead(kernel, actor);
      const found = await listedPublished(kernel, { ...query, agencyIds, before: from, limit: PAGE + 1 });
      const directory = await directoryOf(kernel);
      const { rows, next } = pageOf(found, PAGE, ({ publishedAt, index }) => `${publishedAt.toISOString()}~${index}`);
      return {
        rows: rows.map(({ publishedAt: _at, genre, ...row }) => ({
          ...row,
          genre: GENRES.find((each) => each === genre) ?? 'other',
          agency: directory.agencyShortName(row.agencyId),
        })),
        next,
      };
    },
  );
}

function changes(web: Web, kernel: Kernel): void {
  web.post(
    proposeChangeCall.path,
    {
      config: { may: 'disclosure.propose' },
      schema: {
        summary: '撤回或者变更效力',
        tags,
        body: proposeChangeCall.body,
        response: { 200: proposeChangeCall.response },
      },
    },
    async ({ body: { atOnce, ...body }, actor }) => {
      const request = { ...body, actor, at: kernel.now() };
      if (atOnce) return { id: await changeAtOnce(kernel, request) };
      return { id: (await proposeChange(kernel, request)).id };
    },
  );
  web.post(
    openCorrection.path,
    {
      config: { may: 'disclosure.draft' },
      schema: { summary: '更正', tags, body: openCorrection.body, response: { 200: openCorrection.response } },
    },
    async ({ body: { index, note }, actor }) => ({ id: await correct(kernel, index, note, actor, kernel.now()) }),
  );
  web.post(
    decideChange.path,
    {
      config: { may: 'disclosure.release' },
      schema: { summary: '办理撤回和变更', tags, params: decideChange.params, body: decideChange.body },
    },
    async ({ params: { id, decision }, body: { seenSeq, words }, actor }, reply) => {
      const who = { id, actor, at: kernel.now(), seenSeq };
      if (decision === 'carry') await carryChange(kernel, who);
      else await refuseChange(kernel, { ...who, words });
      return reply.code(204).send();
    },
  );
}

type GapFilter = {
  readonly agency?: number | undefined;
  readonly kind?: string | undefined;
  readonly law?: string | undefined;
};

async function gapsFor(kernel: Kernel, actor: Parameters<typeof agenciesToRead>[1], { agency, kind, law }: GapFilter) {
  const inSight = agenciesToRead(kernel, actor);
  if (agency !== undefined && !inSight.includes(agency)) throw refuse('access/forbidden', {}, 403);
  const { rows, owed, soon } = await gapReport(kernel, agency === undefined ? inSight : [agency], kernel.now());
  const asked = rows.filter((row) => (kind === undefined || row.gap.kind === kind) && (law === undefined || row.byLaw));
  return { rows: asked, owed, soon, inSight };
}

const flat = ({ gap, ...row }: GapRow) => ({ ...row, kind: gap.kind, since: gap.since });

function reports(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'disclosure.read' } };
  web.get(
    readGaps.path,
    {
      ...may,
      schema: { summary: '公开缺口', tags, querystring: readGaps.query, response: { 200: readGaps.response } },
    },
    async ({ query, actor }) => {
      const { rows, owed, soon, inSight } = await gapsFor(kernel, actor, query);
      const directory = await directoryOf(kernel);
      const end = query.offset + PAGE;
      return {
        rows: rows.slice(query.offset, end).map(flat),
        soon: soon.slice(0, PAGE),
        total: rows.length,
        owed,
        agencies: inSight
          .map((id) => directory.agencyById(id))
          .filter(({ uscc, kind }) => uscc !== null && kind !== 'committee')
          .map(({ id, shortName }) => ({ id, name: shortName })),
        next: rows.length > end ? end : null,
      };
    },
  );
  web.get(
    gapsCsv.path,
    { ...may, schema: { summary: '公开缺口（表格）', tags, querystring: gapsCsv.query } },
    async ({ query, actor }, reply) => {
      const { rows } = await gapsFor(kernel, actor, query);
      const lines = rows.map((row) => [
        ...[row.agency, row.node, row.name, row.basis, gapText.timeClasses[row.timeClass]],
        ...[gapText.kinds[row.gap.kind], row.last ?? '', row.gap.since ?? ''],
      ]);
      return downloadCsv(reply, 'gaps.csv', [gapText.columns, ...lines]);
    },
  );
  web.get(
    readConsistency.path,
    {
      config: { may: 'disclosure.release' },
      schema: { summary: '公开内容与目录是否一致', tags, response: { 200: readConsistency.response } },
    },
    async () => ({
      rows: (await consistency(kernel, kernel.now())).map((row) => ({ ...row, message: mismatchText[row.code] })),
    }),
  );
}
