import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { anonymous, type Kernel, noLog, openPool, openPublicPool, type Web } from '../../src/kernel/index.ts';
import { modules } from '../../src/modules.ts';
import { assembleKernel, assembleWeb } from '../../src/program.ts';
import { missingElements, missingTags } from '../../src/sites/rules/elements.ts';
import { addressOf } from './call.ts';
import { calls, isAsset } from './calls.ts';
import { CANARY, columnsRead, columnsReviewed, type Planting, plantCanaries } from './canaries.ts';
import { type AccessCity, AT, accessCity } from './city.ts';
import { emptyTables } from './waiting.ts';

/** Answers of their own when the database of the staff is away: that is what they are for. */
const SAYS_SO = ['/healthz', '/readyz'];
/**
 * What is for machines that watch this one; and what is in the ledger of one matter, which only the code on the
 * applicant's own paper leads to. These read more than is published; what they say is tested where they are made.
 */
const READS_MORE = [/^\/metrics$/u, /^\/verify\/[^/]+\/receipt\.(json|pdf)$/u];

type Program = {
  readonly kernel: Kernel;
  readonly web: Web;
  readonly close: () => Promise<void>;
  readonly endPool: () => Promise<void>;
};
type Answer = { readonly status: number; readonly headers: string; readonly body: string };

let city: AccessCity;
let addresses: readonly string[];
let healthy: ReadonlyMap<string, Answer>;
beforeAll(async () => {
  city = await accessCity();
  await enterWhatIsMissing();
  addresses = addressesForAll();
  const program = await start();
  healthy = await answersOf(program, addresses);
  await program.close();
}, 300_000);
afterAll(async () => {
  await city.close();
});

/** A program of its own on the same database: nothing is in its memory yet. */
async function start(): Promise<Program> {
  const pool = openPool({ url: city.database.url, max: 4 });
  const publicPool = openPublicPool({ url: city.database.publicUrl });
  const kernel = await assembleKernel({ pool, publicPool }, readConfig({ DATA_DIR: city.dataDir }), () => AT);
  const { web } = await assembleWeb(kernel, readConfig({ DATA_DIR: city.dataDir }), noLog);
  let ended: Promise<void> | undefined;
  const endPool = (): Promise<void> => (ended ??= pool.end());
  return {
    kernel,
    web,
    endPool,
    close: async () => {
      await web.close();
      await Promise.all([endPool(), publicPool.end()]);
    },
  };
}

/** Everything that anybody can fetch: each route by its row of the access table, and every figure with its rows. */
function addressesForAll(): readonly string[] {
  const { access } = city.kernel;
  const open = city.routes.filter(({ method, may }) => method === 'GET' && access.mayEver(anonymous, may));
  const found = open.flatMap(({ url }) => {
    if (isAsset(`GET ${url}`)) return [url];
    const rows = calls.filter(({ route }) => route === `GET ${url}`);
    // Nobody is signed in, so a row's own actor does not matter.
    const [nobody] = city.actors;
    if (!nobody) throw new Error('nobody is missing');
    if (READS_MORE.some((one) => one.test(url.replace(':code', 'x')))) return [];
    return rows.map((call) => addressOf(call, call.send?.(city.objects, nobody) ?? {}));
  });
  const measures = modules.flatMap((module) => module.measures ?? []);
  const period = 'from=2026-01-01&to=2026-12-31';
  return [
    ...found,
    ...measures.flatMap(({ id }) =>
      ['numerator', 'denominator'].map((side) => `/statistics/${id}?side=${side}&${period}`),
    ),
    '/statistics?from=2026-04-01&to=2026-04-30&region=590902&below=1',
    `/items?q=${encodeURIComponent('老年')}`,
    '/items?region=590902&for=legal',
    `/items?agency=${city.objects.agencyId}`,
    `/verify?code=${city.objects.document.code}`,
    '/verify/0000-0000-0000-0000',
    `/items/${city.objects.items.minimum.code}`,
    `/items/${city.objects.items.senior.code}/history`,
    '/nothing-of-the-kind',
  ];
}

