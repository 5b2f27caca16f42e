import { type TestCity, testCity } from '../identity/testing.ts';
import {
  type Actor,
  anyone,
  type Day,
  day,
  instant,
  kernelTasks,
  type Module,
  matterById,
  type Snapshot,
  startWorker,
} from '../kernel/index.ts';
import { linkSentences, paymentRoutes } from '../kernel/link/index.ts';
import { proofModule } from '../proof/index.ts';
import { informationRequestsModule } from './index.ts';
import type { Papers } from './operations/doing.ts';
import { type Intake, type Received, receiveRequest } from './operations/intake.ts';

export const papers: Papers = { publicUrl: 'https://www.mingtang.example' };

export const at = (on: string, time = '10:00'): Date => instant(day(on), time);

/** The kernel's own routes for payments, as the program has them. */
const paymentsModule: Module = {
  name: 'payments',
  permissions: { 'kernel.payment-notice': [anyone] },
  sentences: linkSentences,
  routes: paymentRoutes,
};

/** The demo city with this module, on a database of its own. */
export const requestsCity = (on: Date): Promise<TestCity> =>
  testCity([paymentsModule, proofModule, informationRequestsModule], on, (web) => {
    web.decorate('publicUrl', papers.publicUrl);
  });

/** The people of one agency that the stories need; each is somebody of the demo city. */
export async function officeOf({ kernel }: Pick<TestCity, 'kernel'>) {
  const { rows } = await kernel.pool.query<{ id: number }>(
    `select id from identity.agency where line = 'SC' order by id limit 1`,
  );
  const agencyId = rows[0]?.id ?? 1;
  const people = await kernel.pool.query<{ id: number }>(
    `select id from identity.person where kind = 'staff' order by id limit 5`,
  );
  const member = (i: number, ...roles: readonly string[]): Actor => ({
    kind: 'staff',
    personId: people.rows[i]?.id ?? i,
    name: `staff ${i}`,
    grants: roles.map((role) => ({ role, agencyId })),
    actsFor: [],
    agenciesBelow: new Set([agencyId]),
  });
  return {
    agencyId,
    officer: member(0, 'request-officer'),
    second: member(1, 'request-officer'),
    legal: member(2, 'legal-reviewer'),
    head: member(3, 'decider'),
    everything: member(4, 'request-officer', 'legal-reviewer', 'decider'),
  };
}
export type Office = Awaited<ReturnType<typeof officeOf>>;

/** Somebody who asks at the counter, so that the day of receipt is the day of asking. */
export const asking = (office: Office, on: string, change: Partial<Intake> = {}): Intake => ({
  key: null,
  agencyId: office.agencyId,
  channel: 'counter',
  applicant: {
    kind: 'natural',
    name: '陈晓岚',
    documentKind: 'resident-id',
    document: '110000198805120029',
    phone: '13000000001',
    address: '明堂市明德区泽宫街道明伦大道20号',
    personId: null,
  },
  subject: '泽宫街道2025年老旧小区改造项目招标文件',
  wanted: '招标文件、中标通知书和施工合同',
  medium: 'electronic',
  way: 'web',
  actor: office.officer,
  at: at(on),
  papers: null,
  ...change,
});

export const received = (
  { kernel }: TestCity,
  office: Office,
  on: string,
  change: Partial<Intake> = {},
): Promise<Received> => receiveRequest(kernel, asking(office, on, change));

export const matter = ({ kernel }: TestCity, id: number): Promise<Snapshot> => matterById(kernel, id);

/** By when the reply is owed now. */
export const replyDue = async (city: TestCity, id: number): Promise<Day | null> => {
  const { clocks } = await matter(city, id);
  return (clocks.delayed ?? clocks.reply)?.dueOn ?? null;
};

/** Does what waits to be done, as the worker would. @throws Error with what could not be done */
export async function drain({ kernel }: TestCity): Promise<void> {
  const faults: string[] = [];
  const worker = startWorker({
    pool: kernel.pool,
    tasks: { ...kernelTasks(kernel), ...informationRequestsModule.tasks?.(kernel) },
    routines: [],
    now: kernel.now,
    report: (event, details) => faults.push(`${event} ${JSON.stringify(details)}`),
  });
  try {
    await worker.drain();
  } finally {
    await worker.stop();
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
