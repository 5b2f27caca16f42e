import type { Kernel } from '../../kernel/index.ts';
import { RULES_VERSION } from '../rules/kinds.ts';
import type { StockSource } from '../stock.ts';
import { screenItem, ticketFor } from './tickets.ts';

const SLICE = 50;
/** So long one turn may work before it leaves the rest to the next. */
const TURN_MS = 20_000;
const EVERY_DAYS = 7;

type Pass = { id: number; source: number; cursor: string };

/**
 * One turn of the pass over everything that is published: begins one when the rules have changed or the last is a week
 * old, and goes on with the one under way. After a crash it goes on where the last slice ended.
 */
export async function passTurn(
  kernel: Kernel,
  sources: readonly StockSource[],
  at: Date,
  turnMs = TURN_MS,
): Promise<void> {
  const client = await kernel.pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(5909, 19) as mine');
    if (!rows[0]?.mine) return;
    try {
      const pass = (await underWay(kernel)) ?? (await beginWhenDue(kernel, at));
      if (pass) await goOn(kernel, sources, pass, at, turnMs);
    } finally {
      await client.query('select pg_advisory_unlock(5909, 19)');
    }
  } finally {
    client.release();
  }
}

async function underWay({ pool }: Kernel): Promise<Pass | null> {
  const { rows } = await pool.query<Pass>('select id, source, cursor from screening.pass where ended_at is null');
  return rows[0] ?? null;
}

async function beginWhenDue(kernel: Kernel, at: Date): Promise<Pass | null> {
  await kernel.pool.query(
    `insert into screening.pass (rules_version, began_at)
     select $1, $2 where not exists (
       select from screening.pass where rules_version = $1 and began_at > $2::timestamptz - make_interval(days => ${EVERY_DAYS}))
     on conflict do nothing`,
    [RULES_VERSION, at],
  );
  return underWay(kernel);
}

async function goOn(
  kernel: Kernel,
  sources: readonly StockSource[],
  pass: Pass,
  at: Date,
  turnMs: number,
): Promise<void> {
  const began = performance.now();
  let { source: place, cursor } = pass;
  while (place < sources.length) {
    const source = sources[place];
    const items = source ? await source.after(cursor, SLICE) : [];
    const last = items.at(-1);
    const sum = { documents: 0, findings: 0, unread: 0 };
    for (const item of items) {
      const found = await screenItem(kernel, item, at);
      if (source && found.standing > 0) await ticketFor(kernel, source.name, item, found, at);
      sum.documents += 1;
      sum.findings += found.findings;
      sum.unread += found.unread;
    }
    if (last) cursor = last.ref;
    else [place, cursor] = [place + 1, ''];
    await kernel.pool.query(
      `update screening.pass set source = $2, cursor = $3, documents = documents + $4, findings = findings + $5, unread = unread + $6
        where id = $1`,
      [pass.id, place, cursor, sum.documents, sum.findings, sum.unread],
    );
    if (performance.now() - began > turnMs) return;
  }
  await kernel.pool.query('update screening.pass set ended_at = greatest($2, began_at) where id = $1', [pass.id, at]);
}

export type PassState = {
  readonly beganAt: Date;
  readonly endedAt: Date | null;
  readonly documents: number;
  readonly findings: number;
  readonly unread: number;
};

/** How far the last pass has come. */
export async function lastPass({ pool }: Kernel): Promise<PassState | null> {
  const { rows } = await pool.query<PassState>(
    `select began_at as "beganAt", ended_at as "endedAt", documents::int, findings::int, unread::int
       from screening.pass order by id desc limit 1`,
  );
  return rows[0] ?? null;
}
