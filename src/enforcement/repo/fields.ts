import type { Transaction } from '../../kernel/index.ts';
import type { Source } from './results.ts';

type Decision = 'keep' | 'false-positive';

/** What was decided of the fields of one result. */
export async function decisionsOf(
  source: Source,
  id: number,
): Promise<readonly { readonly digest: Buffer; readonly decision: Decision; readonly reason: string }[]> {
  const { rows } = await source.query<{ digest: Buffer; decision: Decision; reason: string }>(
    'select digest, decision, reason from enforcement.field_decision where result_id = $1',
    [id],
  );
  return rows;
}

export async function noteDecision(
  tx: Transaction,
  made: {
    readonly id: number;
    readonly field: string;
    readonly digest: Buffer;
    readonly kind: string;
    readonly decision: Decision;
    readonly reason: string;
    readonly by: number;
    readonly at: Date;
  },
): Promise<void> {
  await tx.client.query(
    `insert into enforcement.field_decision (result_id, field, digest, kind, decision, reason, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (result_id, field, digest) do update
       set decision = excluded.decision, reason = excluded.reason, decided_by = excluded.decided_by,
           decided_at = excluded.decided_at`,
    [made.id, made.field, made.digest, made.kind, made.decision, made.reason, made.by, made.at],
  );
}
