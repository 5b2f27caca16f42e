import type { Kernel } from '../kernel.ts';

/** Why nothing is published at present: the code of the refusal, its details, since when. */
export type LogTrouble = {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly since: string;
};

const KEY = 'log.trouble';

/** What stops the log; null while it goes on. */
export async function logTrouble({ pool }: Pick<Kernel, 'pool'>): Promise<LogTrouble | null> {
  const { rows } = await pool.query<{ value: LogTrouble | null }>('select value from pub.pub_log_trouble');
  return rows[0]?.value ?? null;
}

/** Notes what stops the log, or that it goes on again. Answers whether that is news. */
export async function noteTrouble(
  kernel: Pick<Kernel, 'pool' | 'now'>,
  trouble: Pick<LogTrouble, 'code' | 'details'> | null,
): Promise<boolean> {
  const before = await logTrouble(kernel);
  if ((before?.code ?? null) === (trouble?.code ?? null)) return false;
  const value = trouble && { code: trouble.code, details: trouble.details, since: kernel.now().toISOString() };
  await kernel.pool.query(
    `insert into kernel.setting (key, value) values ($1, $2::jsonb) on conflict (key) do update set value = excluded.value`,
    [KEY, JSON.stringify(value)],
  );
  return true;
}
