import type pg from 'pg';

type Source = Pick<pg.Pool, 'query'>;

/** A copy of the program as the list of copies has it. */
export type ProcessRow = {
  readonly id: string;
  readonly role: 'all' | 'web' | 'worker';
  readonly version: string;
  readonly host: string;
  readonly pid: number;
  readonly address: string | null;
  readonly state: 'running' | 'draining';
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly tickedAt: Date | null;
  /** Seconds since it was last heard of, by the database's clock. */
  readonly silentFor: number;
  /** Seconds its machine's clock is ahead of the database's. */
  readonly ahead: number;
};

/** Every copy that has been heard of within the hour, the latest first. */
export async function processes(source: Source): Promise<readonly ProcessRow[]> {
  const { rows } = await source.query<ProcessRow>(
    `select id, role, version, host, pid, address, state, started_at as "startedAt", seen_at as "seenAt",
            ticked_at as "tickedAt", extract(epoch from clock_timestamp() - seen_at)::float8 as "silentFor",
            extract(epoch from clock_at - seen_at)::float8 as ahead
       from operations.process order by seen_at desc, id`,
  );
  return rows;
}
