import { downloadCsv } from '../../kernel/download.ts';
import type { Kernel, Web } from '../../kernel/index.ts';
import { reasonNames } from '../text.ts';
import { confirmKeeping, proposeKeeping, release, returnKeeping } from './operations.ts';
import { reassessmentText as text } from './text.ts';
import { reassessmentList, reassessmentsForTable, reassessmentView } from './view.ts';
import {
  actOnReassessment,
  listReassessments,
  type ReassessmentAct,
  readReassessment,
  reassessmentsCsv,
} from './wire.ts';

const tags = ['disclosure'];
const mayRead = { config: { may: 'disclosure.read' } };

/** What the workbench asks of the regular look at what is withheld. */
export function reassessmentRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listReassessments.path,
    {
      ...mayRead,
      schema: {
        summary: '不公开信息定期评估',
        tags,
        querystring: listReassessments.query,
        response: { 200: listReassessments.response },
      },
    },
    ({ query, actor }) => reassessmentList(kernel, query, actor, kernel.now()),
  );
  web.get(
    reassessmentsCsv.path,
    { ...mayRead, schema: { summary: '不公开信息定期评估（表格）', tags, querystring: reassessmentsCsv.query } },
    async ({ query, actor }, reply) => {
      const rows = await reassessmentsForTable(kernel, query, actor, kernel.now());
      const lines = rows.map((row) => [
        ...[row.number, row.title, row.agency, row.reason === null ? '' : reasonNames[row.reason]],
        ...[stateName(row.state), row.cameUpOn, row.dueOn, row.light === 'red' ? text.yes : text.no],
        ...[row.closedOn, row.nextOn, row.index],
      ]);
      return downloadCsv(reply, 'reassessments.csv', [[...text.csv], ...lines]);
    },
  );
  web.get(
    readReassessment.path,
    {
      ...mayRead,
      schema: {
        summary: '一次定期评估',
        tags,
        params: readReassessment.params,
        response: { 200: readReassessment.response },
      },
    },
    ({ params, actor }) => reassessmentView(kernel, params.id, actor, kernel.now()),
  );
  web.post(
    actOnReassessment.path,
    {
      config: { may: 'disclosure.draft' },
      schema: {
        summary: '评估不公开的信息',
        tags,
        params: actOnReassessment.params,
        body: actOnReassessment.body,
        response: { 200: actOnReassessment.response },
      },
    },
    async ({ params: { id }, body, actor }) => ({
      draftId: await done(kernel, body, { id, actor, at: kernel.now(), seenSeq: body.seenSeq }),
    }),
  );
}

const stateName = (state: string): string => Object.entries(text.states).find(([key]) => key === state)?.[1] ?? state;

async function done(
  kernel: Kernel,
  body: ReassessmentAct,
  who: Parameters<typeof confirmKeeping>[1],
): Promise<number | null> {
  if (body.act === 'release') return release(kernel, { ...who, words: body.words, node: body.node });
  if (body.act === 'keep') await proposeKeeping(kernel, { ...who, words: body.words, nextOn: body.nextOn });
  else if (body.act === 'confirm') await confirmKeeping(kernel, who);
  else await returnKeeping(kernel, { ...who, words: body.words });
  return null;
}
