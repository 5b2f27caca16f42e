import { setTimeout as pause } from 'node:timers/promises';
import { backupRoutine } from './backup-routine.ts';
import type { Config } from './config.ts';
import { type Database, openConfiguredDatabase } from './database.ts';
import { authenticate, refused, setBreachList } from './identity/index.ts';
import {
  createDraining,
  createKernel,
  createWeb,
  type Draining,
  eraseDue,
  type Kernel,
  kernelTasks,
  type Log,
  type RouteList,
  type Routine,
  sentencesOf,
  spendFor,
  startWorker,
  sweep,
  system,
  tendKeys,
  type Web,
  type Worker,
} from './kernel/index.ts';
import { httpGateway, httpSuperior, sandboxGateway, sandboxSuperior } from './kernel/link/index.ts';
import { modules } from './modules.ts';
import { noteRoutine, startHeartbeat } from './operations/index.ts';
import { problemPage } from './portal/index.ts';
import { citySite } from './site.ts';
import { openCitySite } from './sites/index.ts';
import { programVersion } from './version.ts';

/** The program as it runs: everything a test, a command or `main` needs of it. */
export type Program = {
  readonly kernel: Kernel;
  readonly web: Web;
  readonly routes: RouteList;
  readonly worker: Worker | null;
  /** Where it listens; null for a worker. */
  readonly address: string | null;
  /** Ends what is under way, then the server, the worker and the database; may be called again. */
  readonly stop: (how?: Stop) => Promise<void>;
};

export type Stop = {
  /** So long it goes on serving while it says that it will not. */
  readonly drainMs?: number;
  /** Nobody is to be waited for any longer, except who is being served. */
  readonly hurry?: AbortSignal;
};

export type ProgramOptions = {
  readonly config: Config;
  readonly log: Log;
  /** The city's clock; the machine's unless set. */
  readonly now?: () => Date;
};

/** The kernel with every module, on an open database. */
export const assembleKernel = (
  { pool, publicPool = pool }: Pick<Database, 'pool'> & Partial<Pick<Database, 'publicPool'>>,
  config: Config,
  now?: () => Date,
) =>
  createKernel({
    pool,
    publicPool,
    dataDir: config.dataDir,
    files: config.files,
    modules: modules,
    keys: config.keys,
    payments: config.payment
      ? httpGateway({ name: 'payment', ...config.payment, publicUrl: config.publicUrl, now: now ?? (() => new Date()) })
      : null,
    superior: config.superior
      ? httpSuperior({ ...config.superior, publicUrl: config.publicUrl, now: now ?? (() => new Date()) })
      : null,
    suite: config.ledgerSuite,
    log: {
      origin: config.logOrigin,
      publicUrl: config.publicUrl,
      everySeconds: config.logEverySeconds,
      witnesses: config.logWitnesses,
    },
    ...(now ? { now } : {}),
  });

/** The web server with every module's routes; does not listen yet. */
export async function assembleWeb(
  kernel: Kernel,
  config: Config,
  lines: Log,
  draining: Draining = createDraining(),
): Promise<{ readonly web: Web; readonly routes: RouteList }> {
  setBreachList(config.passwordList);
  const sentence = sentencesOf(modules);
  const { web, routes } = await createWeb({
    access: kernel.access,
    authenticate: authenticate(kernel),
    refused: refused(kernel),
    spend: spendFor(kernel),
    sentence,
    problemPage,
    title: citySite.name,
    maxUploadBytes: config.maxUploadMegabytes * 1_048_576,
    trustProxy: config.trustProxy,
    log: config.logRequests ? 'requests' : 'faults',
    lines,
    instruments: kernel.instruments,
    draining,
  });
  const site = openCitySite(kernel, citySite);
  web.decorate('site', { getter: site.current });
  // Awaits nothing while the settings are known; published pages do not need them.
  web.addHook('onRequest', (_request, _reply, done) => {
    const looking = site.look();
    if (looking) looking.then(() => done(), done);
    else done();
  });
  web.decorate('publicUrl', config.publicUrl);
  const ownTelephone = `tel:${citySite.contact};phone-context=+86`;
  web.decorate('securityContacts', config.securityContacts.length > 0 ? config.securityContacts : [ownTelephone]);
  web.decorate('watch', {
    metricsToken: config.metricsToken,
    isDraining: () => draining.state() !== 'serving',
    dataDir: config.dataDir,
    onFault: (figure, error) => lines('warn', 'figure-failed', { figure, error }),
  });
  for (const gauge of modules.flatMap((module) => module.gauges?.(kernel) ?? [])) kernel.instruments.gauge(gauge);
  for (const module of modules) await module.routes?.(web, kernel);
  await web.ready();
  await site.look();
  return { web, routes };
}

