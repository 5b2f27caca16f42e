import { directoryOf, noteInAccount } from '../../identity/index.ts';
import { type Kernel, refuse } from '../../kernel/index.ts';
import type { RegisterQuery } from '../contract.ts';
import { decisionOf } from '../decisions.ts';
import { namesSealed } from '../repo/applicants.ts';
import { databaseOf } from '../repo/database.ts';
import { type RegisterRow, registerRows } from '../repo/register.ts';
import { sealedAt } from '../sealed.ts';
import { text } from '../text.ts';
import { words } from '../words.ts';
import { nameShown } from './applicant.ts';
import { filterOf, type Looking } from './register.ts';

const BATCH = 500;
/** What a program for sheets still opens on an office machine; more than that is asked for in parts. */
const MOST = { csv: 50_000, xlsx: 20_000 } as const;

export type ExportFormat = keyof typeof MOST;
type Cell = string | number | null;

const { request, applicant } = words;
const HEAD: readonly string[] = [
  request.number,
  request.agency,
  request.channel,
  applicant.kind,
  applicant.name,
  request.subject,
  request.submittedOn,
  request.receivedOn,
  request.dueOn,
  request.decision,
  request.concludedOn,
  request.deliveredOn,
];

/**
 * The register (台账) as rows for a spreadsheet: what was filtered for, in the same order. Names are masked, and stand only
 * where the one who exports handles the request. That he took them along is noted in his account: how many, and, sealed,
 * what he filtered for, because that may be a name.
 *
 * @throws Refusal access/sign-in-first (401), information-requests/too-many-rows (422)
 * @law 政府信息公开条例 第四十五条; 个人信息保护法 第五十一条
 */
export async function registerExport(
  kernel: Kernel,
  query: RegisterQuery,
  { actor, today, at }: Looking & { readonly at: Date },
  format: ExportFormat,
): Promise<readonly (readonly Cell[])[]> {
  const { personId } = actor;
  if (personId === null) throw refuse('access/sign-in-first', {}, 401);
  const { before: _page, ...filters } = query;
  const rows = await allRows(kernel, filters, { actor, today }, MOST[format]);
  const directory = await directoryOf(kernel);
  const handles = (agencyId: number) => kernel.access.may(actor, 'information-requests.act', { agencyId });
  const names = await namesOf(
    kernel,
    rows.filter(({ agencyId }) => handles(agencyId)),
  );
  await noteInAccount(kernel, {
    personId,
    act: 'personal-data-viewed',
    actor,
    at,
    facts: { category: 'handling', seen: 'register-export', format, rows: rows.length, names: names.size },
    personal: { filters },
  });
  return [HEAD, ...rows.map((row) => line(row, directory.agencyName(row.agencyId), names.get(row.id) ?? null))];
}

/** Everything that was filtered for, newest first. */
async function allRows(
  kernel: Kernel,
  query: RegisterQuery,
  looking: Looking,
  most: number,
): Promise<readonly RegisterRow[]> {
  const filter = await filterOf(kernel, query, looking);
  const all: RegisterRow[] = [];
  for (let before: number | null = null; ; ) {
    const rows: readonly RegisterRow[] = await registerRows(databaseOf(kernel), { ...filter, before, limit: BATCH });
    all.push(...rows);
    if (all.length > most) throw refuse('information-requests/too-many-rows', { most }, 422);
    if (rows.length < BATCH) return all;
    before = rows.at(-1)?.id ?? null;
  }
}

/** Masked names of who asks; none of those that were erased. */
async function namesOf(kernel: Kernel, rows: readonly RegisterRow[]): Promise<ReadonlyMap<number, string>> {
  const sealed = await namesSealed(
    databaseOf(kernel),
    rows.map(({ id }) => id),
  );
  const kinds = new Map(rows.map(({ id, applicantKind }) => [id, applicantKind]));
  return new Map(
    sealed.map(({ id, name }) => {
      const open = kernel.seal.open(name, sealedAt.name(id));
      return [id, nameShown(open, kinds.get(id) ?? 'natural')];
    }),
  );
}

const line = (row: RegisterRow, agency: string, name: string | null): readonly Cell[] => [
  row.number,
  agency,
  text.channels[row.channel],
  text.applicantKinds[row.applicantKind],
  name,
  row.subject,
  row.submittedOn,
  row.receivedOn,
  row.dueOn,
  row.decision === null ? null : decisionOf(row.decision).label,
  row.concludedOn,
  row.deliveredOn,
];
