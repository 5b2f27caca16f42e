import type { z } from 'zod';
import { secrecyChecks } from '../../disclosure/index.ts';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  addDays,
  capacityFor,
  type Day,
  day,
  dayOf,
  type Kernel,
  matterById,
  pageOf,
  refuse,
} from '../../kernel/index.ts';
import { RESULT_KINDS, type ResultKind } from '../contract.ts';
import { officerRegister, officersOn, subjectRegister } from '../registers.ts';
import { repairsOf } from '../repo/repairs.ts';
import { countedResults, listedResults, type ResultRow } from '../repo/results.ts';
import { fieldsOf } from '../rules/article.ts';
import { repairableAfter } from '../rules/display.ts';
import { kindRule, rulesOn } from '../rules/rules.ts';
import type { Say } from '../say.ts';
import { fieldTitles } from '../text.ts';
import type { listResults, ResultView, readEntering, readResult, Standing } from '../wire.ts';
import { certificateFault } from './certificates.ts';
import { resultNamed } from './enter.ts';
import { lookedAt } from './fields.ts';
import { mayDo } from './may-do.ts';

const PAGE = 50;
const MOST_CSV = 20_000;

type Asked = {
  readonly standing: Standing;
  readonly q?: string | undefined;
  readonly agency?: number | undefined;
  readonly kind?: ResultKind | undefined;
};

/** The agencies whose things of a permission somebody is shown. */
export async function agenciesFor(kernel: Kernel, actor: Actor, permission: string): Promise<readonly number[]> {
  const { agencies } = await directoryOf(kernel);
  return agencies.map(({ id }) => id).filter((agencyId) => kernel.access.may(actor, permission, { agencyId }));
}

/** Those of them that are asked for. @throws Refusal access/forbidden (403) for one beyond them */
export function narrowed(inSight: readonly number[], agency: number | undefined): readonly number[] {
  if (agency === undefined) return inSight;
  if (!inSight.includes(agency)) throw refuse('access/forbidden', {}, 403);
  return [agency];
}

/**
 * Results of the agencies that somebody may read, the newest first.
 *
 * @throws Refusal access/forbidden (403) for an agency beyond them
 */
export async function resultList(
  kernel: Kernel,
  { agency, before, ...asked }: Asked & { readonly before?: number | undefined },
  actor: Actor,
  at: Date,
): Promise<z.input<typeof listResults.response>> {
  const inSight = await agenciesFor(kernel, actor, 'enforcement.read');
  const query = { ...asked, agencyIds: narrowed(inSight, agency), today: dayOf(at) };
  const [found, counts, directory] = await Promise.all([
    listedResults(kernel, { ...query, before, limit: PAGE + 1 }),
    countedResults(kernel, query),
    directoryOf(kernel),
  ]);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  const organs = new Set((await subjectRegister.list(kernel.pool, query.today)).map(({ key }) => key));
  const doing = await mayDo(kernel, rows, actor);
  return {
    rows: rows.map((row) => ({
      ...viewOf(kernel, row, directory.agencyShortName(row.agencyId), query.today),
      mayDo: doing.get(row.id) ?? null,
    })),
    mayEnter: (await agenciesFor(kernel, actor, 'enforcement.enter')).length > 0,
    counts,
    agencies: directory.agencies
      .filter(({ id, key }) => inSight.includes(id) && organs.has(key))
      .map(({ id, shortName }) => ({ id, name: shortName })),
    checks: [...secrecyChecks],
    next,
  };
}

/** The same without pages, for a table. @throws Refusal as {@link resultList} does */
export async function resultsForTable(
  kernel: Kernel,
  { agency, ...asked }: Asked,
  actor: Actor,
  at: Date,
): Promise<readonly ResultView[]> {
  const today = dayOf(at);
  const agencyIds = narrowed(await agenciesFor(kernel, actor, 'enforcement.read'), agency);
  const rows = await listedResults(kernel, { ...asked, agencyIds, today, limit: MOST_CSV });
  const directory = await directoryOf(kernel);
  return rows.map((row) => viewOf(kernel, row, directory.agencyShortName(row.agencyId), today));
}

function viewOf({ kinds }: Kernel, row: ResultRow, agency: string, today: Day): ResultView {
  const { id, number, seq, kind, documentNumber, value, state, dueOn, metOn, index, publishedOn, shownUntil } = row;
  return {
    ...{ id, number, seq, kind, documentNumber, agency, state, dueOn, index, publishedOn, shownUntil },
    ...{ subject: value.subject, party: value.party, decidedOn: value.decidedOn },
    shown: row.isShown,
    stateTitle: kinds.of('publication').process?.states[state]?.title ?? state,
    light: lightOf(row, today),
    late: metOn !== null && dueOn !== null && metOn > dueOn,
  };
}

