import { directoryOf } from '../../identity/index.ts';
import { csv } from '../../kernel/csv.ts';
import { dayOf, type Kernel, type Web } from '../../kernel/index.ts';
import { catalogueOn } from '../catalogue.ts';
import {
  adoptEntry,
  changeEntry,
  checkFilled,
  endEntry,
  loadCatalogue,
  proposeEntry,
  refuseEntry,
} from '../operations/catalogue.ts';
import { entryView, keepersFor } from '../operations/entry.ts';
import { keyDomains } from '../reference.ts';
import { countsByNode } from '../repo/lists.ts';
import { leavesOf } from '../rules/catalogue.ts';
import { catalogueText, gapText } from '../text.ts';
import {
  catalogueCsv,
  changeEntryCall,
  decideEntry,
  endEntryCall,
  loadCatalogueCall,
  proposeEntryCall,
  readCatalogue,
  readEntry,
  readKeepers,
} from '../wire.ts';

const tags = ['disclosure'];

/** What the workbench asks of the catalogue. */
export function catalogueRoutes(web: Web, kernel: Kernel): void {
  catalogue(web, kernel);
  entry(web, kernel);
  entries(web, kernel);
}

/** Each line is called as the first agency that has it, which is the one of the city. */
async function linesOf(kernel: Kernel): Promise<{ key: string; name: string }[]> {
  const names = new Map<string, string>();
  for (const { line, shortName } of (await directoryOf(kernel)).agencies)
    if (line !== null && !names.has(line)) names.set(line, shortName);
  return [...names].map(([key, name]) => ({ key, name }));
}

function catalogue(web: Web, kernel: Kernel): void {
  web.get(
    readCatalogue.path,
    {
      config: { may: 'disclosure.see-catalogue' },
      schema: {
        summary: '公开目录',
        tags,
        querystring: readCatalogue.query,
        response: { 200: readCatalogue.response },
      },
    },
    async ({ query: { level } }) => {
      const [nodes, counts, domains, lines] = await Promise.all([
        catalogueOn(kernel, dayOf(kernel.now())),
        countsByNode(kernel),
        keyDomains(),
        linesOf(kernel),
      ]);
      const leaves = new Set(leavesOf(nodes));
      return {
        nodes: nodes
          .filter(({ levels }) => level === undefined || levels.includes(level))
          .map((node) => ({ ...node, leaf: leaves.has(node), published: counts.get(node.key) ?? 0 })),
        domains: domains.map(({ key, name }) => ({ key, name })),
        lines,
      };
    },
  );
  web.post(
    loadCatalogueCall.path,
    {
      config: { may: 'disclosure.catalogue' },
      schema: {
        summary: '载入法定目录',
        tags,
        body: loadCatalogueCall.body,
        response: { 200: loadCatalogueCall.response },
      },
    },
    async ({ actor, body }) => ({ added: await loadCatalogue(kernel, actor, kernel.now(), body) }),
  );
  web.post(
    changeEntryCall.path,
    { config: { may: 'disclosure.catalogue' }, schema: { summary: '修改目录条目', tags, body: changeEntryCall.body } },
    async ({ body, actor }, reply) => {
      await changeEntry(kernel, { ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}

function entry(web: Web, kernel: Kernel): void {
  web.get(
    readEntry.path,
    {
      config: { may: 'disclosure.see-catalogue' },
      schema: { summary: '目录条目', tags, params: readEntry.params, response: { 200: readEntry.response } },
    },
    async ({ params, actor }) => entryView(kernel, params.key, actor),
  );
  web.post(
    endEntryCall.path,
    {
      config: { may: 'disclosure.catalogue' },
      schema: { summary: '停用目录条目', tags, params: endEntryCall.params, body: endEntryCall.body },
    },
    async ({ params, body, actor }, reply) => {
      await endEntry(kernel, { ...params, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.get(
    catalogueCsv.path,
    { config: { may: 'disclosure.see-catalogue' }, schema: { summary: '公开目录（表格）', tags } },
    async (_, reply) => {
      const [nodes, counts, known] = await Promise.all([
        catalogueOn(kernel, dayOf(kernel.now())),
        countsByNode(kernel),
        linesOf(kernel),
      ]);
      const called = new Map(known.map(({ key, name }) => [key, name]));
      const lines = nodes.map(({ key, parent, name, basis, timeClass, levels, owners, keeper }) => [
        ...[key, parent ?? '', name, [basis.law, basis.article].filter(Boolean).join(' ')],
        ...[gapText.timeClasses[timeClass], levels.map((level) => catalogueText.levels[level]).join('、')],
        ...[owners.map((line) => called.get(line) ?? line).join('、'), keeper ?? '', String(counts.get(key) ?? 0)],
      ]);
      reply.header('content-disposition', 'attachment; filename="catalogue.csv"');
      return reply.type('text/csv; charset=utf-8').send(csv([catalogueText.columns, ...lines]));
    },
  );
}

function entries(web: Web, kernel: Kernel): void {
  web.get(
    readKeepers.path,
    {
      config: { may: 'disclosure.propose' },
      schema: {
        summary: '目录条目由谁管理',
        tags,
        querystring: readKeepers.query,
        response: { 200: readKeepers.response },
      },
    },
    async ({ query: { agency }, actor }) => {
      kernel.access.check(actor, 'disclosure.propose', { agencyId: agency });
      return { keepers: [...(await keepersFor(kernel, agency))] };
    },
  );
  web.post(
    proposeEntryCall.path,
    {
      config: { may: 'disclosure.propose' },
      schema: {
        summary: '提出目录条目',
        tags,
        body: proposeEntryCall.body,
        response: { 200: proposeEntryCall.response },
      },
    },
    async ({ body, actor }) => ({ id: (await proposeEntry(kernel, { ...body, actor, at: kernel.now() })).id }),
  );
  web.post(
    decideEntry.path,
    {
      config: { may: 'disclosure.catalogue' },
      schema: { summary: '审定目录条目', tags, params: decideEntry.params, body: decideEntry.body },
    },
    async ({ params: { id, decision }, body: { seenSeq, words, owners }, actor }, reply) => {
      const who = { id, actor, at: kernel.now(), seenSeq };
      if (decision === 'adopt') await adoptEntry(kernel, { ...who, ...(owners === undefined ? {} : { owners }) });
      else if (decision === 'fill') await checkFilled(kernel, who);
      else await refuseEntry(kernel, { ...who, words });
      return reply.code(204).send();
    },
  );
}
