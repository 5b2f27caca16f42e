import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Day, dayOf, type Kernel, type Web } from '../../kernel/index.ts';
import { clusterOf, siteOf } from '../cluster.ts';
import type { Site } from '../contract.ts';
import { columnsFilled } from '../repo/articles.ts';
import { changeSite as change } from './change-site.ts';
import { addTarget, changeSite, type EditableSite, noteDelivery, readEditableSites, readTargets } from './contract.ts';
import * as targets from './operations.ts';

const tags = ['sites'];

/** Where something is published and how much; and what a site is called. */
export function targetRoutes(web: Web, kernel: Kernel): void {
  const acting = (actor: Actor) => ({ actor, at: kernel.now() });
  const may = (actor: Actor, agencyId: number): boolean =>
    kernel.access.may(actor, 'sites.note-delivery', { agencyId });
  web.get(
    readTargets.path,
    {
      config: { may: 'sites.note-delivery' },
      schema: {
        summary: '各渠道发布条数',
        tags,
        querystring: readTargets.query,
        response: { 200: readTargets.response },
      },
    },
    async ({ actor, query: { from, to, agency } }) => {
      const mine = (await directoryOf(kernel)).agencies.filter(({ id }) => may(actor, id));
      const agencies = mine.map(({ id }) => id).filter((id) => agency === undefined || id === agency);
      const counts = await targets.countByTarget(kernel, { agencies, from: from as Day, to: to as Day });
      const known = await targets.targetRegister.list(kernel.pool, dayOf(kernel.now()));
      return {
        counts: [...counts],
        total: counts.reduce((sum, { count }) => sum + count, 0),
        targets: known.map(({ value }) => value),
        agencies: mine.map(({ id, name }) => ({ id, name })),
        mayAdd: kernel.access.may(actor, 'sites.edit', {}),
      };
    },
  );
  web.post(
    addTarget.path,
    {
      config: { may: 'sites.edit' },
      schema: { summary: '增加发布渠道', tags, body: addTarget.body, response: { 200: addTarget.response } },
    },
    async ({ actor, body }) => {
      await targets.addTarget(kernel, body, acting(actor));
      return body;
    },
  );
  web.post(
    noteDelivery.path,
    {
      config: { may: 'sites.note-delivery' },
      schema: {
        summary: '登记在外部渠道的发布',
        tags,
        params: noteDelivery.params,
        body: noteDelivery.body,
        response: { 200: noteDelivery.response },
      },
    },
    async ({ actor, params, body }) => {
      kernel.access.check(actor, 'sites.note-delivery', { agencyId: body.agencyId });
      const { index, receipt, on, ...rest } = body;
      const what = { ...rest, target: params.key, on: on as Day, index: index || null, receipt: receipt || null };
      return { id: await targets.noteDelivery(kernel, what, acting(actor)) };
    },
  );
  editing(web, kernel, acting);
}

function editing(web: Web, kernel: Kernel, acting: (actor: Actor) => { actor: Actor; at: Date }): void {
  const config = { may: 'sites.edit' };
  web.get(
    readEditableSites.path,
    { config, schema: { summary: '可以设置的网站', tags, response: { 200: readEditableSites.response } } },
    async ({ actor }) => ({
      sites: await Promise.all(
        (await clusterOf(kernel)).sites
          .filter(({ agencyId }) => kernel.access.may(actor, 'sites.edit', { agencyId }))
          .map((site) => editableOf(kernel, site)),
      ),
    }),
  );
  web.put(
    changeSite.path,
    {
      config,
      schema: {
        summary: '设置网站',
        tags,
        params: changeSite.params,
        body: changeSite.body,
        response: { 200: changeSite.response },
      },
    },
    async ({ actor, params: { key }, body }) => {
      kernel.access.check(actor, 'sites.edit', { agencyId: (await siteOf(kernel, key)).agencyId });
      await change(kernel, key, body, acting(actor));
      return editableOf(kernel, await siteOf(kernel, key));
    },
  );
}

async function editableOf(kernel: Kernel, { region: _r, agencyId: _a, columns, ...site }: Site): Promise<EditableSite> {
  const filled = await columnsFilled(kernel.published.pool, site.key);
  return {
    ...site,
    columns: columns.map(({ key, title, maintainer, rest }) => ({
      ...{ key, title, maintainer, rest },
      count: filled.get(key)?.count ?? 0,
    })),
  };
}
