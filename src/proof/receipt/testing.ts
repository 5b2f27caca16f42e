import { createHash, generateKeyPairSync, type KeyObject, type KeyPairKeyObjectResult, sign } from 'node:crypto';
import {
  calendarDays,
  calendarHash,
  canonical,
  defineProcess,
  entriesAsWritten,
  hours,
  type Kernel,
  type MatterKind,
  matterById,
  months,
  publishedCalendar,
  workingDays,
} from '../../kernel/index.ts';
import { FORMAT, type Receipt } from './shapes.ts';

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** The largest power of two smaller than n. */
const half = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);

/** RFC 9162, 2.1.1, word for word. */
function treeHash(leaves: readonly Uint8Array[]): Buffer {
  const [only] = leaves;
  if (leaves.length <= 1) return only ? sha256(Buffer.of(0), only) : sha256();
  const k = half(leaves.length);
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

/** RFC 9162, 2.1.3.1, word for word. */
function pathTo(m: number, leaves: readonly Uint8Array[]): readonly Buffer[] {
  if (leaves.length <= 1) return [];
  const k = half(leaves.length);
  return m < k
    ? [...pathTo(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...pathTo(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}

/** A log as the standards describe it, made of nothing the program uses: what both must agree on. */
export type TestLog = {
  readonly origin: string;
  readonly vkey: string;
  readonly add: (data: Uint8Array) => number;
  readonly path: (index: number) => readonly Buffer[];
  readonly checkpoint: () => string;
  /** A second history with the same key, as a city that lies would keep it. */
  readonly fork: () => TestLog;
};

export const testLog = (origin = 'mingtang.example/log'): TestLog => logOf(origin, generateKeyPairSync('ed25519'), []);

function logOf(origin: string, pair: KeyPairKeyObjectResult, before: readonly Uint8Array[]): TestLog {
  const leaves = [...before];
  const { publicKey, privateKey } = pair;
  const key = Buffer.concat([Buffer.of(1), rawKey(publicKey)]);
  const id = sha256(Buffer.from(`${origin}\n`), key).subarray(0, 4);
  return {
    origin,
    vkey: `${origin}+${id.toString('hex')}+${key.toString('base64')}`,
    fork: () => logOf(origin, pair, leaves),
    add: (data) => leaves.push(data) - 1,
    path: (index) => pathTo(index, leaves),
    checkpoint: () => {
      const text = `${origin}\n${leaves.length}\n${treeHash(leaves).toString('base64')}\n`;
      const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64');
      return `${text}\n— ${origin} ${signature}\n`;
    },
  };
}

const rawKey = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' }).subarray(-32);

/** The receipt of a matter by a log of the test's own, in which other entries stand before, between and after. */
export async function receiptBy(log: TestLog, kernel: Kernel, matterId: number, between = 3): Promise<Receipt> {
  const snapshot = await matterById(kernel, matterId);
  const written = await entriesAsWritten(kernel, matterId);
  const strange = (): void => {
    for (let i = 0; i < between; i += 1) log.add(sha256(Buffer.from(`${log.origin}${Math.random()}`)));
  };
  strange();
  const places = written.map(({ hash }) => {
    const index = log.add(hash);
    strange();
    return index;
  });
  const versions = written.flatMap(({ body }) => [...body.matchAll(/"calendar":"([^"+]+)/gu)].map(([, v = '']) => v));
  const calendars: Record<string, string> = {};
  for (const version of new Set(versions))
    calendars[version] = (await publishedCalendar(kernel.pool, calendarHash(version))) ?? '';
  return {
    format: FORMAT,
    origin: log.origin,
    vkey: log.vkey,
    matter: snapshot.number,
    entries: written.map(({ body }, i) => {
      const index = places[i] ?? -1;
      return { body, index, proof: log.path(index).map((node) => node.toString('base64')) };
    }),
    checkpoint: log.checkpoint(),
    process: canonical(snapshot.process),
    calendars,
  };
}

/** A process with every unit, every way to stop, move and end a clock, and an act that two people must do. */
const everything = defineProcess({
  kind: 'proof-test',
  title: '样样都有的事项',
  initial: 'draft',
  states: {
    draft: { title: '草稿', holder: { subject: true } },
    submitted: { title: '已收件', holder: { role: 'clerk' } },
    correcting: { title: '补正', holder: { subject: true } },
    examining: { title: '审查', holder: { role: 'clerk' } },
    visiting: { title: '核查', holder: { role: 'clerk' } },
    done: { title: '办结', closed: true },
  },
  actions: {
    submit: { title: '提交', from: ['draft'], to: 'submitted', by: ['subject'] },
    ask: { title: '告知补正', from: ['submitted'], to: 'correcting', by: ['clerk'] },
    correct: { title: '补正', from: ['correcting'], to: 'submitted', by: ['subject'] },
    accept: { title: '受理', from: ['submitted'], to: 'examining', by: ['clerk'] },
    'deem-accepted': { title: '视为受理', from: ['submitted'], to: 'examining', by: ['system'] },
    visit: { title: '开始核查', from: ['examining'], to: 'visiting', by: ['clerk'] },
    'visit-done': { title: '核查完成', from: ['visiting'], to: 'examining', by: ['clerk'], quorum: { atLeast: 2 } },
    extend: { title: '延期', from: ['examining', 'visiting'], to: 'examining', by: ['clerk'] },
    decide: { title: '决定', from: ['examining'], to: 'done', by: ['clerk'] },
    withdraw: { title: '撤回', from: ['submitted', 'correcting', 'visiting'], to: 'done', by: ['subject'] },
  },
  clocks: {
    notice: {
      title: '受理',
      law: '行政许可法 第三十二条',
      limit: workingDays(5),
      startsOn: [{ act: 'submit' }, { act: 'correct' }],
      endsOn: ['accept', 'ask'],
      onLapse: 'deem-accepted',
    },
    decision: {
      title: '决定',
      law: '行政许可法 第四十二条',
      limit: workingDays(20),
      startsOn: [{ act: 'accept' }, { act: 'deem-accepted', from: 'notice' }],
      endsOn: ['decide'],
      suspendedIn: ['visiting'],
      extension: { on: 'extend', limit: workingDays(10), atMost: 2 },
    },
    days: {
      title: '自然日',
      law: '民法典 第二百零三条',
      limit: calendarDays(30),
      startsOn: [{ act: 'accept' }],
      endsOn: ['decide'],
      suspendedIn: ['visiting'],
      extension: { on: 'extend', limit: workingDays(7), atMost: 2 },
    },
    months: {
      title: '月',
      law: '民法典 第二百零二条',
      limit: months(2),
      startsOn: [{ act: 'submit' }],
      endsOn: ['decide'],
      suspendedIn: ['correcting', 'visiting'],
      extension: { on: 'extend', limit: months(1), atMost: 2 },
    },
    hours: {
      title: '小时',
      law: '民法典 第二百零一条',
      limit: hours(48),
      startsOn: [{ act: 'submit' }, { act: 'visit' }],
      endsOn: ['accept'],
      suspendedIn: ['correcting'],
      extension: { on: 'extend', limit: hours(24), atMost: 2 },
    },
  },
});

export const everythingKind: MatterKind = {
  kind: 'proof-test',
  title: '测试',
  prefix: 'PT',
  process: everything,
  guards: {},
};
