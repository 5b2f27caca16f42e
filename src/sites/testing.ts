import { type Agency, directoryOf } from '../identity/index.ts';
import { testCity } from '../identity/testing.ts';
import {
  changeRecords,
  inTransaction,
  type Kernel,
  kernelTasks,
  type Module,
  type RecordChange,
  startWorker,
  type Transaction,
} from '../kernel/index.ts';
import type { RaiseAlarm } from './alarm.ts';
import { seedSites, sitesModuleOf } from './index.ts';
import type { ArticleChart } from './pages/article-charts.tsx';

/** What was raised by the watch, in place of the incidents of another module. */
export type Raised = Parameters<RaiseAlarm>[1];

/** A city with its sites, a few of its people, and nothing published. */
export async function sitesCity(at: Date, more: readonly Module[] = []) {
  const raised: Raised[] = [];
  const raise: RaiseAlarm = async (kernel, alarm) => {
    raised.push(alarm);
    const { rows } = await kernel.pool.query<{ id: number }>('select min(id) as id from kernel.matter');
    return rows[0]?.id ?? 0;
  };
  const city = await testCity([sitesModuleOf({ raise }), ...more], at);
  await seedSites(city.kernel, at);
  return { ...city, raised, raise };
}

export type Said = {
  readonly index: string;
  readonly agency: string;
  readonly title?: string;
  readonly body?: string;
  readonly charts?: readonly ArticleChart[];
  readonly genre?: string;
  readonly axis?: string | null;
  /** Where it stands in the catalogue, and what it is tagged with. */
  readonly node?: string;
  readonly domains?: readonly string[];
  readonly category?: string;
  readonly documentNumber?: string | null;
  readonly summary?: string;
  readonly formedOn?: string;
  readonly publishedAt?: Date;
  readonly attachments?: readonly {
    readonly fileId: string;
    readonly name: string;
    readonly bytes: number;
    readonly html?: string;
  }[];
  readonly validity?: 'in-force' | 'abolished' | 'lapsed';
  readonly note?: string | null;
  readonly withdrawn?: boolean;
  readonly links?: readonly { readonly relation: string; readonly back: string; readonly to: string }[];
};

/** Says something in public the way the module of disclosure does, without its gates. */
export async function say(kernel: Kernel, said: readonly Said[], at = kernel.now()): Promise<void> {
  const directory = await directoryOf(kernel);
  await inTransaction(kernel.pool, async (tx) => {
    const all = said.map((one) => {
      const agency = directory.agencyByKey(one.agency);
      if (!agency) throw new Error(`no agency ${one.agency}`);
      return { said: one, agency };
    });
    await enter(tx, all, at);
    const changes: RecordChange[] = [];
    for (const { said: one, agency } of all) changes.push(changeOf(one, agency), ...(await link(tx, one, at)));
    await changeRecords(tx, changes, at);
  });
  await work(kernel);
}

const titleOf = ({ title, index }: Said): string => title ?? `公开信息 ${index}`;

async function enter(
  tx: Transaction,
  all: readonly { readonly said: Said; readonly agency: Agency }[],
  at: Date,
): Promise<void> {
  const rows = all.map(({ said, agency }, n) => ({
    n,
    index: said.index,
    year: Number(said.index.slice(-10, -6)),
    title: titleOf(said),
    agency: agency.id,
    region: agency.region,
    axis: said.axis ?? null,
    node: said.node ?? 'policy',
    domains: said.domains ?? [],
    category: said.category ?? null,
    summary: said.summary ?? '',
    formed: said.formedOn ?? null,
    genre: said.genre ?? 'notice',
    number: said.documentNumber ?? null,
    publishedAt: said.publishedAt ?? at,
    validity: said.validity ?? 'in-force',
    withdrawn: said.withdrawn ?? false,
    note: said.note ?? null,
  }));
  const values = [JSON.stringify(rows), at];
  await tx.client.query(
    `insert into disclosure.index_number (number, agency_id, year, serial, given_at)
     select index, agency, year, n + 1 + (select coalesce(max(serial), 0) from disclosure.index_number i
              where i.agency_id = agency and i.year = x.year), $2
       from jsonb_to_recordset($1) x(n integer, index text, agency integer, year integer)
     on conflict do nothing`,
    values,
  );
  await tx.client.query(
    `insert into disclosure.published (index_number, version, title, summary, agency_id, region, node, axis, domains,
       keywords, topic, genre, document_number, formed_on, published_at, changed_at, validity, withdrawn, note, category)
     select index, 1, title, summary, agency, region, node, axis, domains, '{}', null, genre, number, formed, "publishedAt", $2, validity,
            withdrawn, note, category
       from jsonb_to_recordset($1) x(index text, title text, agency integer, region text, axis text, genre text, number text,
              "publishedAt" timestamptz, validity text, withdrawn boolean, note text, node text, domains text[], category text,
              summary text, formed date)
     on conflict (index_number) do update set version = disclosure.published.version + 1, title = excluded.title,
       genre = excluded.genre, axis = excluded.axis, validity = excluded.validity, withdrawn = excluded.withdrawn,
       note = excluded.note, changed_at = excluded.changed_at`,
    values,
  );
}

async function link(tx: Transaction, { index, links = [] }: Said, at: Date): Promise<readonly RecordChange[]> {
  for (const { relation, back, to } of links) {
    await tx.client.query(
      `insert into disclosure.link (from_index, relation, to_index, made_at) values ($1, $2, $3, $4), ($3, $5, $1, $4)`,
      [index, relation, to, at, back],
    );
  }
  return links.map(({ to }) => ({ change: 'surroundings', kind: 'publication', key: to }));
}

function changeOf(said: Said, agency: Agency): RecordChange {
  const title = titleOf(said);
  const named = { kind: 'publication', key: said.index };
  if (said.withdrawn) return { ...named, change: 'withdraw', note: said.note ?? '撤回' };
  return {
    ...named,
    change: 'publish',
    title,
    agencyId: agency.id,
    region: agency.region,
    content: {
      title,
      body: said.body ?? `<p>${title}的正文。</p>`,
      agency: agency.name,
      index: said.index,
      ...(said.charts ? { charts: said.charts.map((chart) => ({ ...chart, points: [...chart.points] })) } : {}),
      attachments: (said.attachments ?? []).map((file) => ({ type: '', ...file })),
    },
    ...(said.publishedAt ? { firstPublishedAt: said.publishedAt } : {}),
  };
}

/** Lets the jobs that are ready be done. */
/** Does what waits, as the worker would: pages, lists, feeds. */
export async function work(kernel: Kernel): Promise<void> {
  const faults: unknown[] = [];
  const worker = startWorker({
    pool: kernel.pool,
    tasks: kernelTasks(kernel),
    routines: [],
    now: kernel.now,
    report: (event, details) => faults.push({ event, ...details }),
  });
  await worker.drain();
  await worker.stop();
  if (faults.length > 0) throw new Error(`jobs failed: ${JSON.stringify(faults)}`);
}

export { addTarget, noteDelivery } from './targets/operations.ts';
