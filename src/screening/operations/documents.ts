import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type Kernel, refuse } from '../../kernel/index.ts';
import { keyOf, maskDocument } from '../masking/mask-document.ts';
import { RULES_VERSION } from '../rules/kinds.ts';
import { maskOf } from '../rules/mask.ts';
import { type PartHit, scanDocument } from '../scan.ts';

export type ScreenedDocument = {
  readonly id: number;
  readonly hash: Buffer;
  readonly findings: number;
  readonly undecided: number;
  /** Undecided, or to be masked and not masked yet. */
  readonly standing: number;
  readonly unread: number;
};

type Finding = { part: string; kind: string; starts_at: number; ends_at: number; masked: string; value_no: number };

/** What is kept of one document: a list of names with a hundred thousand rows needs no decision for each of them. */
const MOST_FINDINGS = 20_000;

/**
 * Looks through a document and keeps what was found, not what it says. A document that was looked through with these
 * rules is not looked through again; decisions on what is still found stay.
 *
 * @law 个人信息保护法 第二十五条, 第五十五条; 政府信息公开条例 第十五条, 第十七条
 */
export async function screenDocument(
  kernel: Kernel,
  {
    name,
    title,
    bytes,
    at,
  }: { readonly name: string; readonly title: string; readonly bytes: Buffer; readonly at: Date },
): Promise<ScreenedDocument> {
  // The ending says how a text is read, so it belongs to what the document is.
  const hash = documentHash(name, bytes);
  const known = await summaryOf(kernel, hash);
  if (known && known.version === RULES_VERSION) return known.summary;
  const findings: Finding[] = [];
  // The different values of the document, numbered as they come: that two are the same is kept, what they are is not.
  const values = new Map<string, number>();
  const numberOf = ({ kind, text }: PartHit): number => {
    const key = `${kind}\0${text}`;
    const known = values.get(key) ?? values.size + 1;
    values.set(key, known);
    return known;
  };
  const unread: { part: string; error: string }[] = [];
  for await (const found of scanDocument(name, bytes)) {
    if ('error' in found) unread.push({ part: found.part, error: found.error });
    else if (findings.length < MOST_FINDINGS) findings.push(rowOf(found, numberOf(found)));
  }
  const id = await keep(kernel, { hash, title, at, unread, findings });
  if (findings.length === 0) return { id, hash, findings: 0, undecided: 0, standing: 0, unread: unread.length };
  const done = await summaryOf(kernel, hash);
  if (!done) throw new Error('the document that was just written is not there');
  return done.summary;
}

type Kept = {
  readonly hash: Buffer;
  readonly title: string;
  readonly at: Date;
  readonly unread: readonly { part: string; error: string }[];
  readonly findings: readonly Finding[];
};

/** All in one statement: a pass over the stock keeps one document after the other, and each commit waits for the disk. */
async function keep({ pool }: Pick<Kernel, 'pool'>, { hash, title, at, unread, findings }: Kept): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `with kept as (
       insert into screening.document (hash, title, rules_version, scanned_at, unread) values ($1, $2, $3, $4, $5)
       on conflict (hash) do update set rules_version = excluded.rules_version, scanned_at = excluded.scanned_at, unread = excluded.unread
       returning id
     ), given as (
       select x.* from jsonb_to_recordset($6) as x(part text, kind text, starts_at int, ends_at int, masked text, value_no int)
     ), gone as (
       delete from screening.finding f using kept
        where f.document_id = kept.id and not exists (
          select from given x where (x.part, x.kind, x.starts_at, x.ends_at) = (f.part, f.kind, f.starts_at, f.ends_at))
     ), put as (
       insert into screening.finding (document_id, part, kind, starts_at, ends_at, masked, value_no)
       select kept.id, x.part, x.kind, x.starts_at, x.ends_at, x.masked, x.value_no from kept, given x
       on conflict (document_id, part, kind, starts_at, ends_at) do update set value_no = excluded.value_no
     )
     select id from kept`,
    [hash, title, RULES_VERSION, at, JSON.stringify(unread), JSON.stringify(findings)],
  );
  const [row] = rows;
  if (!row) throw new Error('the document that was just written is not there');
  return row.id;
}

export const documentHash = (name: string, bytes: Buffer): Buffer =>
  createHash('sha256')
    .update(`${name.split('.').at(-1)?.toLowerCase() ?? ''}\0`)
    .update(bytes)
    .digest();

const rowOf = (hit: PartHit, value: number): Finding => ({
  part: hit.part,
  kind: hit.kind,
  starts_at: hit.start,
  ends_at: hit.end,
  masked: maskOf(hit.kind, hit.text),
  value_no: value,
});

