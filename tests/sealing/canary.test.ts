import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runningEmbedded } from '../../src/kernel/db/embedded/start.ts';
import { root } from '../gates/planted.ts';
import { type Canary, canary, found, foundBelow } from './support/canary.ts';
import { bankCard, residentId } from './support/numbers.ts';

/**
 * Marked values are given to the running program in every way a person can give them, and must then be nowhere: not in the
 * files of the database (its log and its write-ahead log included), not in a dump, in what the program or the database
 * writes down, in addresses, in temporary files or on a public page.
 */
const values = {
  'an identity number': residentId(731, '19610203'),
  'an identity number of the family': residentId(733, '20150607'),
  'an identity number typed wrongly': `${residentId(735, '19610204').slice(0, 17)}${residentId(735, '19610204').endsWith('1') ? '2' : '1'}`,
  'a number typed as a name': residentId(737, '19550809'),
  'a telephone number': '13977310442',
  'another telephone number': '15877319025',
  'an account': bankCard('621799731044270'),
  'an address': '标记路七百三十一号三单元',
  'a hardship': '标记病情七三一',
  'a question': '标记提问七三一',
  'a password': 'Biaoji-731-mima',
  'a reason': '标记理由七三一核对',
} as const;
/** Names of people are kept as they are, for lists and letters; they must still not get anywhere else. */
const names = { 'a name': '标甲丙七三一', 'a name in the family': '标乙丁七三一' } as const;

const canariesOf = (from: Readonly<Record<string, string>>): readonly Canary[] =>
  Object.entries(from).map(([name, value]) => canary(name, value));
const secrets = canariesOf(values);
const people = canariesOf(names);
const everything = [...secrets, ...people];

