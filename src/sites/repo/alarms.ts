import type pg from 'pg';

type Source = Pick<pg.Pool, 'query'>;

export type Alarm = {
  readonly at: Date;
  readonly path: string;
  readonly file: string;
  readonly fault: 'changed' | 'missing' | 'added' | 'register';
  readonly expected: Buffer | null;
  readonly found: Buffer | null;
};

export async function noteAlarm(source: Source, { at, path, file, fault, expected, found }: Alarm): Promise<number> {
  const { rows } = await source.query<{ id: number }>(
    `insert into sites.alarm (at, path, file, fault, expected, found) values ($1, $2, $3, $4, $5, $6) returning id`,
    [at, path, file, fault, expected, found],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('an alarm was not noted');
  return id;
}

export const noteIncident = async (source: Source, id: number, incident: number, at: Date): Promise<void> =>
  void (await source.query('update sites.alarm set restored_at = $3, incident_id = $2 where id = $1', [
    id,
    incident,
    at,
  ]));

/** What a page is to be on the disk now; null when it is to be no file. */
export async function standingBytes(
  source: Source,
  path: string,
): Promise<{ readonly sha256: Buffer; readonly br: Buffer } | null> {
  const { rows } = await source.query<{ sha256: Buffer; br: Buffer }>(
    'select sha256, br from sites.page where path = $1 and status = 200',
    [path],
  );
  return rows[0] ?? null;
}

/** The alarms that were raised last, on pages of some sites; of all, strangers' files too, when none are named. */
export async function latestAlarms(source: Source, most: number, sites: readonly string[] | null) {
  const { rows } = await source.query<{
    at: Date;
    path: string;
    file: string;
    fault: Alarm['fault'];
    restoredAt: Date | null;
    incidentId: number | null;
  }>(
    `select at, path, file, fault, restored_at as "restoredAt", incident_id as "incidentId"
       from sites.alarm a
      where $2::text[] is null or exists (select from sites.page p where p.path = a.path and p.site = any($2))
      order by at desc, id desc limit $1`,
    [most, sites],
  );
  return rows;
}
