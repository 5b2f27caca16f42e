export type { LogFault } from './fault.ts';
export {
  consistencyOf,
  currentCheckpoint,
  type Inclusion,
  inclusionAt,
  inclusionOf,
  logKey,
  publishedCheckpoint,
} from './inclusion.ts';
export { signerOf } from './keys.ts';
export { type Published, publishLog } from './publish.ts';
export { type LogOverview, logOverview, servedTile } from './serve.ts';
export { verifierOf } from './signer.ts';
export { logSentences } from './text.ts';
export { logTrouble, noteTrouble } from './trouble.ts';
export { type LogVerification, verifyLog } from './verify.ts';
export { publishedAt, verifyPublished } from './verify-published.ts';
export { askWitnesses } from './witness.ts';
