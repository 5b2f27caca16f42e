import { directoryOf } from '../../identity/index.ts';
import { downloadCsv } from '../../kernel/download.ts';
import { type Actor, agenciesWithin, dayOf, type Kernel, pageOf, type Web } from '../../kernel/index.ts';
import {
  type Handover,
  handOver,
  handoverCsv,
  handoversCsv,
  listHandovers,
  RECEIVERS,
  readHandover,
} from './contract.ts';
import * as operations from './operations.ts';
import { handovers } from './repo.ts';
import { handoverText as text } from './text.ts';

const tags = ['sites'];
const PAGE = 30;
const MOST_ROWS = 2_000;
const config = { may: 'sites.note-delivery' };

/** 移交: what of a year went to archives and libraries. */
export function handoverRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listHandovers.path,
    {
      config,
      schema: {
        summary: '移交档案馆图书馆',
        tags,
        querystring: listHandovers.query,
        response: { 200: listHandovers.response },
      },
    },
    async ({ query: { which, before }, actor }) => {
      const found = await lines(kernel, actor, which === 'open', before ?? null, PAGE + 1);
      const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
      return { rows: [...rows], next };
    },
  );
  web.get(
    handoversCsv.path,
    { config, schema: { summary: '导出移交情况', tags, querystring: handoversCsv.query } },
    async ({ query: { which }, actor }, reply) => {
      const rows = await lines(kernel, actor, which === 'open', null, MOST_ROWS);
      const cells = rows.map(({ agency, year, documents, left, dueOn, state, late }) => [
        ...[agency, year, documents, left.archive, left.library, dueOn ?? ''],
        late ? text.late : text.process[state],
      ]);
      return downloadCsv(reply, `${text.title} ${dayOf(kernel.now())}.csv`, [text.csvList, ...cells]);
    },
  );
  web.get(
    readHandover.path,
    {
      config,
      schema: { summary: '一年的移交', tags, params: readHandover.params, response: { 200: readHandover.response } },
    },
    ({ params: { id }, actor }) => view(kernel, id, actor),
  );
  web.get(
    handoverCsv.path,
    { config, schema: { summary: '导出移交清单', tags, params: handoverCsv.params } },
    async ({ params: { id }, actor }, reply) => {
      const { items, agency, year } = await view(kernel, id, actor);
      const cells = items.map(({ index, title, documentNumber, on, handed }, i) => [
        ...[i + 1, index, title, documentNumber ?? '', on],
        ...RECEIVERS.map((kind) => (handed.includes(kind) ? text.handed : '')),
      ]);
      return downloadCsv(reply, `${agency} ${text.ofYear(year)}.csv`, [text.csvColumns, ...cells]);
    },
  );
  web.post(
    handOver.path,
    {
      config,
      schema: {
        summary: '登记移交',
        tags,
        params: handOver.params,
        body: handOver.body,
        response: { 200: handOver.response },
      },
    },
    async ({ params: { id }, body, actor }) => {
      await operations.handOver(kernel, { id, ...body, actor, at: kernel.now() });
      return view(kernel, id, actor);
    },
  );
}

async function lines(kernel: Kernel, actor: Actor, onlyOpen: boolean, before: number | null, limit: number) {
  const agencies = agenciesWithin(kernel.access, actor, config.may);
  const rows = await handovers(kernel.pool, { agencies, onlyOpen, before, limit });
  const directory = await directoryOf(kernel);
  const found: ReturnType<typeof lineOf>[] = [];
  for (const row of rows)
    found.push(lineOf(await operations.standingOf(kernel, row), directory.agencyById(row.agencyId).name, kernel.now()));
  return found;
}

const lineOf = ({ row, documents, left }: operations.Standing, agency: string, at: Date) => ({
  ...{ id: row.id, number: row.number, agency, year: row.year, state: row.state, dueOn: row.dueOn },
  late: row.state === 'owed' && row.dueOn !== null && row.dueOn < dayOf(at),
  documents: documents.length,
  left: { archive: left.archive.length, library: left.library.length },
});

async function view(kernel: Kernel, id: number, actor: Actor): Promise<Handover> {
  const standing = await operations.handoverOf(kernel, id, actor);
  const { row, documents, receipts, left } = standing;
  const lacks = new Map(RECEIVERS.map((kind) => [kind, new Set(left[kind].map(({ index }) => index))]));
  return {
    ...lineOf(standing, (await directoryOf(kernel)).agencyById(row.agencyId).name, kernel.now()),
    seq: row.seq,
    mayHand: row.state === 'owed',
    items: documents.map((document) => ({
      ...document,
      handed: RECEIVERS.filter((kind) => lacks.get(kind)?.has(document.index) === false),
    })),
    receipts: receipts.map(({ items, ...receipt }) => ({ ...receipt, items: items.length })),
  };
}