function lightOf({ metOn, dueOn, warnOn, state }: ResultRow, today: Day): ResultView['light'] {
  if (metOn !== null || state === 'stopped' || state === 'withheld') return 'done';
  if (dueOn !== null && dueOn < today) return 'red';
  return warnOn !== null && warnOn <= today ? 'yellow' : 'green';
}

/** One result with what stands in its way. @throws Refusal enforcement/not-found (404), access/forbidden (403) */
export async function resultView(
  kernel: Kernel,
  id: number,
  actor: Actor,
  at: Date,
  say: Say,
): Promise<z.output<typeof readResult.response>> {
  const row = await resultNamed(kernel, id);
  kernel.access.check(actor, 'enforcement.read', { agencyId: row.agencyId });
  const { value, agencyId } = row;
  const [directory, officers, snapshot, repairs, blocked, findings] = await Promise.all([
    directoryOf(kernel),
    officersOn(kernel.pool, value.officers, day(value.decidedOn)),
    matterById(kernel, id),
    repairsOf(kernel.pool, id),
    certificateFault(kernel, kernel.pool, agencyId, value),
    lookedAt(kernel.pool, row),
  ]);
  const agency = directory.agencyById(agencyId);
  const names = new Map(officers.map(({ number, name }) => [number, name]));
  const form = snapshot.process.actions.form;
  const mayEnter = kernel.access.may(actor, 'enforcement.enter', { agencyId });
  const from = repairableFrom(row, agency.line);
  const sentence = blocked === null ? null : say(blocked.code, blocked.details);
  return {
    ...viewOf(kernel, row, agency.shortName, dayOf(at)),
    agencyId,
    result: value,
    fields: fieldsOf(value, agency.name, officers).map(([name, shown]) => ({ name, value: shown })),
    officers: value.officers.map((number) => ({
      number,
      name: names.get(number) ?? '',
      fault: blocked?.details.officer === number ? sentence : null,
    })),
    displayLaw: row.displayLaw,
    mayWrite: row.state === 'drafting' && form !== undefined && capacityFor(form.by, actor, snapshot) !== null,
    mayCorrect: row.isShown && mayEnter,
    mayApply: mayEnter && from !== null && from <= dayOf(at),
    findings: findings.map((finding) => ({ ...finding, field: fieldTitles[finding.field] })),
    mayDecide: row.publishedOn === null && mayEnter,
    blocked: sentence,
    repairableFrom: from,
    repairs: repairs.map(({ id: repair, number, state, appliedOn }) => ({
      id: repair,
      number,
      appliedOn,
      stateTitle: kernel.kinds.of('credit-repair').process?.states[state]?.title ?? state,
    })),
  };
}

/** From which day on an early end may be asked for; null: never, or it is not shown. */
export function repairableFrom({ value, isShown, publishedOn }: ResultRow, line: string | null): Day | null {
  if (!isShown || publishedOn === null) return null;
  const after = repairableAfter(value, line, rulesOn(value.decidedOn));
  return after === null ? null : addDays(monthsLater(publishedOn, after), 1);
}

/** The corresponding day, or the last of a shorter month. @law 民法典 第二百零二条 */
function monthsLater(from: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return day(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10));
}

/** Where somebody enters results, and the certificates of that organ. @throws Refusal access/forbidden (403) */
export async function enteringAt(
  kernel: Kernel,
  asked: number | undefined,
  actor: Actor,
  at: Date,
): Promise<z.input<typeof readEntering.response>> {
  const today = dayOf(at);
  const own = await agenciesFor(kernel, actor, 'enforcement.enter');
  const [directory, subjects, officers] = await Promise.all([
    directoryOf(kernel),
    subjectRegister.list(kernel.pool, today),
    officerRegister.list(kernel.pool, today),
  ]);
  const organs = new Set(subjects.map(({ key }) => key));
  const agencies = directory.agencies.filter(({ id, key }) => own.includes(id) && organs.has(key));
  const [agencyId = null] = asked === undefined ? agencies.map(({ id }) => id) : narrowed(own, asked);
  const key = agencyId === null ? null : directory.agencyById(agencyId).key;
  return {
    agencies: agencies.map(({ id, shortName }) => ({ id, name: shortName })),
    agencyId,
    isSubject: key !== null && organs.has(key),
    officers: officers
      .filter(({ value }) => value.agency === key)
      .map(({ key: number, value: { name, field, validUntil, state } }) => ({
        ...{ number, name, field, validUntil },
        valid: state === 'valid' && validUntil >= today,
      })),
    rules: RESULT_KINDS.map((kind) => ({ kind, officers: kindRule(kind, today).officers })),
  };
}
