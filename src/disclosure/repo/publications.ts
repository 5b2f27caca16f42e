import type pg from 'pg';
import type { Day, Transaction } from '../../kernel/index.ts';
import { Content, InterpretationPlan, type Lacking } from '../contract.ts';
import type { Gate } from '../process.ts';

export type Source = Pick<pg.Pool, 'query'>;

/** What is kept of one publication besides its matter and its text. */
export type PublicationRow = {
  readonly matterId: number;
  readonly agencyId: number;
  readonly node: string;
  readonly genre: string;
  readonly attribute: 'proactive' | 'on-request' | 'withheld';
  readonly audience: 'public' | 'internal';
  readonly formedOn: Day | null;
  readonly limitWorkdays: number;
  readonly revision: number;
  readonly submittedRevision: number | null;
  readonly submittedHash: Buffer | null;
  readonly index: string | null;
  readonly corrects: string | null;
  /** The withheld publication that it was drawn up from, because it may be told now. */
  readonly reopens: number | null;
  readonly changeNote: string | null;
  readonly publishAt: Date | null;
  readonly publishedAt: Date | null;
  readonly nextReviewOn: Day | null;
  readonly interprets: number | null;
  readonly plan: InterpretationPlan | null;
};

type Row = {
  matter_id: number;
  agency_id: number;
  node: string;
  genre: string;
  attribute: PublicationRow['attribute'];
  audience: PublicationRow['audience'];
  formed_on: Day | null;
  limit_workdays: number;
  revision: number;
  submitted_revision: number | null;
  submitted_hash: Buffer | null;
  index_number: string | null;
  corrects: string | null;
  reopens: number | null;
  change_note: string | null;
  publish_at: Date | null;
  published_at: Date | null;
  next_review_on: Day | null;
  interprets: number | null;
  plan: unknown;
};

const COLUMNS = `matter_id, agency_id, node, genre, attribute, audience, formed_on, limit_workdays, revision,
  submitted_revision, submitted_hash, index_number, corrects, change_note, publish_at, published_at, next_review_on,
  interprets, plan, 
  (select publication_id from disclosure.reassessment where draft_id = publication.matter_id) as reopens`;

const rowOf = (row: Row): PublicationRow => ({
  matterId: row.matter_id,
  agencyId: row.agency_id,
  node: row.node,
  genre: row.genre,
  attribute: row.attribute,
  audience: row.audience,
  formedOn: row.formed_on,
  limitWorkdays: row.limit_workdays,
  revision: row.revision,
  submittedRevision: row.submitted_revision,
  submittedHash: row.submitted_hash,
  index: row.index_number,
  corrects: row.corrects,
  reopens: row.reopens,
  changeNote: row.change_note,
  publishAt: row.publish_at,
  publishedAt: row.published_at,
  nextReviewOn: row.next_review_on,
  interprets: row.interprets,
  plan: row.plan === null ? null : InterpretationPlan.parse(row.plan),
});

/** The index number it was published under; null while it is on its way. */
export async function indexOfPublication(source: Source, matterId: number): Promise<string | null> {
  const { rows } = await source.query<{ index: string | null }>(
    'select index_number as index from disclosure.publication where matter_id = $1 and published_at is not null',
    [matterId],
  );
  return rows[0]?.index ?? null;
}

export async function publicationRow(source: Source, matterId: number): Promise<PublicationRow | null> {
  const { rows } = await source.query<Row>(`select ${COLUMNS} from disclosure.publication where matter_id = $1`, [
    matterId,
  ]);
  return rows[0] ? rowOf(rows[0]) : null;
}

/** The same, kept from being changed by others until the transaction ends. */
export async function lockPublication(tx: Transaction, matterId: number): Promise<PublicationRow | null> {
  const { rows } = await tx.client.query<Row>(
    `select ${COLUMNS} from disclosure.publication where matter_id = $1 for update`,
    [matterId],
  );
  return rows[0] ? rowOf(rows[0]) : null;
}

export type NewPublication = Pick<
  PublicationRow,
  | 'matterId'
  | 'agencyId'
  | 'node'
  | 'genre'
  | 'attribute'
  | 'audience'
  | 'formedOn'
  | 'limitWorkdays'
  | 'corrects'
  | 'changeNote'
  | 'interprets'
> & { readonly openedBy: number | null };