let database: pg.Client;
let child: ChildProcess;
let folder: string;
let origin: string;
let output = '';
const places: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-canary-'));
  // The database runs as a user of its own when the tests run as root.
  await chmod(folder, 0o711);
  await mkdir(join(folder, 'tmp'), { mode: 0o777 });
  await chmod(join(folder, 'tmp'), 0o777);
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: origin,
      DATA_DIR: join(folder, 'data'),
      TMPDIR: join(folder, 'tmp'),
      LOG_REQUESTS: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  for (const until = performance.now() + 240_000; !output.includes('/healthz'); ) {
    if (child.exitCode !== null || performance.now() > until) throw new Error(`the program did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}, 300_000);
afterAll(async () => {
  await end();
  await rm(folder, { recursive: true, force: true });
});

async function end(): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

type Asked = { readonly status: number; readonly location: string; readonly body: string };

/** Somebody at a browser; every address he is sent to is kept. */
function browser() {
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, body?: string | FormData, type?: string): Promise<Asked> => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      body: body ?? null,
      headers: {
        origin,
        accept: type === 'application/json' ? 'application/json' : 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location') ?? '';
    places.push(location);
    return { status: answer.status, location, body: await answer.text() };
  };
  return {
    get: (path: string) => ask('GET', path),
    post: (path: string, fields: Readonly<Record<string, string>>) =>
      ask('POST', path, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded'),
    json: (path: string, value: unknown) =>
      ask('POST', path, typeof value === 'string' ? value : JSON.stringify(value), 'application/json'),
    upload: (path: string, slot: string, name: string, bytes: Buffer) => {
      const form = new FormData();
      form.append(slot, new Blob([new Uint8Array(bytes)]), name);
      return ask('POST', path, form);
    },
  };
}
type Browser = ReturnType<typeof browser>;

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const DEMO_PASSWORD = 'Tangdi-2026-kan';
const good = (answer: Asked): Asked => {
  expect(
    answer.status,
    /<main[\s\S]*/u
      .exec(answer.body)?.[0]
      .replaceAll(/<[^>]+>/gu, ' ')
      .slice(0, 600),
  ).toBeLessThan(400);
  return answer;
};

/** Registering, twice at once and again, and with everything wrong. */
async function registers(who: Browser): Promise<void> {
  const form = {
    name: names['a name'],
    residentId: values['an identity number'],
    phone: values['a telephone number'],
    password: values['a password'],
    again: values['a password'],
  };
  const [one] = await Promise.all([who.post('/register', form), browser().post('/register', form)]);
  good(one);
  await who.post('/register', form);
  await who.post('/register', { ...form, residentId: values['an identity number typed wrongly'] });
  await who.post('/register', { ...form, phone: `${values['another telephone number']}0`, again: 'other' });
  // A null byte is no text for the database: a fault that nobody foresaw.
  await who.post('/register', { ...form, residentId: residentId(739, '19700101'), name: `${form.name}\0` });
  await who.post('/register', { ...form, name: form.name.repeat(60) });
}

/** Numbers and passwords where a name is asked for, and the other way round. */
async function signsIn(who: Browser): Promise<void> {
  const stranger = browser();
  for (const name of [values['a number typed as a name'], values['another telephone number'], values['a password']])
    await stranger.post('/sign-in', { name, password: values['an identity number'], next: `/my?x=${name}` });
  await stranger.json('/api/session', { name: values['an identity number'], password: 'wrong' });
  await stranger.json('/api/session', `{"name": "${values['an identity number']}", `);
  await stranger.json('/api/session', { name: { id: values['an identity number'] }, password: [values['a password']] });
  good(await who.post('/sign-in', { name: values['an identity number'], password: values['a password'], next: '' }));
}

async function searches(): Promise<void> {
  const stranger = browser();
  for (const value of Object.values({ ...values, ...names })) {
    const typed = encodeURIComponent(value);
    for (const path of [
      `/search?q=${typed}`,
      `/items?q=${typed}`,
      `/verify?code=${typed}`,
      `/verify/${typed}`,
      `/${typed}`,
    ])
      await stranger.get(path);
    await stranger.get(`/my/applications/${typed}`);
    await stranger.get(`/api/agencies?region=${typed}`);
    await stranger.get(`/items/${typed}`);
  }
}

const member = (row: number, name: string, number: string): Record<string, string> => ({
  [`members[${row}].row`]: '1',
  [`members[${row}].name`]: name,
  [`members[${row}].relation`]: row === 0 ? 'self' : 'child',
  [`members[${row}].residentId`]: number,
  [`members[${row}].occupation`]: 'jobless',
  [`members[${row}].monthlyIncome`]: '0',
  [`members[${row}].hasDisability`]: 'false',
  [`members[${row}].seriouslyIll`]: row === 0 ? 'true' : 'false',
  [`members[${row}].illness`]: row === 0 ? values['a hardship'] : '',
});

/** The code of an item of the demo city, by the number it is known by in the whole country. */
async function itemCode(basic: string): Promise<string> {
  const { rows } = await database.query<{ code: string }>(
    'select code from service_items.offer where basic_code = $1 order by code limit 1',
    [basic],
  );
  const code = rows[0]?.code;
  if (code === undefined) throw new Error(`there is no item ${basic}`);
  return code;
}

/** A whole application for the minimum living allowance, wrong first, then right; answers its number. */
async function applies(who: Browser): Promise<string> {
  const { location: draft } = good(await who.post(`/apply/${await itemCode('590507001000')}`, {}));
  await who.post(`${draft}/situation`, { who: 'self', disabled: 'no', ill: 'no', divorced: 'no' });
  const household = {
    kind: 'household',
    livesAtRegister: 'false',
    homeAddress: values['an address'],
    byDelegate: 'true',
    delegateName: names['a name in the family'],
  };
  await who.post(`${draft}/steps/household`, {
    ...household,
    delegateMobile: `${values['another telephone number']}x`,
  });
  good(
    await who.post(`${draft}/steps/household`, { ...household, delegateMobile: values['another telephone number'] }),
  );
  const own = member(0, names['a name'], values['an identity number']);
  await who.post(`${draft}/steps/members`, { ...own, _add: 'members' });
  await who.post(`${draft}/steps/members`, {
    ...own,
    ...member(1, names['a name in the family'], values['an identity number typed wrongly']),
  });
  await who.post(`${draft}/steps/members`, {
    ...own,
    ...member(1, names['a name in the family'], values['an identity number of the family']),
  });
  await who.post(`${draft}/steps/means`, {
    otherMonthlyIncome: '0',
    savings: '1200.50',
    homes: 'one',
    hasVehicle: 'false',
    hasBusiness: 'false',
  });
  await who.post(`${draft}/steps/needs`, {
    medicalCosts: '300',
    schoolCosts: '0',
    rentedRooms: '0',
    hardship: values['a hardship'],
  });
  await who.post(`${draft}/steps/payment`, {
    toSocialCard: 'false',
    bank: '明堂农商银行泽宫支行',
    accountHolder: names['a name'],
    accountNumber: values['an account'],
  });
  await who.post(`${draft}/steps/declaration`, { mayCheck: 'true', truthful: 'true', publicNotice: 'true' });
  const fileName = `身份证${values['an identity number']} ${values['a telephone number']} ${values['an account']}.pdf`;
  await who.upload(`${draft}/materials`, 'fileauthorisation', fileName.replace('.pdf', '.exe'), PDF);
  await who.upload(`${draft}/materials`, 'fileauthorisation', fileName, PDF);
  await who.get(`${draft}/review`);
  const { location } = good(await who.post(`${draft}/submit`, {}));
  return /\/my\/applications\/([^/?]+)/u.exec(location)?.[1] ?? '';
}

async function asks(who: Browser): Promise<void> {
  const page = await who.get('/my/consultations');
  const agency = /<option value="(\d+)"/u.exec(page.body)?.[1] ?? '';
  const question = `${Object.values(values).join(' ')} ${names['a name']}`;
  good(await who.post('/my/consultations', { agency, question }));
  await who.post('/my/consultations', { agency: values['an identity number'], question });
  await who.post('/my/consultations', { agency, question: `${question}\0` });
  await who.post('/my/consultations', { agency, question: question.repeat(40) });
}

async function staff(name: string): Promise<Browser> {
  const who = browser();
  good(await who.post('/sign-in', { name, password: DEMO_PASSWORD, next: '' }));
  return who;
}

/** Somebody at the window of the agency that a row belongs to. */
async function clerkFor(table: string, key: string, value: string): Promise<string> {
  const { rows } = await database.query<{ login: string }>(
    `select h.login from ${table} t
       join identity.post p on p.agency_id = t.agency_id and 'window-clerk' = any(p.roles)
       join identity.appointment a on a.post_id = p.id join identity.person h on h.id = a.person_id
      where t.${key} = $1 limit 1`,
    [value],
  );
  return rows[0]?.login ?? 'nobody';
}

/** What staff do about the same people: somebody at the window, numbers in full, accounts looked for. */
async function serves(): Promise<void> {
  const code = await itemCode('592021004000');
  const window = await staff(await clerkFor('service_items.offer', 'code', code));
  const applicant = {
    kind: 'person',
    name: names['a name in the family'],
    document: values['an identity number of the family'],
    phone: values['another telephone number'],
  };
  const answers = { for: 'self', photo: 'new', register: 'yes' };
  const intake = { key: randomUUID(), itemCode: code, applicant, answers, form: {} };
  good(await window.json('/api/cases/window', intake));
  await window.json('/api/cases/window', { ...intake, applicant: { ...applicant, name: names['a name'] } });
  await window.json('/api/cases/window', { ...intake, key: values['an identity number'] });

  const { rows } = await database.query<{ id: number }>('select id from kernel.matter where number = $1', [number]);
  const id = rows[0]?.id ?? 0;
  const clerk = await staff(await clerkFor('kernel.matter', 'number', number));
  const unmask = `/api/cases/${id}/unmask`;
  const full = good(await clerk.json(unmask, { category: 'contact', words: values['a reason'] }));
  expect(full.body).toContain(values['an identity number']);
  await clerk.json(unmask, { category: values['an identity number'], words: '' });
  expect((await clerk.get(`/api/cases/${id}`)).body).not.toContain(values['an identity number']);

  const security = await staff('anquan');
  // How a second factor is shown is tried elsewhere; here it was.
  await database.query(
    `with who as (select id from identity.person where login = 'anquan'),
          factor as (update identity.credential c set totp_sealed = '\\x00', totp_since = now() from who where c.person_id = who.id)
     update identity.session s set factor_at = now() from who where s.person_id = who.id`,
  );
  good(await security.json('/api/accounts/search', { q: values['an identity number'] }));
  await security.json('/api/accounts/search', { q: values['an address'], after: values['an identity number'] });
}

let number: string;

describe('marked values that people typed', () => {
  beforeAll(async () => {
    const address = await runningEmbedded(join(folder, 'data', 'database'));
    if (!address) throw new Error('the database is not running');
    database = new pg.Client({ connectionString: address.url('mingtang') });
    // It goes before the test has said goodbye when something fails.
    database.on('error', () => undefined);
    await database.connect();
    const who = browser();
    await registers(who);
    await signsIn(who);
    await searches();
    // Where somebody lives is seen at a window; without it the township that looks first is not known.
    await database.query(
      `update identity.person set region = (select region from identity.person where login = 'dibao') where name = $1`,
      [names['a name']],
    );
    number = await applies(who);
    await asks(who);
    await serves();
    for (const path of [
      '/me',
      '/my',
      '/my/notices',
      `/my/applications/${number}`,
      `/my/applications/${number}/receipt`,
    ])
      await who.get(path);
  }, 180_000);

  test('arrived: the test would mean nothing otherwise', async () => {
    const { rows } = await database.query<{ people: number; payloads: number; files: number; unmasked: number }>(
      `select (select count(*)::int from identity.person where name = any($1)) as people,
              (select count(*)::int from kernel.payload) as payloads,
              (select count(*)::int from kernel.file f join identity.person p on p.id = f.owner_id where p.name = any($1)) as files,
              (select count(*)::int from identity.viewing) as unmasked`,
      [Object.values(names)],
    );
    expect(rows[0]?.people).toBeGreaterThanOrEqual(2);
    expect(rows[0]?.payloads).toBeGreaterThan(10);
    expect(rows[0]?.files).toBe(1);
    expect(rows[0]?.unmasked).toBeGreaterThan(0);
    expect(number).toMatch(/^SP-/u);
  });

  test('are on no public page', async () => {
    const anybody = browser();
    const faults: string[] = [];
    const { body: map } = await anybody.get('/sitemap');
    const links = [...map.matchAll(/href="(\/[^"#?]*)"/gu)].map(([, path = '/']) => path);
    for (const path of new Set(['/', '/search?q=低保', '/statistics', '/screens/', '/api/openapi.json', ...links]))
      faults.push(...found(`the page ${path}`, (await anybody.get(path)).body, everything));
    expect(links.length).toBeGreaterThan(5);
    expect(faults).toEqual([]);
  });

  test('are in no address somebody was sent to, but where he typed it into an address himself', () => {
    // A page that asks for signing in remembers where one wanted to go.
    const sent = places.filter((place) => !place.startsWith('/sign-in?next='));
    expect(sent.flatMap((place) => found(`the address ${place}`, place, everything))).toEqual([]);
  });

  test('are in no table as they are: names only in that of people', async () => {
    const { rows: tables } = await database.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    expect(tables.length).toBeGreaterThan(30);
    const faults: string[] = [];
    for (const { name } of tables) {
      const { rows } = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
      const sought = name === 'identity.person' ? secrets : everything;
      faults.push(...found(`table ${name}`, rows.map(({ row }) => row).join('\n'), sought));
    }
    expect(faults).toEqual([]);
  });

  test('are in no statement the database remembers', async () => {
    const { rows } = await database.query<{ query: string }>('select query from pg_stat_activity');
    expect(rows.flatMap(({ query }) => found('pg_stat_activity', query, everything))).toEqual([]);
  });

  test('are in nothing the program wrote down', () => {
    expect(output).toContain('"route":"/register"');
    expect(found('the log of the program', output, everything)).toEqual([]);
  });

  test('are in no file: database, write-ahead log, logs, uploads, temporary files', async () => {
    expect(await foundBelow(join(folder, 'tmp'), everything)).toEqual([]);
    await database.query('checkpoint');
    await database.end();
    await end();
    expect(await foundBelow(folder, secrets)).toEqual([]);
    expect(await foundBelow(join(folder, 'tmp'), people)).toEqual([]);
    expect(await foundBelow(join(folder, 'data', 'files'), people)).toEqual([]);
  });
});
