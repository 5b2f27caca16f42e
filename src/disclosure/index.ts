import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { dutySentences } from './duty-text.ts';
import { editorSentences } from './editor/text.ts';
import { importKind } from './import-site/process.ts';
import { importText } from './import-site/text.ts';
import { routines, tasks } from './jobs.ts';
import { changeKind, dutyKind, entryKind, publicationKind } from './kinds.ts';
import { measures } from './measures.ts';
import { officialSentences } from './official-document/text.ts';
import { meetDuties } from './operations/duties.ts';
import { ownGates } from './operations/screen.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { dutyRoutes } from './routes/duties.ts';
import { editorRoutes } from './routes/editor.ts';
import { fileRoutes } from './routes/files.ts';
import { guidePages } from './routes/guide-pages.ts';
import { guideRoutes } from './routes/guides.ts';
import { publicationRoutes } from './routes/publications.ts';
import { standingRoutes } from './routes/standing.ts';
import { notices, sentences } from './text.ts';

export { documentFigures } from './annual-figures.ts';
export type { InterpretationElement, InterpretationForm, InterpretationPlan, PublishedContent } from './contract.ts';
export { readSettled as articleBlocks } from './editor/content/clean.ts';
export { type Block as ArticleBlock, blockText, runText } from './editor/content/nodes.ts';
export { importSiteCommand } from './import-site/cli.ts';
export { type IssueFacts, issueFacts } from './operations/issuing.ts';
export { seedDisclosure } from './seed.ts';
export { publishedStock } from './stock.ts';

/** 主动公开: what the city publishes, its catalogue, and the gates on the way. */
export const disclosureModule: Module = {
  name: 'disclosure',
  permissions,
  gates: ownGates,
  kinds: [publicationKind, changeKind, entryKind, dutyKind, importKind],
  onRecords: meetDuties,
  sentences: {
    ...sentences,
    ...notices,
    ...dutySentences,
    ...editorSentences,
    ...officialSentences,
    ...importText.sentences,
  },
  routes: (web, kernel) => {
    publicationRoutes(web, kernel);
    standingRoutes(web, kernel);
    guideRoutes(web, kernel);
    guidePages(web, kernel);
    dutyRoutes(web, kernel);
    fileRoutes(web, kernel);
    catalogueRoutes(web, kernel);
    editorRoutes(web, kernel);
  },
  measures,
  tasks,
  routines,
  fileUses: [
    `select (a->>'fileId')::uuid from kernel.record r cross join jsonb_array_elements(r.content->'attachments') a
      where r.kind in ('publication', 'internal-publication')`,
  ],
};
