import type { Source } from './publications.ts';

export type TurnedBackAct = 'submit' | 'pass-office';

/** Once something was turned back, and why. */
export type TurnedBackRow = {
  readonly act: TurnedBackAct;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly personId: number | null;
  readonly at: Date;
};

export async function insertTurnedBack(
  source: Source,
  { matterId, act, code, details, personId, at }: TurnedBackRow & { readonly matterId: number },
): Promise<void> {
  await source.query(
    `insert into disclosure.turned_back (matter_id, act, code, details, person_id, at) values ($1, $2, $3, $4, $5, $6)`,
    [matterId, act, code, JSON.stringify(details), personId, at],
  );
}

const SHOWN = 50;

/** How often something was turned back, the last time first. */
export async function turnedBackRows(source: Source, matterId: number): Promise<readonly TurnedBackRow[]> {
  const { rows } = await source.query<TurnedBackRow>(
    `select act, code, details, person_id as "personId", at from disclosure.turned_back
      where matter_id = $1 order by id desc limit ${SHOWN}`,
    [matterId],
  );
  return rows;
}
