import { createHash } from 'node:crypto';
import { type Kernel, verifyLedger } from '../../kernel/index.ts';
import { type VerificationRow, verificationUnderWay } from '../repo/routines.ts';
import { incidentText } from '../text.ts';
import { raiseIncident } from './incidents.ts';

/** Hours of the city's night in which a pass begins by itself. */
const NIGHT = { from: 1, until: 5 } as const;
/** Matters in a slice: some hundredths of a second of work, so that nobody waits for it. */
const SLICE = 2_000;
/** So long one turn may work before it leaves the rest to the next. */
const TURN_MS = 20_000;
const FAULTS_KEPT = 100;

/**
 * One turn of the nightly pass over the ledger: begins one if none has begun this night, and goes on with the one that
 * is under way, slice by slice. What is found to be not as written is an incident.
 *
 * @law GB/T 22239-2019 8.1.4.7 (数据完整性), S-55, S-99
 */
export async function verifyTurn(kernel: Kernel, at: Date): Promise<void> {
  const client = await kernel.pool.connect();
  try {
    // One copy works on it at a time; what a killed one left is gone on with.
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(5909, 14) as mine');
    if (!rows[0]?.mine) return;
    try {
      const pass = (await verificationUnderWay(client)) ?? (await beginTonight(kernel, at));
      if (pass) await goOn(kernel, pass, at);
    } finally {
      await client.query('select pg_advisory_unlock(5909, 14)');
    }
  } finally {
    client.release();
  }
}

/** Begins a pass now; the worker does it. Answers false when one is under way. */
export async function beginVerification(kernel: Pick<Kernel, 'pool'>, at: Date): Promise<boolean> {
  const { rowCount } = await kernel.pool.query(
    'insert into operations.verification (began_at) values ($1) on conflict do nothing',
    [at],
  );
  return rowCount === 1;
}

async function beginTonight(kernel: Kernel, at: Date): Promise<VerificationRow | null> {
  const city = new Date(at.getTime() + 8 * 3_600_000);
  const hour = city.getUTCHours();
  if (hour < NIGHT.from || hour >= NIGHT.until) return null;
  const { rows } = await kernel.pool.query<{ found: boolean }>(
    `select exists (select from operations.verification where began_at > $1::timestamptz - interval '12 hours') as found`,
    [at],
  );
  if (rows[0]?.found) return null;
  await beginVerification(kernel, at);
  return verificationUnderWay(kernel.pool);
}

async function goOn(kernel: Kernel, pass: VerificationRow, at: Date): Promise<void> {
  const began = performance.now();
  for (let after = pass.afterMatter; performance.now() - began < TURN_MS; ) {
    const through = await endOfSlice(kernel, after);
    if (through === null) return finish(kernel, pass.id, at);
    const { matters, entries, faults } = await verifyLedger(kernel, { after, through });
    await kernel.pool.query(
      `update operations.verification
          set after_matter = $2, matters = matters + $3, entries = entries + $4, fault_count = fault_count + $5,
              faults = case when jsonb_array_length(faults) < ${FAULTS_KEPT} then faults || $6::jsonb else faults end
        where id = $1`,
      [pass.id, through, matters, entries, faults.length, JSON.stringify(faults.slice(0, FAULTS_KEPT))],
    );
    after = through;
  }
}

/** The last matter of the next slice; null when there is none. Entries of matters that are gone are looked at as well. */
async function endOfSlice({ pool }: Kernel, after: number): Promise<number | null> {
  const { rows } = await pool.query<{ last: number | null }>(
    `select max(id) as last from (
       select id from (
         (select id from kernel.matter where id > $1 order by id limit ${SLICE})
         union all
         (select matter_id as id from kernel.entry where matter_id > $1 order by matter_id limit 1)
       ) candidates order by id limit ${SLICE}) slice`,
    [after],
  );
  return rows[0]?.last ?? null;
}

async function finish(kernel: Kernel, id: number, at: Date): Promise<void> {
  const { rows } = await kernel.pool.query<VerificationRow>(
    `update operations.verification set ended_at = greatest($2, began_at) where id = $1
     returning faults, fault_count as "faultCount"`,
    [id, at],
  );
  const [pass] = rows;
  const [first] = pass?.faults ?? [];
  if (!pass || !first) return;
  // The same faults are the same incident, however many nights they stand.
  const told = pass.faults.map(({ matter, seq, fault }) => `${matter} ${seq} ${fault}`).sort();
  const cause = `ledger:${createHash('sha256').update(told.join('\n')).digest('hex').slice(0, 32)}`;
  await raiseIncident(kernel, {
    cause,
    category: 'tamper',
    summary: incidentText.ledgerFaults(pass.faultCount, first.matter),
    at,
  });
}
