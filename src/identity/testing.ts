import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { demoAccounts } from '../demo-city/index.ts';
import {
  type Actor,
  createKernel,
  createWeb,
  type Day,
  type Kernel,
  kernelSentences,
  type Module,
  openPool,
  openPublicPool,
  type RouteList,
  sentencesOf,
  spendFor,
  type Web,
} from '../kernel/index.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/database.ts';
import { authenticate, refused } from './authenticate.ts';
import { identityModule } from './index.ts';
import { setFactor } from './repo/credentials.ts';
import { databaseOf } from './repo/database.ts';
import { SESSION_POLICY, sessionExpiresAt } from './rules/session.ts';
import { sealedAt } from './sealed.ts';
import { seedIdentity } from './seed.ts';
import { actorOf, hashOfToken, SESSION_COOKIE } from './session.ts';

/** The kernel behind a web server. */
const kernels = new WeakMap<Web, Kernel>();

/** Lets `signedIn` show second factors at a server that a test has put together itself. */
export const knowKernel = (web: Web, kernel: Kernel): void => void kernels.set(web, kernel);

/** A program of the demo city for one test file: database, kernel, web server, and a clock that the test sets. */
export type TestCity = {
  readonly kernel: Kernel;
  readonly web: Web;
  readonly routes: RouteList;
  readonly database: TestDatabase;
  /** Moves the clock of the whole program. */
  readonly setNow: (at: Date) => void;
  readonly close: () => Promise<void>;
};

/**
 * Starts the modules given, and identity before them, on a database of their own with the demo city's people.
 *
 * @param at the instant the clock stands at; the ledger has room from three months before to a year after
 * @param setUp what the modules want of the server before their routes, such as decorations
 */
