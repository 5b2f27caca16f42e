import type { Day, Transaction } from '../../kernel/index.ts';
import type { InterpretationElement, Relation, Stage } from '../contract.ts';
import type { Edge } from '../rules/links.ts';
import type { Source } from './publications.ts';

/** The next number of an agency in a year, which nobody else gets. */
export async function nextSerial(tx: Transaction, agencyId: number, year: number): Promise<number> {
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`index-number:${agencyId}:${year}`]);
  const { rows } = await tx.client.query<{ next: number }>(
    'select coalesce(max(serial), 0) + 1 as next from disclosure.index_number where agency_id = $1 and year = $2',
    [agencyId, year],
  );
  return rows[0]?.next ?? 1;
}

/** @returns false when the number was given before */
export async function giveNumber(
  tx: Transaction,
  row: {
    readonly number: string;
    readonly agencyId: number;
    readonly year: number;
    readonly serial: number | null;
    readonly matterId: number | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into disclosure.index_number (number, agency_id, year, serial, matter_id, given_at)
     values ($1, $2, $3, $4, $5, $6) on conflict (number) do nothing`,
    [row.number, row.agencyId, row.year, row.serial, row.matterId, row.at],
  );
  return rowCount === 1;
}

/** What stands in public, as lists show it. */
export type PublishedRow = {
  readonly index: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly agencyId: number;
  readonly region: string;
  readonly node: string;
  readonly axis: string | null;
  readonly domains: readonly string[];
  readonly keywords: readonly string[];
  readonly topic: string | null;
  readonly genre: string;
  readonly documentNumber: string | null;
  readonly formedOn: Day | null;
  readonly dueOn: Day | null;
  readonly publishedAt: Date;
  readonly changedAt: Date;
  readonly validity: 'in-force' | 'abolished' | 'lapsed';
  readonly lapsesOn: Day | null;
  readonly withdrawn: boolean;
  readonly note: string | null;
  readonly interpretation: string | null;
  readonly headLed: boolean;
  readonly needsInterpretation: boolean;
  readonly exempted: boolean;
  readonly category: string | null;
  readonly implementsOn: Day | null;
  readonly affairId: number | null;
  readonly stage: Stage | null;
};

/** Numbers of one agency and year, all at once; answers those that were given before and are somebody else's. */
export async function giveNumbers(
  tx: Transaction,
  rows: readonly {
    readonly number: string;
    readonly agencyId: number;
    readonly year: number;
    readonly serial: number;
  }[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const given = await tx.client.query<{ number: string }>({
    name: 'disclosure-give-numbers',
    text: `insert into disclosure.index_number (number, agency_id, year, serial, given_at)
           select number, agency_id, year, serial, $5 from unnest($1::text[], $2::integer[], $3::integer[], $4::integer[])
             x(number, agency_id, year, serial)
           on conflict (number) do nothing returning number`,
    values: [
      rows.map(({ number }) => number),
      rows.map(({ agencyId }) => agencyId),
      rows.map(({ year }) => year),
      rows.map(({ serial }) => serial),
      at,
    ],
  });
  const mine = new Set(given.rows.map(({ number }) => number));
  return new Set(rows.map(({ number }) => number).filter((number) => !mine.has(number)));
}

const FIELDS = [
  ['index', 'index_number'],
  ['version', 'version'],
  ['title', 'title'],
  ['summary', 'summary'],
  ['agencyId', 'agency_id'],
  ['region', 'region'],
  ['node', 'node'],
  ['axis', 'axis'],
  ['domains', 'domains'],
  ['keywords', 'keywords'],
  ['topic', 'topic'],
  ['genre', 'genre'],
  ['documentNumber', 'document_number'],
  ['formedOn', 'formed_on'],
  ['dueOn', 'due_on'],
  ['publishedAt', 'published_at'],
  ['changedAt', 'changed_at'],
  ['validity', 'validity'],
  ['lapsesOn', 'lapses_on'],
  ['withdrawn', 'withdrawn'],
  ['note', 'note'],
  ['interpretation', 'interpretation'],
  ['headLed', 'head_led'],
  ['needsInterpretation', 'needs_interpretation'],
  ['exempted', 'exempted'],
  ['category', 'category'],
  ['implementsOn', 'implements_on'],
  ['affairId', 'affair_id'],
  ['stage', 'stage'],
] as const satisfies readonly (readonly [keyof PublishedRow, string])[];

const SELECTED = FIELDS.map(([name, column]) => `${column} as "${name}"`).join(', ');
const COLUMNS = FIELDS.map(([, column]) => column).join(', ');
const REPLACING = `on conflict (index_number) do update set ${FIELDS.slice(1)
  .filter(([name]) => name !== 'publishedAt')
  .map(([, column]) => `${column} = excluded.${column}`)
  .join(', ')}`;
const STORE = `insert into disclosure.published (${COLUMNS}) values (${FIELDS.map((_, i) => `$${i + 1}`).join(', ')}) ${REPLACING}`;
const STORE_ALL = `insert into disclosure.published (${COLUMNS})
  select ${COLUMNS} from jsonb_populate_recordset(null::disclosure.published, $1) ${REPLACING}`;

/** Puts what stands under an index number; the day of its first publication stays. */
export async function storePublished(tx: Transaction, row: PublishedRow): Promise<void> {
  await tx.client.query({ name: 'disclosure-store', text: STORE, values: FIELDS.map(([name]) => row[name]) });
}

/** The same for many, each once. */
export async function storeAllPublished(tx: Transaction, rows: readonly PublishedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => Object.fromEntries(FIELDS.map(([name, column]) => [column, row[name]])));
  await tx.client.query({ name: 'disclosure-store-all', text: STORE_ALL, values: [JSON.stringify(values)] });
}

export async function publishedRow(source: Source, index: string): Promise<PublishedRow | null> {
  const { rows } = await source.query<PublishedRow>(
    `select ${SELECTED} from disclosure.published where index_number = $1`,
    [index],
  );
  return rows[0] ?? null;
}

/** What a change of a record means for lists. */
export async function noteChange(
  tx: Transaction,
  {
    index,
    version,
    validity,
    withdrawn,
    note,
    at,
  }: Pick<PublishedRow, 'index' | 'version' | 'validity' | 'withdrawn' | 'note'> & { readonly at: Date },
): Promise<void> {
  await tx.client.query(
    `update disclosure.published set version = $2, validity = $3, withdrawn = $4, note = $5, changed_at = $6
      where index_number = $1`,
    [index, version, validity, withdrawn, note, at],
  );
}

export async function insertLinks(tx: Transaction, edges: readonly Edge[], at: Date): Promise<void> {
  if (edges.length === 0) return;
  await tx.client.query(
    `insert into disclosure.link (from_index, relation, to_index, made_at)
     select f, r, t, $4 from unnest($1::text[], $2::text[], $3::text[]) as x(f, r, t) on conflict do nothing`,
    [edges.map(({ from }) => from), edges.map(({ relation }) => relation), edges.map(({ to }) => to), at],
  );
}

export async function linksOf(
  source: Source,
  index: string,
): Promise<readonly { readonly relation: Relation; readonly index: string; readonly title: string | null }[]> {
  const { rows } = await source.query<{ relation: Relation; index: string; title: string | null }>(
    `select l.relation, l.to_index as index, p.title from disclosure.link l
       left join disclosure.published p on p.index_number = l.to_index
      where l.from_index = $1 order by l.relation, l.to_index`,
    [index],
  );
  return rows;
}

/** Which of these index numbers stand in public. */
export async function standing(source: Source, indexes: readonly string[]): Promise<ReadonlySet<string>> {
  if (indexes.length === 0) return new Set();
  const { rows } = await source.query<{ index: string }>(
    'select index_number as index from disclosure.published where index_number = any($1)',
    [indexes],
  );
  return new Set(rows.map(({ index }) => index));
}

/** Of what the explanations that stand beside a document speak; unknown where an older one does not say. */
export async function spokenOf(source: Source, index: string): Promise<readonly InterpretationElement[] | 'unknown'> {
  const { rows } = await source.query<{ elements: InterpretationElement[] | null }>(
    `select nullif(c.content->'interpretation'->'elements', '[]') as elements
       from disclosure.link l join disclosure.published p on p.index_number = l.to_index and not p.withdrawn
       left join pub.pub_publication_content c on c.index_number = p.index_number
      where l.from_index = $1 and l.relation = 'interpreted-by'`,
    [index],
  );
  if (rows.some(({ elements }) => elements === null)) return 'unknown';
  return rows.flatMap(({ elements }) => elements ?? []);
}
