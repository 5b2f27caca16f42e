import { directoryOf } from '../../identity/index.ts';
import { dayOf, type Kernel, type Web } from '../../kernel/index.ts';
import { columnLimit } from '../../sites/index.ts';
import { catalogueOn } from '../catalogue.ts';
import { leavesOf } from '../rules/catalogue.ts';
import { readOwnColumns } from '../wire-columns.ts';

/** What the editor leaves to choose for whoever is limited to some columns. */
export function ownColumnRoutes(web: Web, kernel: Kernel): void {
  web.get(
    readOwnColumns.path,
    {
      config: { may: 'disclosure.draft' },
      schema: {
        summary: '本人可用的栏目',
        tags: ['disclosure'],
        querystring: readOwnColumns.query,
        response: { 200: readOwnColumns.response },
      },
    },
    async ({ query: { agency, genre, node, axis }, actor }) => {
      kernel.access.check(actor, 'disclosure.draft', { agencyId: agency });
      const limit = await columnLimit(kernel, actor, agency);
      if (!limit) return { given: null, nodes: [], column: null, isGiven: true };
      const { region } = (await directoryOf(kernel)).agencyById(agency);
      const leaves = leavesOf(await catalogueOn(kernel, dayOf(kernel.now())));
      const standing = (key: string, its: string | null) =>
        limit.of({ agencyId: agency, region, genre, axis: its, node: key, hasFiles: false });
      const nodes = leaves.filter((leaf) => standing(leaf.key, leaf.axis).isGiven).map(({ key }) => key);
      const leaf = leaves.find(({ key }) => key === node);
      const asked = leaf ? standing(leaf.key, axis ?? leaf.axis) : { column: null, isGiven: true };
      return { given: [...limit.titles], nodes, ...asked };
    },
  );
}
