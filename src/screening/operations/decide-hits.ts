import { type Actor, type Kernel, refuse, remark } from '../../kernel/index.ts';
import type { Decision } from './documents.ts';
import { ticketById } from './tickets.ts';

/** How far one decision goes: these alone; the same value in the same document; the same kind, or all, of the ticket. */
type Reach = 'these' | 'value' | 'kind' | 'ticket';

const STATE = { mask: 'to-mask', keep: 'kept', 'false-positive': 'none' } as const;

/** Which lines besides those that were named, `h`, are meant as well, `o`; what is decided already is not decided by the way. */
const REACH: Readonly<Record<Reach, string>> = {
  these: 'o.id = h.id',
  value: `o.id = h.id or (o.state = 'open' and (o.document_id, o.kind, o.value_no) = (h.document_id, h.kind, h.value_no))`,
  kind: `o.id = h.id or (o.state = 'open' and o.kind = h.kind)`,
  ticket: `o.id = h.id or o.state = 'open'`,
};

type Meant = { readonly id: number; readonly ticket: number; readonly line: number; readonly state: string };

type HitsDecided = {
  readonly hits: readonly number[];
  readonly reach: Reach;
  readonly decision: Decision;
  readonly reason: string;
};

/**
 * One decision for many finds, of one ticket or of several: each line bears who decided and when, and each ticket gets one
 * entry. All of it is done or nothing of the ticket that refuses.
 *
 * @returns how many lines it reached
 * @throws Refusal screening/no-reason (422), screening/no-finding (404), access/forbidden (403), screening/not-open (409),
 *   screening/hit-gone (409)
 * @law 个人信息保护法 第二十五条
 */
export async function decideHits(
  kernel: Kernel,
  { hits, reach, decision, reason }: HitsDecided,
  actor: Actor,
): Promise<number> {
  const said = reason.trim();
  if (decision !== 'mask' && said.length < 5) throw refuse('screening/no-reason', {}, 422);
  const { rows } = await kernel.pool.query<Meant>(
    `select distinct o.id, o.ticket_id as ticket, o.line, o.state
       from screening.hit h join screening.hit o on o.ticket_id = h.ticket_id and (${REACH[reach]})
      where h.id = any($1) order by o.ticket_id, o.line`,
    [hits],
  );
  const found = new Set(rows.map(({ id }) => id));
  if (!hits.every((id) => found.has(id))) throw refuse('screening/no-finding', {}, 404);
  const tickets = [...Map.groupBy(rows, ({ ticket }) => ticket)];
  const snapshots = await Promise.all(tickets.map(([ticket]) => ticketById(kernel, ticket)));
  // Everything that may refuse is asked before anything is written.
  for (const { agencyId, state } of snapshots) {
    kernel.access.check(actor, 'screening.decide', { agencyId });
    if (state !== 'found') throw refuse('screening/not-open', {}, 409);
  }
  if (rows.some(({ state }) => state === 'masked' || state === 'withdrawn'))
    throw refuse('screening/hit-gone', {}, 409);
  const at = kernel.now();
  for (const [i, [, lines]] of tickets.entries()) {
    const snapshot = snapshots[i];
    if (!snapshot) continue;
    await remark(kernel, {
      snapshot,
      act: 'screening.decide',
      actor,
      at,
      facts: { decision, lines: lines.map(({ line }) => line), ...(said === '' ? {} : { reason: said }) },
      write: async ({ client }) => {
        await client.query(
          `with decided as (
             update screening.hit set state = $2, reason = nullif($3, ''), decided_by = $4, decided_at = $5
              where id = any($1) returning document_id, part, kind, starts_at, ends_at
           )
           update screening.finding f set decision = $6, reason = $3, decided_by = $4, decided_at = $5
             from decided d
            where (f.document_id, f.part, f.kind, f.starts_at, f.ends_at) = (d.document_id, d.part, d.kind, d.starts_at, d.ends_at)`,
          [lines.map(({ id }) => id), STATE[decision], said, actor.personId ?? 0, at, decision],
        );
      },
    });
  }
  return rows.length;
}
