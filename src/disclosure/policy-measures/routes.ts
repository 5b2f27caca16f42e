import { csv } from '../../kernel/csv.ts';
import { download } from '../../kernel/download.ts';
import type { Kernel, Web } from '../../kernel/index.ts';
import { enterClaim, enterSet, policyMeasures, policyTable, strikeSet } from './operations.ts';
import { policyText } from './text.ts';
import { enterPolicyClaim, enterPolicySet, listPolicyMeasures, policyMeasuresCsv, strikePolicySet } from './wire.ts';

const tags = ['disclosure'];
const read = { config: { may: 'disclosure.read' } };
const draft = { config: { may: 'disclosure.draft' } };

/** Measures of policy, by name. */
export function policyRoutes(web: Web, kernel: Kernel): void {
  const { query: querystring, response } = listPolicyMeasures;
  web.get(
    listPolicyMeasures.path,
    { ...read, schema: { summary: '促进发展措施', tags, querystring, response: { 200: response } } },
    ({ query, actor }) => policyMeasures(kernel, query, actor),
  );
  web.get(
    policyMeasuresCsv.path,
    { ...read, schema: { summary: '促进发展措施（表格）', tags, querystring } },
    async ({ query, actor }, reply) =>
      download(reply, policyText.csvName, 'text/csv; charset=utf-8').send(csv(await policyTable(kernel, query, actor))),
  );
  web.post(
    enterPolicySet.path,
    {
      ...draft,
      schema: {
        summary: '登记一份措施',
        tags,
        body: enterPolicySet.body,
        response: { 200: enterPolicySet.response },
      },
    },
    async ({ body, actor }) => ({ id: await enterSet(kernel, { ...body, actor, at: kernel.now() }) }),
  );
  web.post(
    strikePolicySet.path,
    {
      ...draft,
      schema: {
        summary: '作废一份措施',
        tags,
        params: strikePolicySet.params,
        body: strikePolicySet.body,
        response: { 204: strikePolicySet.response },
      },
    },
    async ({ params: { id }, body: { why }, actor }, reply) => {
      await strikeSet(kernel, { id, why, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.post(
    enterPolicyClaim.path,
    {
      ...draft,
      schema: {
        summary: '登记材料里的总数',
        tags,
        body: enterPolicyClaim.body,
        response: { 200: enterPolicyClaim.response },
      },
    },
    async ({ body, actor }) => ({ id: await enterClaim(kernel, { ...body, actor, at: kernel.now() }) }),
  );
}
