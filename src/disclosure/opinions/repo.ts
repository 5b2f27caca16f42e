import type { Transaction } from '../../kernel/index.ts';
import type { Source } from '../repo/publications.ts';

export type OpinionRow = {
  readonly id: number;
  readonly number: string;
  readonly state: string;
  readonly seq: number;
  readonly dueOn: string | null;
  readonly index: string;
  readonly title: string;
  readonly path: string | null;
  readonly agencyId: number;
  readonly words: Buffer | null;
  readonly contact: Buffer | null;
  readonly codeHash: Buffer;
  readonly toldAt: Date;
  readonly reply: string | null;
  readonly answeredAt: Date | null;
  readonly said: string | null;
  readonly improved: string | null;
};

/** What stands of the execution axis under a reference, as visitors read it; null for anything else. */
export async function askedAbout(
  source: Source,
  ref: string,
): Promise<{
  readonly index: string;
  readonly title: string;
  readonly path: string;
  readonly agencyId: number;
  readonly region: string;
} | null> {
  const { rows } = await source.query<{ index: string; title: string; path: string; agencyId: number; region: string }>(
    `select p.index_number as index, p.title, a.path, p.agency_id as "agencyId", p.region
       from pub.pub_article a join pub.pub_publication p on p.index_number = a.index_number
      where a.ref = $1 and p.axis = 'execution' and not p.withdrawn`,
    [ref],
  );
  return rows[0] ?? null;
}

export async function insertOpinion(
  tx: Transaction,
  row: Pick<OpinionRow, 'id' | 'index' | 'agencyId' | 'words' | 'contact' | 'codeHash' | 'toldAt'>,
): Promise<void> {
  await tx.client.query(
    `insert into disclosure.opinion (matter_id, index_number, agency_id, words_sealed, contact_sealed, code_hash, told_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.index, row.agencyId, row.words, row.contact, row.codeHash, row.toldAt],
  );
}

export async function answerRow(
  tx: Transaction,
  id: number,
  row: {
    readonly reply: string;
    readonly at: Date;
    readonly heard: { readonly said: string; readonly improved: string } | null;
  },
): Promise<void> {
  await tx.client.query(
    'update disclosure.opinion set reply = $2, answered_at = $3, said = $4, improved = $5 where matter_id = $1',
    [id, row.reply, row.at, row.heard?.said ?? null, row.heard?.improved ?? null],
  );
}

/** What somebody wrote goes; that it was answered, and what everybody was told, stays. */
export async function emptyOpinion(tx: Transaction, id: number): Promise<void> {
  await tx.client.query(
    'update disclosure.opinion set words_sealed = null, contact_sealed = null where matter_id = $1',
    [id],
  );
}

const SELECT = `select o.matter_id as id, m.number, m.state, m.seq, nullif(m.due_on, 'infinity')::text as "dueOn",
    o.index_number as index, coalesce(p.title, o.index_number) as title, a.path, o.agency_id as "agencyId",
    o.words_sealed as words, o.contact_sealed as contact, o.code_hash as "codeHash", o.told_at as "toldAt", o.reply,
    o.answered_at as "answeredAt", o.said, o.improved
  from disclosure.opinion o join kernel.matter m on m.id = o.matter_id
  left join disclosure.published p on p.index_number = o.index_number
  left join pub.pub_article a on a.index_number = o.index_number`;

export async function opinionById(source: Source, id: number): Promise<OpinionRow | null> {
  const { rows } = await source.query<OpinionRow>(`${SELECT} where o.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** Opinions of agencies, newest first, before an id. */
export async function opinionRows(
  source: Source,
  query: {
    readonly agencies: readonly number[];
    readonly open: boolean;
    readonly before: number | null;
    readonly most: number;
  },
): Promise<readonly OpinionRow[]> {
  const { rows } = await source.query<OpinionRow>(
    `${SELECT} where o.agency_id = any($1) and (not $2 or o.answered_at is null)
        and ($3::bigint is null or o.matter_id < $3) order by o.matter_id desc limit $4`,
    [query.agencies, query.open, query.before, query.most],
  );
  return rows;
}

export type Heard = { readonly said: string; readonly improved: string; readonly answeredAt: Date };

/** What everybody may read of the opinions on something, the latest first. */
export async function heardOf(source: Source, index: string): Promise<readonly Heard[]> {
  const { rows } = await source.query<Heard>(
    `select said, improved, answered_at as "answeredAt" from pub.pub_opinion
      where index_number = $1 order by answered_at desc limit 100`,
    [index],
  );
  return rows;
}
