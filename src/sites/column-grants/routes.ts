import type { Kernel, Web } from '../../kernel/index.ts';
import { putColumnGrant, readColumnGrants } from './contract.ts';
import { giveColumns, grantList } from './operations.ts';

const tags = ['sites'];

/** 栏目权限: the screen of the office that gives columns. */
export function grantRoutes(web: Web, kernel: Kernel): void {
  const config = { may: 'sites.edit' };
  web.get(
    readColumnGrants.path,
    {
      config,
      schema: {
        summary: '栏目权限',
        tags,
        querystring: readColumnGrants.query,
        response: { 200: readColumnGrants.response },
      },
    },
    ({ query, actor }) => grantList(kernel, query, actor, kernel.now()),
  );
  web.put(
    putColumnGrant.path,
    {
      config,
      schema: {
        summary: '分配栏目',
        tags,
        params: putColumnGrant.params,
        body: putColumnGrant.body,
        response: { 200: putColumnGrant.response },
      },
    },
    ({ params: { site, person }, body: { columns }, actor }) =>
      giveColumns(kernel, { site, personId: person, columns }, { actor, at: kernel.now() }),
  );
}
