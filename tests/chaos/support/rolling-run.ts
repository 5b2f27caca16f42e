import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type pg from 'pg';
import { SUPERUSER } from '../../../src/kernel/db/embedded/cluster.ts';
import { openPool, verifyLedger } from '../../../src/kernel/index.ts';
import { scratchFolder } from '../../../src/kernel/testing/scratch.ts';
import { root } from '../../gates/planted.ts';
import { setUpFactor } from '../../journeys/support/authenticator.ts';
import { startDatabase } from './database.ts';
import { type Answered, type Ask, startLoad } from './load.ts';
import { type Front, hasNginx, startNginx } from './nginx.ts';
import { freePort } from './ports.ts';
import { startRoundRobin } from './round-robin.ts';

/** What a rolling restart under load came to. */
export type RollingFigures = {
  readonly proxy: 'nginx' | 'round-robin';
  readonly restarts: number;
  readonly seconds: number;
  readonly requests: number;
  readonly gets: number;
  readonly posts: number;
  readonly failed: readonly Answered[];
  readonly slowestMs: number;
  /** Requests the proxy sent to a second copy. */
  readonly repeated: number;
  /** Acts that were acknowledged, and those the ledger has. */
  readonly acknowledged: number;
  readonly inLedger: number;
  /** What is not as written, one line each. */
  readonly ledgerFaults: readonly string[];
};

export type RollingOptions = {
  /** How often each of the two copies is restarted. */
  readonly rounds: number;
  readonly getters: number;
  readonly posters: number;
  readonly pauseMs: number;
  readonly drainSeconds: number;
  /** nginx where it is installed, unless one is named. */
  readonly proxy?: RollingFigures['proxy'];
  readonly say?: (line: string) => void;
};

const PASSWORD = 'Tangdi-2026-kan';

/**
 * Two copies of the built program on one database behind a proxy, people reading pages and an administrator locking and
 * unlocking accounts, while deploy/rolling-restart restarts both. Each acknowledged act has to be in the ledger once.
 */
export async function rollingRestart(options: RollingOptions): Promise<RollingFigures> {
  const folder = await mkdtemp(join(scratchFolder(), 'mt-rolling-'));
  await chmod(folder, 0o711);
  const endings: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    return await run(folder, options, (end) => endings.push(end));
  } finally {
    for (const end of endings.toReversed()) await end().catch(() => undefined);
  }
}

async function run(
  folder: string,
  of: RollingOptions,
  atEnd: (end: () => Promise<unknown>) => void,
): Promise<RollingFigures> {
  const { rounds, getters, posters, pauseMs, drainSeconds, say = () => undefined } = of;
  const dataDir = join(folder, 'data');
  const database = await startDatabase(dataDir);
  atEnd(() => database.stop());
  const url = database.url('mingtang');
  const ports = [await freePort(), await freePort()] as const;
  const proxyPort = await freePort();
  const copies = ports.map((port) => new Copy(port, { url, dataDir, drainSeconds, proxyPort }));
  for (const copy of copies) {
    atEnd(() => copy.stop());
    await copy.start();
    say(`copy on ${copy.port} is ready`);
  }
  const isNginx = of.proxy === undefined ? hasNginx() : of.proxy === 'nginx';
  const proxy: Front = isNginx
    ? await startNginx(join(folder, 'nginx'), proxyPort, ports)
    : await startRoundRobin(proxyPort, ports);
  atEnd(() => proxy.stop());
  const owner = openPool({ url, max: 2, role: SUPERUSER });
  atEnd(() => owner.end());

  const cookie = await signIn(proxyPort);
  const people = await unusedAccounts(owner, posters);
  const clients = [...Array.from({ length: getters }, (_, i) => reader(i)), ...people.map((person) => locker(person))];
  const control = await restartServer(copies);
  atEnd(() => control.stop());
  const began = performance.now();
  const load = startLoad(proxyPort, cookie, clients, pauseMs);
  await settle(1_000);
  for (let round = 0; round < rounds; round += 1) {
    await rollingScript(folder, control.port, ports, say);
    say(`round ${round + 1}: ${load.count()} requests so far`);
  }
  await settle(500);
  const answered = await load.stop();
  const posts = answered.filter(({ what }) => what === 'post');
  const { rows } = await owner.query<{ n: string }>(
    `select count(*) as n from kernel.entry e join identity.person p on p.account_id = e.matter_id
      where p.id = any($1) and e.act in ('lock', 'unlock')`,
    [people],
  );
  return {
    proxy: isNginx ? 'nginx' : 'round-robin',
    restarts: rounds * copies.length,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    requests: answered.length,
    gets: answered.length - posts.length,
    posts: posts.length,
    failed: answered.filter(({ status }) => status < 200 || status >= 400),
    slowestMs: Math.round(Math.max(...answered.map(({ ms }) => ms))),
    repeated: proxy.repeated(),
    acknowledged: posts.filter(({ status }) => status === 204).length,
    inLedger: Number(rows[0]?.n),
    ledgerFaults: (await verifyLedger({ pool: owner })).faults.map(
      ({ matter, seq, fault }) => `${matter} ${seq} ${fault}`,
    ),
  };
}

