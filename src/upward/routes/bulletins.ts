import { directoryOf } from '../../identity/index.ts';
import { download, XLSX } from '../../kernel/download.ts';
import { dayOf, type Kernel, type Web } from '../../kernel/index.ts';
import { bulletinPdf } from '../bulletin-paper.ts';
import { partsOf } from '../bulletin-parts.ts';
import {
  bulletinById,
  compile,
  editForeword,
  publishBulletin,
  standingOf,
  stepBulletin,
  submitBulletin,
} from '../operations/bulletin.ts';
import { bulletinList, bulletinView } from '../operations/view.ts';
import { countsXlsx } from '../sheets.ts';
import {
  bulletinAct,
  bulletinPdfCall,
  bulletinRowsCall,
  compileBulletin,
  listBulletins,
  readBulletin,
} from '../wire.ts';

const tags = ['upward'];
const may = { config: { may: 'upward.read' } };

/** The monthly bulletin: compiled, handed in, approved, issued. */
export function bulletinRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listBulletins.path,
    {
      ...may,
      schema: {
        summary: '月度信息通报',
        tags,
        querystring: listBulletins.query,
        response: { 200: listBulletins.response },
      },
    },
    ({ query, actor }) => bulletinList(kernel, query, actor),
  );
  web.post(
    compileBulletin.path,
    {
      config: { may: 'upward.receive' },
      schema: { summary: '编制通报', tags, body: compileBulletin.body, response: { 200: compileBulletin.response } },
    },
    async ({ body, actor }) => {
      const { id, number } = await compile(kernel, { ...body, actor, at: kernel.now() });
      return { id, number };
    },
  );
  web.get(
    readBulletin.path,
    {
      ...may,
      schema: { summary: '一期通报', tags, params: readBulletin.params, response: { 200: readBulletin.response } },
    },
    ({ params, actor }) => bulletinView(kernel, params.id, actor, kernel.now()),
  );
  web.post(
    bulletinAct.path,
    {
      config: { may: 'upward.bulletin' },
      schema: { summary: '办理通报', tags, params: bulletinAct.params, body: bulletinAct.body },
    },
    async ({ params: { id }, body, actor }, reply) => {
      const acting = { actor, at: kernel.now(), seenSeq: body.seenSeq };
      if (body.act === 'edit') await editForeword(kernel, id, body.foreword, acting);
      else if (body.act === 'submit') await submitBulletin(kernel, id, acting);
      else if (body.act === 'publish') await publishBulletin(kernel, id, body.node, acting);
      else await stepBulletin(kernel, id, { ...body, ...acting });
      return reply.code(204).send();
    },
  );
  outputs(web, kernel);
}

function outputs(web: Web, kernel: Kernel): void {
  web.get(
    bulletinPdfCall.path,
    { ...may, schema: { summary: '通报（PDF）', tags, params: bulletinPdfCall.params } },
    async ({ params: { id }, actor }, reply) => {
      const bulletin = await bulletinById(kernel, id, actor);
      const { snapshot, row } = bulletin;
      const { foreword, content, frozenAt } = await standingOf(kernel, bulletin, kernel.now());
      const bytes = await bulletinPdf({
        title: snapshot.title,
        number: snapshot.number,
        agency: (await directoryOf(kernel)).agencyName(snapshot.agencyId),
        issuedOn: dayOf(frozenAt ?? kernel.now()),
        foreword,
        parts: partsOf(content, row.month),
      });
      return download(reply, `${snapshot.title}.pdf`, 'application/pdf').send(Buffer.from(bytes));
    },
  );
  web.get(
    bulletinRowsCall.path,
    { ...may, schema: { summary: '通报的数据和明细（XLSX）', tags, params: bulletinRowsCall.params } },
    async ({ params: { id }, actor }, reply) => {
      const bulletin = await bulletinById(kernel, id, actor);
      const { content } = await standingOf(kernel, bulletin, kernel.now());
      const bytes = await countsXlsx(content);
      return download(reply, `${bulletin.snapshot.title}.xlsx`, XLSX).send(Buffer.from(bytes));
    },
  );
}