export async function testCity(
  modules: readonly Module[],
  at: Date,
  setUp?: (web: Web) => void | Promise<void>,
): Promise<TestCity> {
  const database = await testDatabase();
  await makeRoom(database.ownerUrl, at);
  const dataDir = await mkdtemp(join(tmpdir(), 'mt-city-'));
  const pool = openPool({ url: database.url, max: 8 });
  const publicPool = openPublicPool({ url: database.publicUrl });
  let now = at;
  const all = [identityModule, ...modules];
  const kernel = await createKernel({ pool, publicPool, dataDir, modules: all, now: () => now });
  await seedPeople(kernel, at);
  const { web, routes } = await createWeb({
    access: kernel.access,
    authenticate: authenticate(kernel),
    refused: refused(kernel),
    spend: spendFor(kernel),
    sentence: sentencesOf([{ name: 'kernel', sentences: kernelSentences }, ...all]),
    problemPage: ({ title }) => `<!doctype html><p>${title}</p>`,
    title: 'test',
    maxUploadBytes: 1_000_000,
    trustProxy: false,
    log: 'nothing',
  });
  web.decorate('site', { name: '明堂市人民政府', nav: [], preferencesHref: '/preferences' });
  await setUp?.(web);
  for (const module of all) await module.routes?.(web, kernel);
  await web.ready();
  knowKernel(web, kernel);
  return {
    kernel,
    web,
    routes,
    database,
    setNow: (next) => {
      now = next;
    },
    close: async () => {
      await web.close();
      await Promise.all([pool.end(), publicPool.end()]);
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Partitions of the ledger around an instant. */
async function makeRoom(ownerUrl: string, at: Date): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(
    `select kernel.ensure_entry_partition(month::date)
       from generate_series($1::timestamptz - interval '3 months', $1::timestamptz + interval '12 months', interval '1 month') month`,
    [at],
  );
  await client.end();
}

/** The regions, agencies, people and accounts of the demo city. */
export const seedPeople = seedIdentity;

/**
 * Signs in with a demo account over HTTP; answers the cookie to send with further requests. Where a second factor is
 * asked for, it is taken as shown: time stands still in tests, and no code is taken twice.
 */
export async function signedIn(web: Web, login: string, password?: string): Promise<string> {
  const secret = password ?? (await demoAccounts()).password;
  const answer = await web.inject({ method: 'POST', url: '/api/session', payload: { name: login, password: secret } });
  const cookie = answer.cookies.find(({ name }) => name === SESSION_COOKIE);
  if (!cookie) throw new Error(`${login} could not sign in: ${answer.body}`);
  const { awaits } = answer.json<{ readonly awaits: string | null }>();
  if (awaits === 'code' || awaits === 'factor') await showFactor(web, cookie.value);
  return `${SESSION_COOKIE}=${cookie.value}`;
}

const BOUNDARY = 'boundary-of-a-test';

/** Asks the program as somebody; who has not signed in at the hour that the clock shows does so first. */
export function asking(city: Pick<TestCity, 'web' | 'kernel'>) {
  const cookies = new Map<string, Promise<string>>();
  const cookieOf = (login: string): Promise<string> => {
    const key = `${login} ${city.kernel.now().toISOString()}`;
    const known = cookies.get(key) ?? signedIn(city.web, login);
    cookies.set(key, known);
    return known;
  };
  return async (
    login: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?:
      | object
      | { readonly form: Readonly<Record<string, string>>; readonly photo?: Buffer; readonly name?: string },
  ) => {
    const isForm = payload !== undefined && 'form' in payload && typeof payload.form === 'object';
    const answer = await city.web.inject({
      method,
      url,
      headers: {
        cookie: await cookieOf(login),
        'sec-fetch-site': 'same-origin',
        ...(isForm ? { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } : {}),
      },
      ...(payload === undefined ? {} : { payload: isForm ? multipart(payload as never) : payload }),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      raw: answer.rawPayload,
      json: isJson ? answer.json() : {},
      headers: answer.headers,
    };
  };
}

function multipart({
  form,
  photo,
  name = 'photo.png',
}: {
  readonly form: Readonly<Record<string, string>>;
  readonly photo?: Buffer;
  readonly name?: string;
}): Buffer {
  const fields = Object.entries(form).map(
    ([key, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="photo"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(fields.join('')),
    ...(photo === undefined ? [] : [Buffer.from(head), photo, Buffer.from('\r\n')]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
}

async function showFactor(web: Web, token: string): Promise<void> {
  const kernel = kernels.get(web);
  if (!kernel) throw new Error('this server is not of testCity: knowKernel(web, kernel) first');
  const db = databaseOf(kernel);
  const at = kernel.now();
  const session = await db
    .selectFrom('identity.session as s')
    .innerJoin('identity.credential as c', 'c.person_id', 's.person_id')
    .select(['s.id', 's.person_id', 'c.totp_since'])
    .where('s.token_hash', '=', hashOfToken(token))
    .executeTakeFirstOrThrow();
  if (session.totp_since === null) {
    const sealed = kernel.seal.seal(testFactorKey.toString('hex'), sealedAt.factor(session.person_id));
    await setFactor(db, session.person_id, { sealed, since: at, step: 0 });
  }
  await db
    .updateTable('identity.session')
    .set({ factor_at: at, expires_at: sessionExpiresAt(at, SESSION_POLICY.staff) })
    .where('id', '=', session.id)
    .execute();
}

/** The second factor that `signedIn` gives to whoever needs one. */
const testFactorKey = Buffer.from('mingtang-test-factor');

/** A demo account as an actor, without HTTP. */
export async function actorNamed(
  kernel: Kernel,
  login: string,
  on: Day,
  actingFor: number | null = null,
): Promise<Actor> {
  const actor = await actorOf(kernel, await personNamed(kernel, login), on, actingFor);
  if (!actor) throw new Error(`nobody is called ${login}`);
  return actor;
}

/** The id behind a demo account. */
export async function personNamed(kernel: Kernel, login: string): Promise<number> {
  const { id } = await databaseOf(kernel)
    .selectFrom('identity.person')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirstOrThrow();
  return id;
}
