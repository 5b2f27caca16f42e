/**
 * A column that holds sealed personal data. Modules declare theirs, so that a change of keys reaches everything; a test
 * holds the declarations against the database.
 */
export type SealedColumn = {
  readonly table: `${string}.${string}`;
  /** The primary key and the types of its columns, in order. */
  readonly key: Readonly<Record<string, 'bigint' | 'integer' | 'uuid'>>;
  readonly column: string;
  /** Names the row in the place that is sealed with it: SQL over the row `t`. The key unless said. */
  readonly row?: string;
  /** The keyed hash it is found by, and the form it is hashed in. */
  readonly lookup?: { readonly column: string; readonly canonical: (plain: string) => string };
  /** A function `(key…, old bytes, new bytes) → boolean` for what the program may not update itself. */
  readonly swap?: string;
  /** SQL over `t`: rows that cannot be sealed anew and keep their key. */
  readonly fixed?: string;
};

/** The personal parts of acts. A row is named as its entry is in the ledger, where the number of the matter is the name. */
export const payloadColumn: SealedColumn = {
  table: 'kernel.payload',
  key: { matter_id: 'bigint', seq: 'integer' },
  column: 'content',
  row: `(select m.number from kernel.matter m where m.id = t.matter_id) || '/' || t.seq`,
  swap: 'kernel.reseal_payload',
  fixed: 't.salt is not null',
};

/** Where the personal part of an act is sealed for. */
export const payloadPlace = (matter: string, seq: number): `kernel.payload.content#${string}` =>
  `kernel.payload.content#${matter}/${seq}`;

export const sealedName = ({
  table,
  column,
}: Pick<SealedColumn, 'table' | 'column'>): `${string}.${string}.${string}` => `${table}.${column}`;

/** SQL over `t` that names a row in the place it is sealed for. */
export const rowExpression = ({ row, key }: Pick<SealedColumn, 'row' | 'key'>): string =>
  `(${
    row ??
    Object.keys(key)
      .map((name) => `t.${name}::text`)
      .join(` || '/' || `)
  })::text`;