/** Drawn anew for each request, and of nobody: its id, and the question that a person answers with its sealed answer. */
const withoutWhatIsDrawn = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu, 'id')
    .replaceAll(/name="(captchaToken|pass)" value="[^"]*"/gu, 'name="$1"')
    .replaceAll(/(<label for="[^"]*captcha"[^>]*>).*?(<\/label>)/gsu, '$1$2');

/** What an answer says. A document for a word processor bears the moment it was made: only its words are compared. */
async function bodyOf(type: unknown, bytes: Buffer): Promise<string> {
  if (String(type).includes('wordprocessingml')) return (await mammoth.extractRawText({ buffer: bytes })).value;
  return withoutWhatIsDrawn(bytes.toString('latin1'));
}

async function answersOf({ web }: Program, urls: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (const url of urls) {
    const answer = await web.inject({ url, headers: { accept: 'text/html' } });
    // The length differs with what is drawn; what is of that length is compared whole.
    const { date: _date, 'x-request-id': _id, 'content-length': _length, ...headers } = answer.headers;
    answers.set(url, {
      status: answer.statusCode,
      headers: JSON.stringify(headers),
      body: await bodyOf(answer.headers['content-type'], answer.rawPayload),
    });
  }
  return answers;
}

const differing = (one: ReadonlyMap<string, Answer>, other: ReadonlyMap<string, Answer>): readonly string[] =>
  [...one].filter(([url, answer]) => JSON.stringify(answer) !== JSON.stringify(other.get(url))).map(([url]) => url);

/** Tables that nothing of the access table fills. */
async function enterWhatIsMissing(): Promise<void> {
  const { owner, objects } = city;
  await owner.query(
    `insert into hall.rating (matter_id, agency_id, level, comment, channel, rated_on, rated_at)
     values ($1, $2, 2, '太慢', 'online', '2026-04-28', $3)`,
    [objects.finished.id, objects.agencyId, AT],
  );
  await owner.query(
    `insert into hall.call_back (matter_id, agency_id, called_by, called_on, called_at, result, complaint, note)
     values ($1, $2, 1, '2026-04-28', $3, 'dissatisfied', true, '等得太久')`,
    [objects.finished.id, objects.agencyId, AT],
  );
  await owner.query(
    `insert into kernel.register_entry (register, key, version, valid_from, value, source, changed_at)
     values ('of-the-staff', 'x', 1, '2026-01-01', '{}', 'x', $1)`,
    [AT],
  );
  await owner.query(`insert into kernel.setting (key, value) values ('demo-city', '"done"')`);
  await owner.query(
    `insert into kernel.measure_snapshot (measure, dimensions, result, hash, frozen_at) values ('M-001', '{}', '{}', '\\x00', $1)`,
    [AT],
  );
  await owner.query(
    `insert into identity.recovery_code (person_id, code_hash) select min(id), sha256('code') from identity.person`,
  );
  await owner.query(
    `insert into kernel.backup_run (task, kind, folder, started_at, ended_at, ok) values ('backup', 'logical', 'x', $1, $1, true)`,
    [AT],
  );
  await owner.query(`insert into kernel.reseal (sealed, keys, after) values ('x', 'y', array['1'])`);
  await owner.query(
    `insert into disclosure.imported_page (site, address, matter_id, hash, state, draft_id, imported_at)
     select 'old', 'https://old.example/1.htm', $1, '\\x00', 'held', $2, $3`,
    [objects.published.id, objects.publications.drafting.id, AT],
  );
  await owner.query(
    `insert into sites.health (site, at, on_day, passed, result)
     values ('590902-sc', $1, '2026-04-28', true, '{"said":"nothing"}')`,
    [AT],
  );
  await owner.query(
    `insert into kernel.payment_refund (id, order_id, amount_fen, state, gateway_ref, created_at)
     values (gen_random_uuid(), $1, 1, 'new', 'R-1', $2)`,
    [objects.order.id, AT],
  );
  await owner.query(
    `insert into kernel.link_difference (link, day, ref, kind, here, there, found_at)
     values ('payment', '2026-04-27', 'R-1', 'amount', '{"x":1}', '{"x":2}', $1)`,
    [AT],
  );
  // A name that nobody has is noted when a sign-in with it fails.
  await city.web.inject({ method: 'POST', url: '/api/session', payload: { name: 'nobody-at-all', password: 'wrong' } });
}

describe('pages for everybody', () => {
  test('there are as many as there are, and they answer', () => {
    expect(addresses.length).toBeGreaterThan(90);
    const wrong = [...healthy].filter(([, { status }]) => status >= 500).map(([url]) => url);
    expect(wrong).toEqual([]);
    expect([...healthy.values()].filter(({ status }) => status === 200).length).toBeGreaterThan(80);
    // The rows behind figures are really there: an empty page could hide nothing and prove nothing.
    for (const { number } of [city.objects.finished, city.objects.submitted, city.objects.asked])
      expect([...healthy.values()].some(({ body }) => body.includes(number))).toBe(true);
  });

  test('carry what a government site has to show, refusals too', () => {
    const pages = [...healthy].filter(([, { body }]) => body.includes('<footer'));
    expect(pages.length).toBeGreaterThan(40);
    expect(pages.map(([url]) => url)).toContain('/nothing-of-the-kind');
    const lacking = pages.flatMap(([url, { body }]) => {
      // Words as they were sent: bodies are compared byte by byte here.
      const html = Buffer.from(body, 'latin1').toString('utf8');
      const missing = [...missingElements(html), ...missingTags(html, 'home')];
      return missing.length > 0 ? [`${url}: ${missing.join(' ')}`] : [];
    });
    expect(lacking).toEqual([]);
  });

  test('answer the same when the program has no connection but those of the public role', async () => {
    const program = await start();
    await program.endPool();
    const answers = await answersOf(program, addresses);
    await program.close();
    expect(differing(healthy, answers)).toEqual(SAYS_SO);
    for (const url of SAYS_SO) expect(answers.get(url)?.status).toBe(503);
  });

  test('a page that asked the staff’s connections would be found', async () => {
    const program = await start();
    await program.endPool();
    const answer = await program.web.inject({
      method: 'POST',
      url: '/api/session',
      payload: { name: 'a', password: 'b' },
    });
    await program.close();
    expect(answer.statusCode).toBeGreaterThanOrEqual(500);
  });
});

describe('beside the staff', () => {
  const cookieOf = (role: string): string =>
    city.actors.find(({ group, letter }) => group === role && letter === 'o')?.cookie ?? '';

  test('a storm of visitors waits for its own few connections', async () => {
    const program = await start();
    let over = 0;
    const storm = Array.from({ length: 12 }, async () => {
      await program.kernel.published.pool.query('select pg_sleep(0.3)');
      over += 1;
    });
    const answer = await program.web.inject({ url: '/api/inbox', headers: { cookie: cookieOf('examiner') } });
    expect([answer.statusCode, over < storm.length]).toEqual([200, true]);
    await Promise.all(storm);
    await program.close();
  });

  test('who works here is led from the row of a figure to its case; a visitor is not', async () => {
    const { number, id } = city.objects.finished;
    const program = await start();
    const query = 'side=numerator&from=2026-04-01&to=2026-04-30';
    const rows = await program.web.inject({
      url: `/api/measures/M-002-completed/rows?${query}`,
      headers: { cookie: cookieOf('decider') },
    });
    expect(rows.json().rows).toContainEqual(expect.objectContaining({ ref: number, url: `/workbench/cases/${id}` }));
    const page = await program.web.inject({
      url: `/statistics/M-002-completed?${query}`,
      headers: { accept: 'text/html' },
    });
    expect(page.body).toContain(number);
    expect(page.body).not.toContain('/workbench/cases/');
    await program.close();
  });

  test('a rating is counted, and not under the number of its case', async () => {
    const program = await start();
    const query = 'side=denominator&from=2026-04-01&to=2026-04-30';
    const { body } = await program.web.inject({ url: `/statistics/M-011?${query}`, headers: { accept: 'text/html' } });
    expect(body).toMatch(/>[0-9a-f]{8}-[0-9a-f-]{27}</u);
    expect(body).not.toContain(city.objects.finished.number);
    await program.close();
  });
});

describe('a canary in every column that is not published', () => {
  let planting: Planting;
  let answers: ReadonlyMap<string, Answer>;
  beforeAll(async () => {
    // Started before: what it reads when it starts is no longer readable afterwards.
    const program = await start();
    planting = await plantCanaries(city.owner);
    // Counted anew, the planner takes other ways: an order that nobody asked for comes to light.
    await city.owner.query('analyze');
    answers = await answersOf(program, addresses);
    await program.close();
  }, 120_000);

  test('what the views read is what was reviewed', async () => {
    expect(await columnsRead(city.owner)).toEqual(columnsReviewed());
  });

  test('was planted', () => {
    expect(planting.planted.length).toBeGreaterThan(90);
    const empty = planting.empty.filter((column) => !emptyTables.has(column.split('.').slice(0, 2).join('.')));
    expect(empty, 'tables without rows prove nothing').toEqual([]);
  });

  test('shows nowhere', () => {
    const found = [...answers].filter(([, { body, headers }]) => `${headers}${body}`.includes(CANARY));
    expect(found.map(([url]) => url)).toEqual([]);
  });

  test('changes nothing that anybody reads, but the stars of masked names', () => {
    // Whoever asks whether the program is ready is told of migrations whose names are canaries now.
    const told = differing(healthy, answers).filter((url) => url !== '/readyz');
    expect(told.filter((url) => !url.includes('M-048'))).toEqual([]);
  });
});
