export { ABOVE, type Actor, anonymous, dutiesOf, type Grant, holdsRole, isSubject, system } from './access/actor.ts';
export {
  type Access,
  agenciesWithin,
  anyone,
  citizen,
  type Permissions,
  type Protected,
  role,
  signedIn,
  staff,
  subject,
} from './access/permission.ts';
export { addressGroup } from './allowance/address.ts';
export { type Allowance, clearAllowances, giveBack, spend, take } from './allowance/allowance.ts';
export { backupFindings } from './backup/findings.ts';
export { type BackupRun, lastBackups } from './backup/runs.ts';
export { type Calendar, faultText as calendarFaultText } from './calendar/index.ts';
export { calendarHash, calendarSources, loadCalendar, publishedCalendar } from './calendars.ts';
export { askCaptcha, type Captcha, CaptchaFields, captchaFor, checkPerson } from './captcha/captcha.ts';
export { issuePass, spendPass } from './captcha/pass.ts';
export { type Check, type Finding, ok, warning, wrong } from './check.ts';
export {
  type ClockFacts,
  calendarDays,
  defaultLightRule,
  dueOn,
  hours,
  type Light,
  type Limit,
  light,
  months,
  remaining,
  workingDays,
} from './clock/index.ts';
export { createKernel, type KeyOptions } from './create.ts';
export { addDays, type Day, day, dayOf, instant, isDay, weekday, yearOf } from './day.ts';
export { type Db, openPool, openPublicPool } from './db/database.ts';
export { migrate, migrations, pendingMigrations } from './db/migrate.ts';
export { inTransaction, type Transaction } from './db/transaction.ts';
export {
  type Certificate,
  type Documents,
  documentSentences,
  type IssuedNotice,
  issueNotice,
  type Notice,
  type OfficialDocument,
  type OfficialPart,
  type PdfRenderer,
  type PublicityArticle,
  parseVerificationCode,
  pdfRenderer,
  type Receipt,
  verificationCode,
} from './documents/index.ts';
export { bytesOf } from './files/bytes-of.ts';
export {
  addFile,
  attachFiles,
  fileById,
  filesOfMatter,
  plainName,
  type ScanState,
  type StoredFile,
} from './files/files.ts';
export { inspect, submissionTypes } from './files/inspect/inspect.ts';
export { type FileSettings, openFiles } from './files/open.ts';
export { isCutOff } from './files/receive.ts';
export { scanRoutine } from './files/scan-later.ts';
export { sendFile } from './files/serve.ts';
export { sweepRoutine } from './files/sweep.ts';
export { verifyFiles } from './files/verify.ts';
export type { AnswerAtHand } from './http/at-hand.ts';
export { createDraining, type Draining } from './http/draining.ts';
export { type ProblemPage, sayWhen } from './http/problem.ts';
export { spendFor } from './http/spend.ts';
export { createWeb, type RouteList, type Web } from './http/web.ts';
export { EXPOSITION_TYPE, type Gauge, type Instruments, type Sample } from './instruments/index.ts';
export { numberIn, textIn } from './jobs/payload.ts';
export { type Routine, type RoutineRun, startWorker, type Task, type Worker } from './jobs/worker.ts';
export type { ActGate, Calendars, Eraser, Kernel, OwnDataSource, Published, RecordListener } from './kernel.ts';
export { canonical, type Json } from './ledger/canonical.ts';
export { type EntryCursor, type EntryQuery, entriesIn, type LedgerEntry } from './ledger/entries.ts';
export { type LedgerPart, type Verification, verifyLedger } from './ledger/verify.ts';
export { faultOf, type Level, type Log, noLog, openLog, requestIdHere } from './log-lines/index.ts';
export { type Acted, type ActRequest, act, capacityFor } from './matter/act.ts';
export { hashOfCode, matterByCode } from './matter/by-code.ts';
export type { NewJob } from './matter/commit.ts';
export {
  type InboxCursor,
  type InboxPage,
  type InboxRow,
  inbox,
  type Line,
  overdueMatters,
  provisionalMatters,
} from './matter/inbox.ts';
export type { ByItself, Facts, Guard, GuardContext, MatterKind } from './matter/kinds.ts';
export { type Opened, type OpenRequest, openMatter } from './matter/open.ts';
export { matterById, matterByNumber } from './matter/read.ts';
export { remark } from './matter/remark.ts';
export type { RunningClock, Snapshot } from './matter/snapshot.ts';
export { actRefusal } from './matter/step.ts';
export { sweep } from './matter/sweep.ts';
export { kernelTasks } from './matter/tasks.ts';
export { entriesAsWritten, openingOf, personalPart, type TimelineEntry, timeline } from './matter/timeline.ts';
export { divide, round } from './measure/decimal.ts';
export {
  type DrillRow,
  drillDown,
  type Figure,
  figureOf,
  type Measure,
  type MeasureScope,
  type Part,
  partOf,
  partsOf,
  type RowSet,
} from './measure/measure.ts';
export { type Module, sentencesOf } from './module.ts';
export { markRead, noticesOf, type PersonalNotice, tell } from './notices/notices.ts';
export type { OwnData, OwnItem } from './own-data.ts';
export { packageRoot } from './package-root.ts';
export { pageOf } from './page.ts';
export { defineProcess, type Process } from './process/define.ts';
export {
  bpmnXml,
  digest,
  type FlowStep,
  faultSentences as processFaultSentences,
  flowChart,
  flowChartCss,
  flowSteps,
  processFaults,
} from './process/index.ts';
export { qrSvg } from './qr.ts';
export type { Announced } from './record/announced.ts';
export { changeRecords, currentRecord, type PublicRecord, publishRecord, type RecordChange } from './record/record.ts';
export { Refusal, refuse } from './refusal.ts';
export { defineRegister, type Register, type RegisterEntry } from './register/register.ts';
export {
  type Due,
  dueErasures,
  erase,
  eraseDue,
  GROUNDS,
  type Ground,
  isGround,
  keptUntil,
  type RetentionDefault,
  retentionRules,
  retentionSentences,
  ruleOf,
  ruleShape,
} from './retention/index.ts';
export {
  activateKeys,
  type CipherSuite,
  type KeyPurpose,
  keySentences,
  keyStatus,
  lockValue,
  newKey,
  resealFor,
  retireKey,
  rotateKeys,
  type SealedColumn,
  type SealedPlace,
  tendKeys,
} from './seal/index.ts';
export { queryOf, tokensOf, vectorOf } from './search/bigrams.ts';
export {
  type Filters,
  indexDocument,
  indexDocuments,
  removeDocument,
  type SearchDocument,
  search,
} from './search/search.ts';
export { sentences as kernelSentences, waitText } from './text.ts';
