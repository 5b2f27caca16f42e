import { type Kernel, type Module, role } from '../kernel/index.ts';
import { screeningMeasures } from './measures.ts';
import { passTurn } from './operations/pass.ts';
import { privacyTicketKind } from './process.ts';
import { screeningRoutes } from './routes.ts';
import type { StockSource } from './stock.ts';
import { sentences } from './text.ts';

const MINUTE_MS = 60_000;

const office = role('disclosure-officer', 'agencies-below');

/**
 * 隐私信息排查: personal data found in what is to be published and in what is, decided, masked, put right.
 *
 * @param others.sources what other modules have published, looked through again in passes
 */
export const screeningModuleOf = ({
  sources,
}: {
  readonly sources: (kernel: Kernel) => readonly StockSource[];
}): Module => ({
  name: 'screening',
  permissions: {
    'screening.read': [role('liaison'), role('editor'), office, role('supervisor', 'agencies-below')],
    'screening.decide': [role('liaison'), role('editor'), office],
    'screening.judge': [office],
  },
  kinds: [privacyTicketKind],
  sentences,
  routes: (web, kernel) => screeningRoutes(web, kernel, () => sources(kernel)),
  routines: (kernel) => [
    {
      name: 'screening.pass',
      everyMs: MINUTE_MS,
      run: (at) => passTurn(kernel, sources(kernel), at),
      byTheClock: true,
    },
  ],
  measures: screeningMeasures,
});

export { piiScanCommand } from './cli.ts';
export { pack as packArchive } from './masking/zip.ts';
export {
  type Decision,
  decideFinding,
  documentHash,
  type FindingRow,
  findingsOf,
  maskDecided,
  type ScreenedDocument,
  screenDocument,
  undecidedOf,
} from './operations/documents.ts';
export { readDocument } from './readers/read.ts';
export { detect as findPersonalData } from './rules/detect.ts';
export type { Hit, Kind } from './rules/kinds.ts';
export { maskOf as maskPersonalData } from './rules/mask.ts';
export { type PartHit, type Scanned, scanDocument } from './scan.ts';
export type { StockContent, StockItem, StockSource } from './stock.ts';
export { kindNames as personalDataNames, partName } from './text.ts';
