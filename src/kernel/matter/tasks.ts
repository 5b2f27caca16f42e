import { system } from '../access/actor.ts';
import { type Day, day, dayOf } from '../day.ts';
import { scanTask } from '../files/scan-later.ts';
import { numberIn, textIn } from '../jobs/payload.ts';
import type { Task } from '../jobs/worker.ts';
import type { Kernel } from '../kernel.ts';
import { openAtGateway } from '../link/payments.ts';
import { refundAtGateway } from '../link/refunds.ts';
import { tell } from '../notices/notices.ts';
import { RECORDS_CHANGED, recordsTask } from '../record/announce.ts';
import { Refusal } from '../refusal.ts';
import { dropBytes } from '../retention/erase.ts';
import { act } from './act.ts';
import { matterById } from './read.ts';
import type { Snapshot } from './snapshot.ts';
import { followed, redateFrom } from './sweep.ts';

/** What the kernel does after acts, for every module alike. */
export function kernelTasks(kernel: Kernel): Readonly<Record<string, Task>> {
  return {
    'kernel.tell-subject': (payload, at) =>
      tellSubject(kernel, numberIn(payload, 'matter'), textIn(payload, 'act'), numberIn(payload, 'seq'), at),
    'kernel.child-closed': async (payload, at) => {
      const parent = await matterById(kernel, numberIn(payload, 'parent'));
      for (const [name, action] of Object.entries(parent.process.actions)) {
        if (!action.whenChildrenClosed || !action.from.includes(parent.state) || parent.openChildren > 0) continue;
        try {
          const on = await childrenClosedOn(kernel, parent, at);
          await act(kernel, {
            matter: parent,
            act: name,
            actor: system,
            at,
            on,
            ...followed(kernel, parent, name, on, at),
          });
        } catch (error) {
          // Another child closed in the same moment and its job was faster: the parent has moved already.
          if (!(error instanceof Refusal && error.code.startsWith('matter/'))) throw error;
          if (error.code === 'matter/changed') throw error;
        }
        return;
      }
    },
    // The marks themselves are in the clock and in the ledger; who watches them builds on these two.
    'kernel.near-due': async (payload, at) => {
      const snapshot = await matterById(kernel, numberIn(payload, 'matter'));
      if (snapshot.closedAt || snapshot.subjectId === null || snapshot.holderRole !== 'subject') return;
      await tellOnce(
        kernel,
        snapshot.subjectId,
        snapshot.id,
        'kernel.near-due',
        snapshot.seq,
        at,
        snapshot.number,
        snapshot.title,
      );
    },
    'kernel.overdue': async () => undefined,
    [RECORDS_CHANGED]: recordsTask(kernel),
    'kernel.payment-open': (payload) => openAtGateway(kernel, textIn(payload, 'order')),
    'kernel.payment-refund': (payload, at) => refundAtGateway(kernel, textIn(payload, 'refund'), at),
    'kernel.payment-close': async (payload) => void (await kernel.payments?.close(textIn(payload, 'order'))),
    'kernel.scan-file': scanTask(kernel),
    'kernel.drop-bytes': (payload) => dropBytes(kernel, textIn(payload, 'sha256')),
    'kernel.redate-all': async (payload, at) => {
      await kernel.calendars.reload();
      await redateFrom(kernel, day(textIn(payload, 'on')), at);
    },
  };
}

/** The legal day on which the last child closed: waiting ends with what was waited for, however late it is entered. */
async function childrenClosedOn({ pool }: Kernel, parent: Snapshot, at: Date): Promise<Day> {
  const { rows } = await pool.query<{ on: Day | null }>(
    `select max(coalesce((e.body::jsonb->>'on')::date, (e.at at time zone 'Asia/Shanghai')::date)) as on
       from kernel.matter m join kernel.entry e on e.matter_id = m.id and e.at = m.closed_at
      where m.parent_id = $1 and m.closed_at is not null`,
    [parent.id],
  );
  const stopped = Object.values(parent.clocks).flatMap(({ facts }) => facts.spans.filter(({ to }) => to === null));
  const earliest = stopped
    .map(({ from }) => from)
    .toSorted()
    .at(-1);
  const on = rows[0]?.on ?? dayOf(at);
  return earliest !== undefined && on < earliest ? earliest : on;
}

/** Tells whom the matter is owed to of an act on it, in one statement: there are more of these jobs than of all others. */
async function tellSubject({ pool }: Kernel, matterId: number, name: string, seq: number, at: Date): Promise<void> {
  await pool.query({
    name: 'kernel-tell-subject',
    text: `
      insert into kernel.notice (person_id, matter_id, code, params, created_at)
      select m.subject_id, m.id, m.kind || '.' || $2::text,
             jsonb_build_object('number', m.number, 'title', m.title, 'seq', $3::int), $4
        from kernel.matter m
       where m.id = $1 and m.subject_id is not null
         and not exists (select from kernel.notice n
               where n.matter_id = m.id and n.code = m.kind || '.' || $2::text and (n.params->>'seq')::int = $3::int)`,
    values: [matterId, name, seq, at],
  });
}

/** A job may run twice after a crash; the person is told once. */
async function tellOnce(
  kernel: Kernel,
  personId: number,
  matterId: number,
  code: string,
  seq: number,
  at: Date,
  number: string,
  title: string,
): Promise<void> {
  const { rows } = await kernel.pool.query<{ told: boolean }>(
    `select exists (select from kernel.notice where matter_id = $1 and code = $2 and (params->>'seq')::int = $3) as told`,
    [matterId, code, seq],
  );
  if (rows[0]?.told) return;
  await tell(kernel.pool, { personId, matterId, code, params: { number, title, seq }, at });
}
