import type { Module } from '../kernel/index.ts';
import { permissions } from './access.ts';
import { consentGates } from './consents/gate.ts';
import { consentKind } from './consents/process.ts';
import { consentsErasers, consentsRetention } from './consents/retention.ts';
import { consentRoutes } from './consents/routes.ts';
import { consentsSealed } from './consents/sealed.ts';
import { consentSentences } from './consents/text.ts';
import { dutySentences } from './duty-text.ts';
import { editorSentences } from './editor/text.ts';
import { evaluationMeasures } from './evaluation/measures.ts';
import { evaluationRoutes } from './evaluation/routes.ts';
import { evaluationSentences } from './evaluation/text.ts';
import { importNoteRoutes } from './import-site/notes-routes.ts';
import { importKind } from './import-site/process.ts';
import { importText } from './import-site/text.ts';
import { routines, tasks } from './jobs.ts';
import { changeKind, dutyKind, entryKind, publicationKind } from './kinds.ts';
import { letterMeasures } from './letters/measures.ts';
import { letterKind } from './letters/process.ts';
import { letterRoutes } from './letters/routes.ts';
import { letterSentences } from './letters/text.ts';
import { measures } from './measures.ts';
import { officialSentences } from './official-document/text.ts';
import { meetDuties } from './operations/duties.ts';
import { noticeGates } from './operations/notices.ts';
import { ownGates } from './operations/screen.ts';
import { opinionsErasers, opinionsRetention, opinionsSealed } from './opinions/operations.ts';
import { opinionKind } from './opinions/process.ts';
import { opinionRoutes } from './opinions/routes.ts';
import { opinionSentences } from './opinions/text.ts';
import { policyFigures } from './policy-measures/measures.ts';
import { policyRoutes } from './policy-measures/routes.ts';
import { policySentences } from './policy-measures/text.ts';
import { reassessmentMeasures } from './reassessment/measures.ts';
import { followPublished } from './reassessment/operations.ts';
import { reassessmentKind } from './reassessment/process.ts';
import { reassessmentRoutes } from './reassessment/routes.ts';
import { reassessmentText } from './reassessment/text.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { dutyRoutes } from './routes/duties.ts';
import { editorRoutes } from './routes/editor.ts';
import { fileRoutes } from './routes/files.ts';
import { guidePages } from './routes/guide-pages.ts';
import { guideRoutes } from './routes/guides.ts';
import { ownColumnRoutes } from './routes/own-columns.ts';
import { publicationRoutes } from './routes/publications.ts';
import { scopeRoutes } from './routes/scope.ts';
import { standingRoutes } from './routes/standing.ts';
import { scopeSentences } from './scope-text.ts';
import { specificationRoutes } from './specifications/routes.ts';
import { specificationSentences } from './specifications/text.ts';
import { staffRoutes } from './staff/routes.ts';
import { staffSentences } from './staff/text.ts';
import { notices, sentences } from './text.ts';

export { documentFigures } from './annual-figures.ts';
export { catalogueOn as catalogueEntries, nodesHolding } from './catalogue.ts';
export type {
  InterpretationElement,
  InterpretationForm,
  InterpretationPlan,
  Lacking,
  PublishedContent,
} from './contract.ts';
export { readSettled as articleBlocks } from './editor/content/clean.ts';
export { type Block as ArticleBlock, blockText, runText } from './editor/content/nodes.ts';
export { importSiteCommand } from './import-site/cli.ts';
export { carryChange, changeAtOnce, proposeChange } from './operations/change.ts';
export { saveDraft, submit } from './operations/draft.ts';
export { dutyOf, obligationRegister, openDuty } from './operations/duties.ts';
export { saveFigures } from './operations/figures.ts';
export { consistency as catalogueMismatches } from './operations/gaps.ts';
export { type IssueFacts, issueFacts, lackingAfterIssue, lackingOf } from './operations/issuing.ts';
export { openPublication } from './operations/open.ts';
export { contentFrom, publicationById } from './operations/publication.ts';
export { publish } from './operations/publish.ts';
export { review } from './operations/review.ts';
export { rowsInFile } from './operations/rows-file.ts';
export { indexOfPublication } from './repo/publications.ts';
export { documentMatter, type ReturnRow, returnRows, returnsOfDossier } from './repo/returns.ts';
export { isDocumentNumber } from './rules/document-number.ts';
export { type Obligation, periodBefore } from './rules/obligation.ts';
export { secrecyChecks } from './rules/secrecy.ts';
export { seedDisclosure } from './seed.ts';
export { publishedStock } from './stock.ts';
export { elementTitles } from './text.ts';

/** 主动公开: what the city publishes, its catalogue, and the gates on the way. */
export const disclosureModule: Module = {
  name: 'disclosure',
  permissions,
  gates: [...ownGates, ...noticeGates, ...consentGates],
  kinds: [
    publicationKind,
    changeKind,
    entryKind,
    dutyKind,
    reassessmentKind,
    opinionKind,
    letterKind,
    consentKind,
    importKind,
  ],
  sealed: [...opinionsSealed, ...consentsSealed],
  retention: [...opinionsRetention, ...consentsRetention],
  erasers: [...opinionsErasers, ...consentsErasers],
  onRecords: async (kernel, changes, at) => {
    await meetDuties(kernel, changes, at);
    await followPublished(kernel, changes, at);
  },
  sentences: {
    ...sentences,
    ...notices,
    ...scopeSentences,
    ...staffSentences,
    ...dutySentences,
    ...editorSentences,
    ...officialSentences,
    ...opinionSentences,
    ...evaluationSentences,
    ...letterSentences,
    ...consentSentences,
    ...policySentences,
    ...specificationSentences,
    ...reassessmentText.sentences,
    ...importText.sentences,
  },
  routes: (web, kernel) => {
    publicationRoutes(web, kernel);
    standingRoutes(web, kernel);
    guideRoutes(web, kernel);
    guidePages(web, kernel);
    dutyRoutes(web, kernel);
    reassessmentRoutes(web, kernel);
    fileRoutes(web, kernel);
    catalogueRoutes(web, kernel);
    editorRoutes(web, kernel);
    scopeRoutes(web, kernel);
    opinionRoutes(web, kernel);
    evaluationRoutes(web, kernel);
    staffRoutes(web, kernel);
    letterRoutes(web, kernel);
    consentRoutes(web, kernel);
    policyRoutes(web, kernel);
    ownColumnRoutes(web, kernel);
    importNoteRoutes(web, kernel);
    specificationRoutes(web, kernel);
  },
  measures: [...measures, ...evaluationMeasures, ...reassessmentMeasures, ...letterMeasures, ...policyFigures],
  tasks,
  routines,
  fileUses: [
    `select (a->>'fileId')::uuid from kernel.record r cross join jsonb_array_elements(r.content->'attachments') a
      where r.kind in ('publication', 'internal-publication')`,
    'select file_id from disclosure.import_note where file_id is not null',
  ],
};
