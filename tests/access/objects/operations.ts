import { tendKeys } from '../../../src/kernel/index.ts';
import { noteRoutine } from '../../../src/operations/index.ts';
import { startIncident, takeStep } from '../../../src/operations/operations/incidents.ts';
import { enterOnCall } from '../../../src/operations/operations/on-call.ts';
import { beginVerification, verifyTurn } from '../../../src/operations/operations/verification.ts';
import type { IncidentAct } from '../../../src/operations/process.ts';
import { idOf } from '../actors.ts';
import { demoActor, type Seen, type Setting, seen } from './setting.ts';

const note = '已经按预案处置完毕';

/** What those who run the machine are shown: incidents in every state, who is on call, a job that was given up. */
export async function prepareOperations(setting: Setting) {
  const { kernel, owner, at } = setting;
  const administrator = await demoActor(setting, 'xitong');
  const lead = await idOf(owner, 'xitong');
  const onCall = await enterOnCall(kernel, {
    duty: 'technical',
    personId: lead,
    phone: '13912345678',
    deputyId: await idOf(owner, 'anquan'),
    deputyPhone: '13987654321',
    actor: await demoActor(setting, 'anquan'),
    at,
  });
  await runFor(setting);
  const steps = ['grade', 'isolate', 'restore', 'report'] as const satisfies readonly IncidentAct[];
  const incidentAfter = async (count: number): Promise<Seen> => {
    const { id } = await startIncident(kernel, {
      category: 'outage',
      summary: '门户网站打不开了',
      actor: administrator,
      at,
    });
    for (const act of steps.slice(0, count)) {
      const { seq } = await seen(setting, id);
      await takeStep(kernel, { id, act, actor: administrator, at, seenSeq: seq, note, grade: 'III' });
    }
    return seen(setting, id);
  };
  return {
    incidents: {
      detected: await incidentAfter(0),
      graded: await incidentAfter(1),
      isolated: await incidentAfter(2),
      restored: await incidentAfter(3),
      reported: await incidentAfter(4),
    },
    onCall,
    onCallPerson: lead,
    failedJob: await failedJob(setting),
  };
}

/** A copy of the program has run, a routine had its turn, the ledger was verified. */
async function runFor({ kernel, owner, at }: Setting): Promise<void> {
  // A copy that beats by itself would do so in the midst of a rehearsal; this one was killed.
  await owner.query(
    `insert into operations.process (id, role, version, host, pid, state, started_at, seen_at, clock_at)
     values (gen_random_uuid(), 'all', '0', 'machine', 1, 'running', $1, $1, $1)`,
    [at],
  );
  await noteRoutine(kernel.pool, { name: 'sweep', everyMs: 60_000, beganAt: at, tookMs: 5, fault: null });
  await tendKeys(kernel);
  await beginVerification(kernel, at);
  await verifyTurn(kernel, at);
}

/** A job that failed so often that it was given up. */
async function failedJob({ owner, at }: Setting): Promise<number> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into kernel.job (task, payload, attempts, last_error, created_at, failed_at)
     values ('told-by-nobody', '{}', 9, 'not reached', $1, $1) returning id`,
    [at],
  );
  return Number(rows[0]?.id);
}
