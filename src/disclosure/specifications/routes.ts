import { csv } from '../../kernel/csv.ts';
import { download } from '../../kernel/download.ts';
import type { Kernel, Web } from '../../kernel/index.ts';
import { lackingTable, specifications, specificationView, takeSpecification } from './operations.ts';
import { specificationText } from './text.ts';
import { listSpecifications, readSpecification, specificationCsv, takeSpecificationCall } from './wire.ts';

const tags = ['disclosure'];
const see = { config: { may: 'disclosure.see-catalogue' } };

/** Versions of the content specification that the catalogue follows. */
export function specificationRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listSpecifications.path,
    { ...see, schema: { summary: '目录内容规范', tags, response: { 200: listSpecifications.response } } },
    ({ actor }) => specifications(kernel, actor, kernel.now()),
  );
  web.get(
    readSpecification.path,
    {
      ...see,
      schema: {
        ...{ summary: '目录内容规范的一个版本', tags, params: readSpecification.params },
        response: { 200: readSpecification.response },
      },
    },
    ({ params }) => specificationView(kernel, params.id, kernel.now()),
  );
  web.get(
    specificationCsv.path,
    { ...see, schema: { summary: '目录缺项（表格）', tags, params: specificationCsv.params } },
    async ({ params }, reply) =>
      download(reply, specificationText.csvName, 'text/csv; charset=utf-8').send(
        csv(await lackingTable(kernel, params.id, kernel.now())),
      ),
  );
  web.post(
    takeSpecificationCall.path,
    {
      config: { may: 'disclosure.catalogue' },
      schema: {
        ...{ summary: '执行内容规范的新版本', tags, body: takeSpecificationCall.body },
        response: { 200: takeSpecificationCall.response },
      },
    },
    async ({ body, actor }) => ({
      id: await takeSpecification(kernel, { specification: body, actor, at: kernel.now() }),
    }),
  );
}