export async function insertPublication(tx: Transaction, row: NewPublication): Promise<void> {
  await tx.client.query(
    `insert into disclosure.publication (matter_id, agency_id, node, genre, attribute, audience, formed_on, limit_workdays,
       corrects, change_note, interprets, opened_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.matterId,
      row.agencyId,
      row.node,
      row.genre,
      row.attribute,
      row.audience,
      row.formedOn,
      row.limitWorkdays,
      row.corrects,
      row.changeNote,
      row.interprets,
      row.openedBy,
    ],
  );
}

/** One revision of a draft. */
export type DraftRow = {
  readonly id: number;
  readonly revision: number;
  readonly content: Content;
  readonly hash: Buffer;
  readonly savedBy: number | null;
  readonly savedAt: Date;
};

type DraftColumns = {
  id: number;
  revision: number;
  content: unknown;
  hash: Buffer;
  saved_by: number | null;
  saved_at: Date;
};

const draftOf = (row: DraftColumns): DraftRow => ({
  id: row.id,
  revision: row.revision,
  content: Content.parse(row.content),
  hash: row.hash,
  savedBy: row.saved_by,
  savedAt: row.saved_at,
});

const DRAFT = 'id, revision, content, hash, saved_by, saved_at';

/** The newest revision, or the one that is named. */
export async function draftRow(source: Source, matterId: number, revision?: number): Promise<DraftRow | null> {
  const { rows } = await source.query<DraftColumns>(
    `select ${DRAFT} from disclosure.draft
      where matter_id = $1 and not aside and ($2::int is null or revision = $2) order by revision desc limit 1`,
    [matterId, revision ?? null],
  );
  return rows[0] ? draftOf(rows[0]) : null;
}

/** Every revision, newest first; what was set aside too. */
export async function draftHistory(
  source: Source,
  matterId: number,
): Promise<readonly (Omit<DraftRow, 'content'> & { readonly aside: boolean })[]> {
  const { rows } = await source.query<Omit<DraftColumns, 'content'> & { aside: boolean }>(
    `select id, revision, hash, saved_by, saved_at, aside from disclosure.draft where matter_id = $1 order by id desc limit 200`,
    [matterId],
  );
  return rows.map((row) => ({
    id: row.id,
    revision: row.revision,
    hash: row.hash,
    savedBy: row.saved_by,
    savedAt: row.saved_at,
    aside: row.aside,
  }));
}

/** A text by its own number, whether it became a revision or was set aside. */
export async function draftById(source: Source, matterId: number, id: number): Promise<DraftRow | null> {
  const { rows } = await source.query<DraftColumns>(
    `select ${DRAFT} from disclosure.draft where matter_id = $1 and id = $2`,
    [matterId, id],
  );
  return rows[0] ? draftOf(rows[0]) : null;
}

export async function insertDraft(
  tx: Transaction,
  draft: Omit<DraftRow, 'id'> & { readonly matterId: number; readonly aside: boolean },
): Promise<number> {
  const { rows } = await tx.client.query<{ id: number }>(
    `insert into disclosure.draft (matter_id, revision, aside, content, hash, saved_by, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      draft.matterId,
      draft.revision,
      draft.aside,
      JSON.stringify(draft.content),
      draft.hash,
      draft.savedBy,
      draft.savedAt,
    ],
  );
  return rows[0]?.id ?? 0;
}

/** What lists and reviewers see of the newest revision. */
export async function noteRevision(
  tx: Transaction,
  matterId: number,
  revision: number,
  content: Content,
): Promise<void> {
  await tx.client.query(
    `update disclosure.publication
        set revision = $2, node = $3, genre = $4, attribute = $5, audience = $6, formed_on = $7, implements_on = $8
      where matter_id = $1`,
    [
      ...[matterId, revision, content.node, content.genre, content.attribute, content.audience, content.formedOn],
      content.genre === 'announcement' ? (content.implementsOn ?? null) : null,
    ],
  );
  await tx.client.query('update kernel.matter set title = $2 where id = $1 and title <> $2', [matterId, content.title]);
}

/** What one gate said. */
export type GateRow = {
  readonly gate: Gate;
  readonly passed: boolean;
  readonly hash: Buffer;
  readonly personId: number;
  readonly words: string | null;
  readonly at: Date;
  /** What a document that was returned lacked of its plan and explanation. */
  readonly lacking: readonly Lacking[];
};

export async function insertGate(tx: Transaction, row: GateRow & { readonly matterId: number }): Promise<void> {
  await tx.client.query(
    `insert into disclosure.gate (matter_id, gate, passed, hash, person_id, words, at, lacking)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.matterId, row.gate, row.passed, row.hash, row.personId, row.words, row.at, row.lacking],
  );
}

/** All that was said at the gates, oldest first. */
export async function gateRows(source: Source, matterId: number): Promise<readonly GateRow[]> {
  const { rows } = await source.query<Omit<GateRow, 'personId'> & { person_id: number }>(
    'select gate, passed, hash, person_id, words, at, lacking from disclosure.gate where matter_id = $1 order by id',
    [matterId],
  );
  return rows.map(({ person_id: personId, ...row }) => ({ ...row, personId }));
}

/** The matters that explain a document. */
export async function companionsOf(
  source: Source,
  matterId: number,
): Promise<readonly { readonly id: number; readonly state: string; readonly index: string | null }[]> {
  const { rows } = await source.query<{ id: number; state: string; index: string | null }>(
    `select m.id, m.state, p.index_number as index from disclosure.publication p join kernel.matter m on m.id = p.matter_id
      where p.interprets = $1 order by m.id`,
    [matterId],
  );
  return rows;
}

/** When what is withheld is looked at again; null: not any more. */
export async function noteNextReview(tx: Transaction, matterId: number, on: Day | null): Promise<void> {
  await tx.client.query('update disclosure.publication set next_review_on = $2 where matter_id = $1', [matterId, on]);
}
