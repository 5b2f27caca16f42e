import { csv } from '../../kernel/csv.ts';
import { download } from '../../kernel/download.ts';
import type { Kernel, Web } from '../../kernel/index.ts';
import { actOnLetter, letterList, letterTable, letterView, sendLetter } from './operations.ts';
import { letterText } from './text.ts';
import { letterAct, lettersCsv, listLetters, readLetter, sendLetterCall } from './wire.ts';

const tags = ['disclosure'];
const read = { config: { may: 'disclosure.read' } };
const draft = { config: { may: 'disclosure.draft' } };

/** The register of letters that ask for opinions. */
export function letterRoutes(web: Web, kernel: Kernel): void {
  const { query: querystring, response } = listLetters;
  web.get(
    listLetters.path,
    { ...read, schema: { summary: '征求意见函', tags, querystring, response: { 200: response } } },
    ({ query, actor }) => letterList(kernel, query, actor),
  );
  web.get(
    lettersCsv.path,
    { ...read, schema: { summary: '征求意见函台账', tags, querystring: lettersCsv.query } },
    async ({ query, actor }, reply) => {
      const rows = await letterTable(kernel, query, actor);
      return download(reply, letterText.csvName, 'text/csv; charset=utf-8').send(csv(rows));
    },
  );
  web.get(
    readLetter.path,
    {
      ...read,
      schema: { summary: '一件征求意见函', tags, params: readLetter.params, response: { 200: readLetter.response } },
    },
    ({ params, actor }) => letterView(kernel, params.id, actor),
  );
  web.post(
    sendLetterCall.path,
    {
      ...draft,
      schema: {
        summary: '登记征求意见函',
        tags,
        body: sendLetterCall.body,
        response: { 200: sendLetterCall.response },
      },
    },
    async ({ body, actor }) => {
      const { id, number } = await sendLetter(kernel, { ...body, actor, at: kernel.now() });
      return { id, number };
    },
  );
  web.post(
    letterAct.path,
    {
      ...draft,
      schema: {
        summary: '登记回复、催办或者办结',
        tags,
        params: letterAct.params,
        body: letterAct.body,
        response: { 200: letterAct.response },
      },
    },
    async ({ params: { id }, body, actor }) => {
      await actOnLetter(kernel, { id, ...body, actor, at: kernel.now() });
      return letterView(kernel, id, actor);
    },
  );
}
