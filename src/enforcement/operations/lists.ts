import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  addDays,
  dayOf,
  inTransaction,
  type Kernel,
  pageOf,
  type Register,
  refuse,
  type Transaction,
} from '../../kernel/index.ts';
import { Benchmark, Officer, type Part, Power, Subject } from '../contract.ts';
import { benchmarkRegister, officerRegister, powerRegister, registerOf, subjectRegister } from '../registers.ts';
import { countedEntries, type PublicEntry, publicEntries } from '../repo/public.ts';
import type { ListEntry, readList } from '../wire.ts';
import type { Acting } from './enter.ts';
import { agenciesFor, narrowed } from './view.ts';

const PAGE = 100;
const shapes = { subjects: Subject, officers: Officer, powers: Power, benchmarks: Benchmark } as const;
const KEY = /^[\p{Script=Han}A-Za-z0-9〔〕-]{2,40}$/u;

/** Certificates have numbers of their own; the codes of powers and benchmarks are those of each organ. */
const keyFor = (part: Part, agency: string, key: string): string => {
  if (part === 'subjects') return agency;
  return part === 'officers' ? key : `${agency}/${key}`;
};

/**
 * Says what an organ, a certificate, a power or a benchmark is, from today.
 *
 * @throws Refusal access/forbidden (403), enforcement/list-key (422), enforcement/list-changed (409),
 *   enforcement/entry-of-others (409)
 */
export async function putEntry(
  kernel: Kernel,
  {
    part,
    agencyId,
    key,
    seen,
    value,
    actor,
    at,
  }: Acting & {
    readonly part: Part;
    readonly agencyId: number;
    readonly key: string;
    readonly seen: number;
    readonly value: Readonly<Record<string, unknown>>;
  },
): Promise<{ readonly key: string; readonly version: number }> {
  kernel.access.check(actor, 'enforcement.lists', { agencyId });
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  const written = key.slice(key.indexOf('/') + 1);
  if (part !== 'subjects' && !KEY.test(written)) throw refuse('enforcement/list-key', {}, 422);
  const own = keyFor(part, agency.key, written);
  return inTransaction(kernel.pool, async (tx) => {
    await assertSeen(tx, registerOf[part], { key: own, seen, agency: agency.key });
    const entry = { key: own, validFrom: dayOf(at), source: agency.name, changedBy: actor.personId, at };
    const shaped = shapes[part].safeParse({ ...value, agency: agency.key });
    if (!shaped.success) throw refuse('enforcement/list-value', {}, 422);
    const { version } = await putIn(tx, part, entry, shaped.data);
    return { key: own, version };
  });
}

type Entry = {
  readonly key: string;
  readonly validFrom: ReturnType<typeof dayOf>;
  readonly source: string;
  readonly changedBy: number | null;
  readonly at: Date;
};

/** The register looks at the shape once more. */
function putIn(tx: Transaction, part: Part, entry: Entry, value: object): Promise<{ readonly version: number }> {
  if (part === 'subjects') return subjectRegister.put(tx, { ...entry, value: value as never });
  if (part === 'officers') return officerRegister.put(tx, { ...entry, value: value as never });
  if (part === 'powers') return powerRegister.put(tx, { ...entry, value: value as never });
  return benchmarkRegister.put(tx, { ...entry, value: value as never });
}

async function assertSeen(
  tx: Transaction,
  register: Pick<Register<{ agency: string }>, 'name' | 'history'>,
  { key, seen, agency }: { readonly key: string; readonly seen: number; readonly agency: string },
): Promise<void> {
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${register.name}:${key}`]);
  const [latest] = await register.history(tx.client, key);
  if (latest && latest.value.agency !== agency) throw refuse('enforcement/entry-of-others');
  if ((latest?.version ?? 0) !== seen) throw refuse('enforcement/list-changed');
}

/**
 * Takes an entry out of force; yesterday was its last day, or today where it began today.
 *
 * @throws Refusal enforcement/no-entry (404), access/forbidden (403), enforcement/list-changed (409)
 */
export async function endEntry(
  kernel: Kernel,
  { part, key, seen, actor, at }: Acting & { readonly part: Part; readonly key: string; readonly seen: number },
): Promise<void> {
  const register = registerOf[part];
  const [latest] = await register.history(kernel.pool, key);
  const agency = latest ? (await directoryOf(kernel)).agencyByKey(latest.value.agency) : null;
  if (!latest || !agency) throw refuse('enforcement/no-entry', {}, 404);
  kernel.access.check(actor, 'enforcement.lists', { agencyId: agency.id });
  await inTransaction(kernel.pool, async (tx) => {
    await assertSeen(tx, register, { key, seen, agency: agency.key });
    const began = latest.validFrom === dayOf(at);
    await register.end(tx, key, began ? latest.validFrom : addDays(dayOf(at), -1));
  });
}

type ListQuery = {
  readonly part: Part;
  readonly q?: string | undefined;
  readonly agency?: number | undefined;
  readonly after?: string | undefined;
};

/** What is in force of a list, of the agencies that somebody may read, by its keys. @throws Refusal access/forbidden (403) */
export async function entriesOf(
  kernel: Kernel,
  { part, q, agency, after }: ListQuery,
  actor: Actor,
  at: Date,
): Promise<z.output<typeof readList.response>> {
  const [directory, readable, kept] = await Promise.all([
    directoryOf(kernel),
    agenciesFor(kernel, actor, 'enforcement.read'),
    agenciesFor(kernel, actor, 'enforcement.lists'),
  ]);
  const agencies = narrowed(readable, agency).map((id) => directory.agencyById(id).key);
  const { name } = registerOf[part];
  const [found, counts] = await Promise.all([
    publicEntries(kernel.pool, name, dayOf(at), { q, agencies, after, limit: PAGE + 1 }),
    countedEntries(kernel.pool, name, dayOf(at), { q, agencies }),
  ]);
  const { rows, next } = pageOf(found, PAGE, ({ key }) => key);
  return {
    rows: rows.flatMap((entry) => {
      const organ = directory.agencyByKey(shapes[part].parse(entry.value).agency);
      return organ ? [{ ...viewOf(part, entry), agencyId: organ.id, agency: organ.shortName }] : [];
    }),
    next,
    total: [...counts.values()].reduce((sum, count) => sum + count, 0),
    agencies: directory.agencies
      .filter(({ id, kind }) => kept.includes(id) && kind !== 'committee')
      .map(({ id, shortName }) => ({ id, name: shortName })),
  };
}

function viewOf(part: Part, { key, version, validFrom, value }: PublicEntry): Omit<ListEntry, 'agencyId' | 'agency'> {
  const head = { key, version, since: validFrom };
  switch (part) {
    case 'subjects':
      return { ...head, subject: Subject.parse(value) };
    case 'officers':
      return { ...head, officer: Officer.parse(value) };
    case 'powers':
      return { ...head, power: Power.parse(value) };
    case 'benchmarks':
      return { ...head, benchmark: Benchmark.parse(value) };
  }
}