async function summaryOf({ pool }: Pick<Kernel, 'pool'>, hash: Buffer) {
  const { rows } = await pool.query<{
    id: number;
    version: string;
    findings: number;
    undecided: number;
    standing: number;
    unread: number;
  }>(
    `select d.id, d.rules_version as version, jsonb_array_length(d.unread) as unread, count(f.id)::int as findings,
            count(f.id) filter (where f.decision is null)::int as undecided,
            count(f.id) filter (where f.decision is null or f.decision = 'mask')::int as standing
       from screening.document d left join screening.finding f on f.document_id = d.id
      where d.hash = $1 group by d.id`,
    [hash],
  );
  const [row] = rows;
  if (!row) return null;
  const { id, version, findings, undecided, standing, unread } = row;
  return { version, summary: { id, hash, findings, undecided, standing, unread } };
}

/**
 * Whether everything that was found in these documents is decided, and what was to be masked is: what a publication asks before it opens its gate.
 * A document that was not looked through with the present rules is not.
 *
 * @returns the documents that stand in the way, with how much of each is undecided; null: not looked through
 */
export async function undecidedOf(
  { pool }: { readonly pool: Pick<pg.Pool, 'query'> },
  hashes: readonly Buffer[],
): Promise<readonly { readonly hash: Buffer; readonly undecided: number | null }[]> {
  const { rows } = await pool.query<{ hash: Buffer; undecided: number | null }>(
    `select h.hash, case when d.id is not null then
              (select count(*)::int from screening.finding f where f.document_id = d.id and (f.decision is null or f.decision = 'mask')) end as undecided
       from unnest($1::bytea[]) as h(hash)
       left join screening.document d on d.hash = h.hash and d.rules_version = $2`,
    [hashes, RULES_VERSION],
  );
  return rows.filter(({ undecided }) => undecided !== 0);
}

export type Decision = 'mask' | 'keep' | 'false-positive';

/**
 * Decides what becomes of something that was found: masked, kept for a reason, or no personal data at all.
 *
 * @throws Refusal screening/no-reason (422), screening/no-finding (404)
 */
export async function decideFinding(
  kernel: Kernel,
  {
    finding,
    decision,
    reason,
    by,
    at,
  }: {
    readonly finding: number;
    readonly decision: Decision;
    readonly reason: string;
    readonly by: number;
    readonly at: Date;
  },
): Promise<void> {
  if (decision !== 'mask' && reason.trim().length < 5) throw refuse('screening/no-reason', {}, 422);
  const { rowCount } = await kernel.pool.query(
    'update screening.finding set decision = $2, reason = $3, decided_by = $4, decided_at = $5 where id = $1',
    [finding, decision, reason.trim(), by, at],
  );
  if (rowCount === 0) throw refuse('screening/no-finding', {}, 404);
}

export type FindingRow = {
  readonly id: number;
  readonly part: string;
  readonly kind: PartHit['kind'];
  readonly masked: string;
  readonly start: number;
  readonly decision: Decision | null;
  readonly reason: string | null;
};

/** What was found in a document, page by page. */
export async function findingsOf(
  { pool }: Kernel,
  documentId: number,
  after: number,
  limit: number,
): Promise<readonly FindingRow[]> {
  const { rows } = await pool.query<FindingRow>(
    `select id, part, kind, masked, starts_at as start, decision, reason from screening.finding
      where document_id = $1 and id > $2 order by id limit $3`,
    [documentId, after, limit],
  );
  return rows;
}

/**
 * The document with everything masked that was decided so; looked through again, it carries the other decisions over.
 *
 * @throws Refusal screening/not-decided (409), screening/cannot-mask (422), screening/not-clean (500)
 */
export async function maskDecided(
  kernel: Kernel,
  {
    name,
    title,
    bytes,
    at,
  }: { readonly name: string; readonly title: string; readonly bytes: Buffer; readonly at: Date },
): Promise<{ readonly bytes: Buffer; readonly document: ScreenedDocument }> {
  const before = await screenDocument(kernel, { name, title, bytes, at });
  if (before.undecided > 0) throw refuse('screening/not-decided', { undecided: before.undecided }, 409);
  const { rows } = await kernel.pool.query<{ part: string; kind: PartHit['kind']; start: number; end: number }>(
    `select part, kind, starts_at as start, ends_at as "end" from screening.finding where document_id = $1 and decision = 'mask'`,
    [before.id],
  );
  const wanted = new Set(rows.map(keyOf));
  const { bytes: clean } = await maskDocument(name, bytes, (hit) => wanted.has(keyOf(hit)));
  const document = await screenDocument(kernel, { name, title, bytes: clean, at });
  // Masks are as long as what they hide, so everything else stands where it stood.
  await kernel.pool.query(
    `update screening.finding n set decision = o.decision, reason = o.reason, decided_by = o.decided_by, decided_at = o.decided_at
       from screening.finding o
      where n.document_id = $1 and o.document_id = $2 and n.decision is null and o.decision <> 'mask'
        and (n.part, n.kind, n.starts_at, n.ends_at) = (o.part, o.kind, o.starts_at, o.ends_at)`,
    [document.id, before.id],
  );
  const after = await summaryOf(kernel, document.hash);
  return { bytes: clean, document: after?.summary ?? document };
}