const settle = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const PAGES = ['/', '/items', '/healthz', '/sign-in', '/api/session'];
const reader = (offset: number): (() => Ask) => {
  let n = offset;
  return () => {
    n += 1;
    return { what: 'get', method: 'GET', path: PAGES[n % PAGES.length]?.replace('/healthz', '/statistics') ?? '/' };
  };
};

/** Locks and unlocks one account by turns: a request that was lost or done twice makes the next one a refusal. */
const locker = (person: number): (() => Ask) => {
  let n = 0;
  return () => {
    n += 1;
    const act = n % 2 === 1 ? 'lock' : 'unlock';
    return { what: 'post', method: 'POST', path: `/api/accounts/${person}/${act}`, body: { reason: '滚动重启演练' } };
  };
};

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'anquan', password: PASSWORD }),
  });
  const [cookie] = (answer.headers.get('set-cookie') ?? '').split(';');
  if (answer.status !== 200 || !cookie) throw new Error(`the administrator could not sign in: ${await answer.text()}`);
  return setUpFactor(`http://127.0.0.1:${port}`, cookie);
}

async function unusedAccounts(owner: pg.Pool, count: number): Promise<readonly number[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select p.id from identity.person p
      where not exists (select from identity.session s where s.person_id = p.id) and p.login is not null
      order by p.id desc limit $1`,
    [count],
  );
  return rows.map(({ id }) => Number(id));
}

/** One copy of the built program, as systemd would run it. */
class Copy {
  readonly port: number;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;
  #output = '';

  constructor(port: number, of: { url: string; dataDir: string; drainSeconds: number; proxyPort: number }) {
    this.port = port;
    this.#env = {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: of.url,
      DATA_DIR: of.dataDir,
      PUBLIC_URL: `http://127.0.0.1:${of.proxyPort}`,
      TRUST_PROXY: '1',
      DRAIN_SECONDS: String(of.drainSeconds),
      NODE_ENV: 'production',
    };
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(root, 'dist/main.js')], {
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let isReady = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        this.#output = (this.#output + part.toString()).slice(-20_000);
        isReady ||= this.#output.includes('"event":"ready"');
      });
    }
    this.#output = '';
    const began = performance.now();
    while (!isReady) {
      if (child.exitCode !== null || performance.now() - began > 120_000)
        throw new Error(`a copy did not start:\n${this.#output}`);
      await settle(50);
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    if (child.exitCode !== 0) throw new Error(`a copy ended with ${child.exitCode}:\n${this.#output}`);
  }
}

/** What `systemctl restart` is to the script: ends the copy, and answers when the new one has been started. */
async function restartServer(copies: readonly Copy[]): Promise<{ port: number; stop: () => Promise<void> }> {
  const port = await freePort();
  const server = createServer((request, reply) => {
    const copy = copies[Number(request.url?.slice(1))];
    (async () => {
      await copy?.stop();
      // As systemd: it does not wait until the program is ready.
      void copy?.start().catch((error: unknown) => console.error(error));
    })().then(
      () => reply.writeHead(204).end(),
      (error: unknown) => reply.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function rollingScript(
  folder: string,
  control: number,
  ports: readonly [number, number],
  say: (line: string) => void,
): Promise<void> {
  const restart = join(folder, 'restart');
  const call = `fetch("http://127.0.0.1:${control}/" + process.argv[1]).then(async (a) => { if (!a.ok) { console.error(await a.text()); process.exit(1); } })`;
  await writeFile(restart, `#!/bin/sh\nexec "${process.execPath}" -e '${call}' "$1"\n`, { mode: 0o755 });
  await new Promise<void>((resolve, reject) => {
    execFile(
      join(root, 'deploy/rolling-restart'),
      ports.map((port, i) => `${i}=${port}`),
      { env: { ...process.env, RESTART: restart, SETTLE_SECONDS: '2.5' } },
      (error, stdout, stderr) => {
        say(stdout.trim());
        if (error) reject(new Error(`rolling-restart failed: ${stderr}`));
        else resolve();
      },
    );
  });
}
