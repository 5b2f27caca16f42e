import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  addDays,
  dayOf,
  inTransaction,
  type Kernel,
  type Register,
  refuse,
  type Transaction,
} from '../../kernel/index.ts';
import { Benchmark, Officer, type Part, Power, Subject } from '../contract.ts';
import { benchmarkRegister, officerRegister, powerRegister, registerOf, subjectRegister } from '../registers.ts';
import type { ListEntry, readList } from '../wire.ts';
import type { Acting } from './enter.ts';
import { agenciesFor } from './view.ts';

const MOST_SHOWN = 500;
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

/** What is in force of a list, of the agencies that somebody may read. @throws Refusal access/forbidden (403) */
export async function entriesOf(
  kernel: Kernel,
  { part, q, agency }: { readonly part: Part; readonly q?: string | undefined; readonly agency?: number | undefined },
  actor: Actor,
  at: Date,
): Promise<z.output<typeof readList.response>> {
  const [directory, readable, kept, all] = await Promise.all([
    directoryOf(kernel),
    agenciesFor(kernel, actor, 'enforcement.read'),
    agenciesFor(kernel, actor, 'enforcement.lists'),
    listOf(kernel, part, at),
  ]);
  if (agency !== undefined && !readable.includes(agency)) throw refuse('access/forbidden', {}, 403);
  const wanted = new Set(agency === undefined ? readable : [agency]);
  const entries = all.flatMap((entry) => {
    const organ = directory.agencyByKey(entry.agency);
    if (!organ || !wanted.has(organ.id)) return [];
    const { words, agency: _key, ...rest } = entry;
    if (q !== undefined && q !== '' && !words.includes(q)) return [];
    return [{ ...rest, agencyId: organ.id, agency: organ.shortName }];
  });
  return {
    entries: entries.slice(0, MOST_SHOWN),
    total: entries.length,
    agencies: directory.agencies
      .filter(({ id, kind }) => kept.includes(id) && kind !== 'committee')
      .map(({ id, shortName }) => ({ id, name: shortName })),
  };
}

type Found = Omit<ListEntry, 'agencyId'> & { readonly words: string };

async function listOf({ pool }: Kernel, part: Part, at: Date): Promise<readonly Found[]> {
  const on = dayOf(at);
  const head = ({ key, version, validFrom }: { key: string; version: number; validFrom: string }) => ({
    ...{ key, version, since: validFrom },
  });
  if (part === 'subjects') {
    return (await subjectRegister.list(pool, on)).map((one) => {
      const { value } = one;
      return { ...head(one), agency: value.agency, subject: value, words: `${value.scope}${value.basis}` };
    });
  }
  if (part === 'officers') {
    return (await officerRegister.list(pool, on)).map((one) => {
      const { value } = one;
      return { ...head(one), agency: value.agency, officer: value, words: `${one.key} ${value.name} ${value.field}` };
    });
  }
  if (part === 'powers') {
    return (await powerRegister.list(pool, on)).map((one) => {
      const { value } = one;
      return { ...head(one), agency: value.agency, power: value, words: `${one.key} ${value.name} ${value.basis}` };
    });
  }
  return (await benchmarkRegister.list(pool, on)).map((one) => {
    const { value } = one;
    return { ...head(one), agency: value.agency, benchmark: value, words: `${one.key} ${value.name} ${value.basis}` };
  });
}
