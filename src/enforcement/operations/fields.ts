import { createHash } from 'node:crypto';
import { maskName } from '../../identity/index.ts';
import { type ActGate, type Kernel, matterById, refuse, remark } from '../../kernel/index.ts';
import { findPersonalData, maskPersonalData, personalDataNames } from '../../screening/index.ts';
import type { Result } from '../contract.ts';
import { decisionsOf, noteDecision } from '../repo/fields.ts';
import { type ResultRow, resultById, type Source } from '../repo/results.ts';
import { type FieldHit, fieldFindings, maskedField, type ScreenedField } from '../rules/fields.ts';
import { fieldTitles } from '../text.ts';
import { type Acting, resultNamed, reviseResult } from './enter.ts';

/** One place in a field, and what was decided of it; null: nothing yet. */
export type LookedAt = {
  readonly field: ScreenedField;
  readonly digest: string;
  readonly kind: string;
  /** As it may be shown: masked. */
  readonly masked: string;
  readonly decision: 'keep' | 'false-positive' | null;
  readonly reason: string | null;
};

const found = (value: Result) => fieldFindings(value, findPersonalData);

const KINDS: Readonly<Record<string, string>> = personalDataNames;
const maskedHit = ({ kind, text }: FieldHit): string => {
  if (kind === 'person_name') return maskName(text);
  const known = findPersonalData(text).find((hit) => hit.kind === kind);
  return known ? maskPersonalData(known.kind, text) : '*'.repeat([...text].length);
};

/** The same words in the same field of the same result are the same finding, wherever in the field they stand. */
const digestOf = (id: number, field: ScreenedField, { kind, text }: FieldHit): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([id, field, kind, text]))
    .digest();

/** Everything found in the fields of a result, field by field. */
export async function lookedAt(
  source: Source,
  { id, value }: Pick<ResultRow, 'id' | 'value'>,
): Promise<readonly LookedAt[]> {
  const findings = found(value);
  if (findings.length === 0) return [];
  const decided = new Map((await decisionsOf(source, id)).map((row) => [row.digest.toString('hex'), row]));
  return findings.map((finding) => {
    const digest = digestOf(id, finding.field, finding).toString('hex');
    const row = decided.get(digest);
    return {
      ...{ field: finding.field, digest },
      kind: KINDS[finding.kind] ?? finding.kind,
      masked: maskedHit(finding),
      decision: row?.decision ?? null,
      reason: row?.reason ?? null,
    };
  });
}

/** Every field is looked at by itself: what was found in one is decided before anything of the result goes on. */
const gate = (act: 'submit' | 'pass-secrecy' | 'schedule' | 'publish'): ActGate => ({
  kind: 'publication',
  act,
  holds: async (_kernel, { id }, source) => {
    const row = await resultById(source, id);
    if (!row) return null;
    const open = (await lookedAt(source, row)).filter(({ decision }) => decision === null);
    if (open.length === 0) return null;
    const fields = open.map(({ field, kind, masked }) => `${fieldTitles[field]}：${kind} ${masked}`);
    return { code: 'enforcement/fields-open', details: { count: open.length, fields: fields.join('；') } };
  },
});

export const fieldGates: readonly ActGate[] = [gate('submit'), gate('pass-secrecy'), gate('schedule'), gate('publish')];

/**
 * Decides of one finding: it stays for a reason, or is none; or it is masked, and the row and its text are written anew.
 *
 * @throws Refusal enforcement/not-found, enforcement/no-finding (404), enforcement/no-field-reason (422), access/forbidden
 *   (403), enforcement/fields-settled, and those of `reviseResult`
 * @law 个人信息保护法 第二十五条
 */
export async function decideField(
  kernel: Kernel,
  asked: Acting & {
    readonly id: number;
    readonly digest: string;
    readonly decision: 'mask' | 'keep' | 'false-positive';
    readonly reason: string;
  },
): Promise<void> {
  const { id, decision, actor, at } = asked;
  const row = await resultNamed(kernel, id);
  kernel.access.check(actor, 'enforcement.enter', { agencyId: row.agencyId });
  const finding = found(row.value).find((one) => digestOf(id, one.field, one).toString('hex') === asked.digest);
  if (!finding) throw refuse('enforcement/no-finding', {}, 404);
  if (row.publishedOn !== null) throw refuse('enforcement/fields-settled');
  if (decision === 'mask') {
    const same = found(row.value).filter(({ field, text }) => field === finding.field && text === finding.text);
    const text = maskedField(row.value[finding.field] ?? '', same, maskedHit);
    const partyKind = finding.field === 'party' ? 'person' : row.value.partyKind;
    const partyCode = partyKind === 'person' || finding.field === 'partyCode' ? null : row.value.partyCode;
    const result = { ...row.value, partyKind, [finding.field]: text, partyCode };
    await reviseResult(kernel, { id, result, actor, at });
    return;
  }
  const reason = asked.reason.trim();
  const { personId } = actor;
  if (reason.length < 5) throw refuse('enforcement/no-field-reason', {}, 422);
  if (personId === null) throw refuse('access/forbidden', {}, 403);
  const { field, kind } = finding;
  await remark(kernel, {
    snapshot: await matterById(kernel, id),
    act: 'enforcement.field-decided',
    ...{ actor, at },
    facts: { field, kind, decision },
    write: (tx) =>
      noteDecision(tx, { id, field, kind, decision, reason, by: personId, at, digest: digestOf(id, field, finding) }),
  });
}