/** Everything that is done without being asked: jobs of all modules, the look at the clocks, routines. */
export function startWork(
  kernel: Kernel & { readonly setWake: (wake: () => void) => void },
  log: Log,
  more: readonly Routine[] = [],
): Worker {
  const worker = startWorker({
    pool: kernel.pool,
    tasks: Object.assign({}, kernelTasks(kernel), ...modules.map((module) => module.tasks?.(kernel) ?? {})),
    routines: [
      { name: 'sweep', everyMs: 60_000, run: async (at) => void (await sweep(kernel, at)), byTheClock: true },
      { name: 'keys', everyMs: 10_000, run: () => tendKeys(kernel) },
      {
        name: 'retention',
        everyMs: 86_400_000,
        run: async (at) => void (await eraseDue(kernel, { actor: system, at })),
        byTheClock: true,
      },
      { name: 'partitions', everyMs: 86_400_000, run: () => partitionsAhead(kernel) },
      ...modules.flatMap((module) => module.routines?.(kernel) ?? []),
      ...more,
    ],
    now: kernel.now,
    report: (event, details) => log(event === 'job-failed' ? 'warn' : 'error', event, details),
    instruments: kernel.instruments,
    ran: (run) => noteRoutine(kernel.pool, run),
  });
  kernel.setWake(worker.wake);
  return worker;
}

/** The gateway that takes no money, where one is asked for; in one copy of the program alone. */
const startSandbox = async ({ payment, role }: Config, { now }: Kernel) =>
  payment?.sandboxPort == null || role === 'web'
    ? null
    : sandboxGateway({ secret: payment.secret, now, port: payment.sandboxPort });

/** The superior that is nobody's, likewise. */
const startSuperior = async ({ superior, role }: Config, { now }: Kernel) =>
  superior?.sandboxPort == null || role === 'web'
    ? null
    : sandboxSuperior({ secret: superior.secret, now, port: superior.sandboxPort });

async function partitionsAhead(kernel: Kernel): Promise<void> {
  await kernel.pool.query(`select kernel.ensure_entry_partition(month::date)
    from generate_series(date_trunc('month', now()), now() + interval '13 months', interval '1 month') month`);
}

export async function startProgram({ config, log, now }: ProgramOptions): Promise<Program> {
  const database = await openConfiguredDatabase(config, (message) => log('info', 'database', { message }));
  try {
    const kernel = await assembleKernel(database, config, now);
    const unwatch = kernel.keys.watch();
    const backup = backupRoutine(config, kernel, log);
    const worker = config.role === 'web' ? null : startWork(kernel, log, backup.routines);
    const sandbox = await startSandbox(config, kernel);
    const superior = await startSuperior(config, kernel);
    const draining = createDraining();
    const { web, routes } = await assembleWeb(kernel, config, log, draining);
    const address = config.role === 'worker' ? null : await web.listen({ port: config.port, host: config.host });
    const heartbeat = startHeartbeat(
      kernel,
      {
        role: config.role,
        version: await programVersion(),
        address,
        isDraining: () => draining.state() !== 'serving',
        tickedAt: () => worker?.tickedAt() ?? null,
      },
      (error) => log('warn', 'heartbeat-failed', { error }),
    );
    await heartbeat.beat();
    const leave = async ({ drainMs = 0, hurry }: Stop): Promise<void> => {
      draining.begin();
      // No new job is begun; those in hand end while the web drains.
      backup.stop();
      const worked = worker?.stop();
      await heartbeat.beat();
      if (address !== null && drainMs > 0 && !hurry?.aborted) {
        await pause(drainMs, undefined, { signal: hurry }).catch(() => undefined);
        // Alone it serves to the end: there is nobody to hand over to.
        if (!hurry?.aborted && (await heartbeat.othersServe().catch(() => false))) await draining.handOver();
      }
      await web.close();
      await worked;
      await heartbeat.stop();
      await sandbox?.close();
      await superior?.close();
      await unwatch().catch(() => undefined);
      await database.stop();
    };
    let stopping: Promise<void> | undefined;
    return { kernel, web, routes, worker, address, stop: (how = {}) => (stopping ??= leave(how)) };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The address people reach the program by, without a slash at its end. */
    publicUrl: string;
  }
}
