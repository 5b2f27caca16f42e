/**
 * `npm run bench -- enforcement`: the public pages of enforcement results, which count what they list at each view. With
 * 5,400 results in public (as many as a city of the sources published in a year) against the same pages with 60, in turns.
 */
import { disclosureModule } from '../src/disclosure/index.ts';
import { enforcementModuleOf } from '../src/enforcement/index.ts';
import { identityModule, seedIdentity } from '../src/identity/index.ts';
import { createWeb } from '../src/kernel/index.ts';
import { seedSites, sitesModuleOf } from '../src/sites/index.ts';
import { type BenchServer, report, withServer } from './support/server.ts';

const AT = new Date('2026-11-23T10:00:00+08:00');
const FEW = 60;
const MANY = 5_400;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 60);
/** A page may take so long, whatever it counts, and so much longer with all of them than with a few. */
const MOST_MS = 50;
const MOST_TIMES = 4;
const PAGES = [
  ['list', '/enforcement/results'],
  ['list of one kind and year', '/enforcement/results?kind=penalty&year=2026'],
  ['list by words', `/enforcement/results?q=${encodeURIComponent('第12')}`],
  ['statistics', '/enforcement/statistics?year=2026'],
] as const;
const enforcementModule = enforcementModuleOf({ say: (code) => code });
const modules = [identityModule, sitesModuleOf({ raise: async () => 0 }), disclosureModule, enforcementModule];

await withServer(modules, async (server) => {
  await seedIdentity(server.kernel, AT);
  await seedSites(server.kernel, AT);
  const web = await pagesOf(server);
  await fill(server, 1, FEW);
  const few = await timesOf(web);
  await fill(server, FEW + 1, MANY);
  const many = await timesOf(web);
  for (const [name, url] of PAGES) {
    const [less = 0, more = 0] = [few.get(url), many.get(url)];
    report(`${name}, p95 with ${MANY.toLocaleString('en')} results`, more, MOST_MS, 'ms', true);
    report(`${name}, against ${FEW}`, more / less, MOST_TIMES, 'times', true);
  }
  await web.close();
});

async function pagesOf({ kernel }: BenchServer) {
  const { web } = await createWeb({
    access: kernel.access,
    authenticate: async () => null,
    refused: async () => undefined,
    spend: async () => undefined,
    sentence: (code) => code,
    problemPage: ({ title }) => title,
    title: 'bench',
    maxUploadBytes: 1_000_000,
    trustProxy: false,
    log: 'nothing',
  });
  web.decorate('site', { name: 'bench', nav: [] });
  web.decorate('publicUrl', 'http://localhost');
  await enforcementModule.routes?.(web, { ...kernel, now: () => AT });
  return web;
}

/** Results as they stand when they are in public; what they passed on the way is not what is measured. */
async function fill({ owner }: BenchServer, from: number, to: number): Promise<void> {
  const count = `generate_series(${from}, ${to}) n`;
  const agency = `(select id from identity.agency where key = '590900-SC')`;
  const index = `'11590900MT0000022A/2026-' || lpad(n::text, 5, '0')`;
  const matter = `(select id from kernel.matter where number = 'BENCH-' || n)`;
  const told = `timestamptz '2026-01-02 09:00+08' + n * interval '80 minutes'`;
  for (const statement of [
    `insert into kernel.process (kind, digest, definition) values ('publication', 'bench', '{}') on conflict do nothing`,
    `insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, opened_at, acted_at, seq, head)
       select 'publication', (select id from kernel.process where digest = 'bench'), 'BENCH-' || n, '处罚决定第' || n || '号',
         '590900', ${agency}, 'published', ${told}, ${told}, 1, '\\x00' from ${count}`,
    `insert into disclosure.index_number (number, agency_id, year, serial, given_at)
       select ${index}, ${agency}, 2026, n, ${told} from ${count}`,
    `insert into disclosure.publication (matter_id, agency_id, node, genre, attribute, audience, limit_workdays, index_number,
         published_at)
       select ${matter}, ${agency}, 'ML.3.06.04', 'penalty-result', 'proactive', 'public', 7, ${index}, ${told} from ${count}`,
    `insert into disclosure.published (index_number, version, title, summary, agency_id, region, node, domains, keywords, genre,
         published_at, changed_at, validity)
       select ${index}, 1, '处罚决定第' || n || '号', '', ${agency}, '590900', 'ML.3.06.04', '{}', '{}', 'penalty-result', ${told},
         ${told}, 'in-force' from ${count}`,
    `insert into enforcement.result (matter_id, agency_id, kind, document_number, subject, party_kind, party, decided_on,
         penalties, fine_fen, confiscated_fen, officers, display_months, display_law, value, hash)
       select ${matter}, ${agency}, (array['penalty', 'licence', 'inspection'])[1 + n % 3], '明市监处罚〔2026〕第' || n || '号',
         '食品经营案第' || n, 'business', '某某商行' || n, date '2026-01-01' + n % 300, '{fine}', 100000, 0, '{}', 36, '办法', '{}',
         '\\x00' from ${count}`,
    'analyze',
  ])
    await owner.query(statement);
}

/** The slower end of each page, asked in turns. */
async function timesOf(web: Awaited<ReturnType<typeof pagesOf>>): Promise<ReadonlyMap<string, number>> {
  const took = new Map<string, number[]>(PAGES.map(([, url]) => [url, []]));
  for (let round = -5; round < ROUNDS; round += 1)
    for (const [, url] of PAGES) {
      const began = performance.now();
      const { statusCode } = await web.inject({ url, headers: { accept: 'text/html' } });
      if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
      if (round >= 0) took.get(url)?.push(performance.now() - began);
    }
  return new Map(
    [...took].map(([url, times]) => [url, times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0]),
  );
}
