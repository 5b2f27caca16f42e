import type { FastifyReply } from 'fastify';
import { directoryOf } from '../../identity/index.ts';
import { download, downloadCsv } from '../../kernel/download.ts';
import { type Actor, dayOf, type Kernel, refuse, type Web } from '../../kernel/index.ts';
import type { Form, SourceRef } from '../contract.ts';
import {
  campaignById,
  campaignList,
  campaignView,
  endCampaign,
  noteGiven,
  noteRun,
  plan,
  settleMaterial,
} from '../operations/campaigns.ts';
import { compilations, volumeOf } from '../operations/compilations.ts';
import { type Outreach, outreachPaper } from '../papers.ts';
import { slidesFile } from '../pptx/slides-file.ts';
import { givenOf, printedOf } from '../repo/campaigns.ts';
import { scriptOf } from '../rules/script.ts';
import { slidesPage } from '../slides-page.ts';
import { shownOf } from '../sources.ts';
import { campaignColumns, formTitles, outreachText } from '../text.ts';
import {
  campaignAct,
  campaignCsv,
  campaignPaper,
  compilationPaper,
  exportOutreach,
  listCampaigns,
  listCompilations,
  planCampaign,
  readCampaign,
} from '../wire.ts';

const tags = ['boards'];
type Wanted = Form | 'slides-page' | 'slides-file';
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

/** What the workbench asks of prints and campaigns. */
export function outreachRoutes(web: Web, kernel: Kernel): void {
  exporting(web, kernel);
  compiling(web, kernel);
  campaigns(web, kernel);
}

async function send(reply: FastifyReply, form: Wanted, outreach: Outreach): Promise<FastifyReply> {
  const { title, agency, articles } = outreach;
  if (form === 'slides-page')
    return download(reply, `${title}.html`, 'text/html; charset=utf-8').send(slidesPage(outreach));
  if (form === 'slides-file') return download(reply, `${title}.pptx`, PPTX).send(slidesFile(outreach));
  if (form === 'script') {
    const script = scriptOf(articles, { opening: outreachText.opening(agency), closing: outreachText.closing });
    const head = outreachText.scriptHead(title, outreachText.minutes(script.seconds), script.characters);
    const name = `${title}${formTitles.script}.txt`;
    return download(reply, name, 'text/plain; charset=utf-8').send(`\uFEFF${head}\n${script.sentences.join('\n')}\n`);
  }
  const pdf = await outreachPaper(form, outreach);
  return download(reply, `${title}${formTitles[form]}.pdf`, 'application/pdf').send(Buffer.from(pdf));
}

async function outreachOf(
  kernel: Kernel,
  sources: readonly SourceRef[],
  { title, agencyId, number }: { readonly title: string; readonly agencyId: number; readonly number: string },
): Promise<Outreach> {
  const at = kernel.now();
  const articles = await Promise.all(sources.map((source) => shownOf(kernel, source, at)));
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  return { title: title || (articles[0]?.title ?? ''), number, agency: agency.name, phone: agency.phone, articles, at };
}

function exporting(web: Web, kernel: Kernel): void {
  web.post(
    exportOutreach.path,
    {
      config: { may: 'boards.campaign' },
      schema: { summary: '把公开内容导出为宣传品', tags, body: exportOutreach.body },
    },
    async ({ body: { form, title, sources }, actor }, reply) => {
      const agencyId = firstAgency(actor);
      return send(reply, form, await outreachOf(kernel, sources, { title, agencyId, number: dayOf(kernel.now()) }));
    },
  );
}

function compiling(web: Web, kernel: Kernel): void {
  const config = { may: 'boards.campaign' };
  web.get(
    listCompilations.path,
    { config, schema: { summary: '可以汇编的专栏', tags, response: { 200: listCompilations.response } } },
    async () => ({ rows: [...(await compilations(kernel))] }),
  );
  web.get(
    compilationPaper.path,
    {
      config,
      schema: { summary: '专栏汇编', tags, params: compilationPaper.params, querystring: compilationPaper.query },
    },
    async ({ params: { key }, query: { volume }, actor }, reply) => {
      const at = kernel.now();
      const agency = (await directoryOf(kernel)).agencyById(firstAgency(actor));
      const made = await volumeOf(kernel, key, volume, at);
      return send(reply, 'booklet', { ...made, number: dayOf(at), agency: agency.name, phone: agency.phone, at });
    },
  );
}

const firstAgency = ({ grants }: Actor): number => {
  const [grant] = grants;
  if (!grant) throw refuse('access/forbidden', {}, 403);
  return grant.agencyId;
};

function campaigns(web: Web, kernel: Kernel): void {
  const may = { config: { may: 'boards.read' } };
  web.get(
    listCampaigns.path,
    {
      ...may,
      schema: {
        summary: '政策宣传',
        tags,
        querystring: listCampaigns.query,
        response: { 200: listCampaigns.response },
      },
    },
    ({ query, actor }) => campaignList(kernel, query, actor),
  );
  web.post(
    planCampaign.path,
    {
      config: { may: 'boards.campaign' },
      schema: { summary: '宣传立项', tags, body: planCampaign.body, response: { 200: planCampaign.response } },
    },
    async ({ body, actor }) => {
      const { id, number } = await plan(kernel, { ...body, actor, at: kernel.now() });
      return { id, number };
    },
  );
  web.get(
    readCampaign.path,
    {
      ...may,
      schema: { summary: '一次宣传', tags, params: readCampaign.params, response: { 200: readCampaign.response } },
    },
    ({ params, actor }) => campaignView(kernel, params.id, actor, kernel.now()),
  );
  web.post(
    campaignAct.path,
    {
      config: { may: 'boards.campaign' },
      schema: { summary: '办理宣传', tags, params: campaignAct.params, body: campaignAct.body },
    },
    async ({ params: { id }, body, actor }, reply) => {
      const acting = { actor, at: kernel.now(), seenSeq: body.seenSeq };
      if (body.act === 'material') await settleMaterial(kernel, id, body.sources, acting);
      else if (body.act === 'print') await noteRun(kernel, id, body, acting);
      else if (body.act === 'distribute') await noteGiven(kernel, id, body, acting);
      else await endCampaign(kernel, id, body.act, body.words, acting);
      return reply.code(204).send();
    },
  );
  web.get(
    campaignCsv.path,
    { ...may, schema: { summary: '印制发放台账', tags, params: campaignCsv.params } },
    async ({ params: { id }, actor }, reply) => {
      const { snapshot } = await campaignById(kernel, id, actor);
      const [printed, given] = await Promise.all([printedOf(kernel.pool, id), givenOf(kernel.pool, id)]);
      const rows = [
        ...printed.map((row) => [campaignColumns.printed, formTitles[row.form], row.on, row.copies, '', row.note]),
        ...given.map((row) => [
          campaignColumns.given,
          formTitles[row.form],
          row.on,
          row.copies,
          row.place,
          row.receiver,
        ]),
      ];
      return downloadCsv(reply, `${snapshot.number}.csv`, [campaignColumns.heads, ...rows]);
    },
  );
  web.get(
    campaignPaper.path,
    { ...may, schema: { summary: '宣传品', tags, params: campaignPaper.params } },
    async ({ params: { id, form }, actor }, reply) => {
      const { snapshot, row } = await campaignById(kernel, id, actor);
      if (row.sources.length === 0) throw refuse('boards/no-sources', {}, 422);
      const { title, agencyId, number } = snapshot;
      return send(reply, form, await outreachOf(kernel, row.sources, { title, agencyId, number }));
    },
  );
}
