import type { Kernel, Web } from '../../kernel/index.ts';
import { noteQualification, putRule, staffList } from './operations.ts';
import { enterQualification, listStaff, putQualificationRule } from './wire.ts';

const tags = ['disclosure'];

/** Who writes and publishes, with what, and whether he may. */
export function staffRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listStaff.path,
    {
      config: { may: 'disclosure.see-staff' },
      schema: { summary: '采编人员', tags, querystring: listStaff.query, response: { 200: listStaff.response } },
    },
    ({ query, actor }) => staffList(kernel, query, actor, kernel.now()),
  );
  web.post(
    enterQualification.path,
    {
      config: { may: 'disclosure.qualify' },
      schema: { summary: '登记上岗资格', tags, params: enterQualification.params, body: enterQualification.body },
    },
    async ({ params, body, actor }, reply) => {
      await noteQualification(kernel, { ...body, personId: params.id, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.post(
    putQualificationRule.path,
    {
      config: { may: 'disclosure.qualify' },
      schema: { summary: '修改上岗资格规则', tags, body: putQualificationRule.body },
    },
    async ({ body, actor }, reply) => {
      await putRule(kernel, { ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}
