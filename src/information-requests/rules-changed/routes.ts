import type { Kernel, Web } from '../../kernel/index.ts';
import { decideRuleChange, listRules, proposeRule, readRuleChange } from './contract.ts';
import { decideRule, proposeRuleChange } from './operations.ts';
import { ruleChangeView, ruleList } from './views.ts';

const tags = ['request-rules'];

/** Rules for requests that the city or an agency sets itself, and the tables of the fee. */
export function ruleRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listRules.path,
    {
      config: { may: 'request-rules.read' },
      schema: { summary: '申请办理规则', tags, querystring: listRules.query, response: { 200: listRules.response } },
    },
    ({ query, actor }) => ruleList(kernel, query.agency, { actor, at: kernel.now() }),
  );
  web.post(
    proposeRule.path,
    {
      config: { may: 'request-rules.change' },
      schema: { summary: '提出规则变更', tags, body: proposeRule.body, response: { 201: proposeRule.response } },
    },
    async ({ body, actor }, reply) => {
      const { id, number } = await proposeRuleChange(kernel, { body, actor, at: kernel.now() });
      return reply.code(201).send({ id, number });
    },
  );
  web.get(
    readRuleChange.path,
    {
      config: { may: 'request-rules.read' },
      schema: {
        summary: '一项规则变更',
        tags,
        params: readRuleChange.params,
        response: { 200: readRuleChange.response },
      },
    },
    ({ params, actor }) => ruleChangeView(kernel, params.id, actor),
  );
  web.post(
    decideRuleChange.path,
    {
      config: { may: 'request-rules.change' },
      schema: {
        summary: '审定规则变更',
        tags,
        params: decideRuleChange.params,
        body: decideRuleChange.body,
        response: { 200: decideRuleChange.response },
      },
    },
    async ({ params: { id }, body, actor }) => {
      await decideRule(kernel, { id, ...body, actor, at: kernel.now() });
      return ruleChangeView(kernel, id, actor);
    },
  );
}
