import type { Config } from './config.ts';
import { type Database, openConfiguredDatabase } from './database.ts';
import { authenticate, refused } from './identity/index.ts';
import {
  createKernel,
  createWeb,
  eraseDue,
  type Kernel,
  kernelTasks,
  type RouteList,
  sentencesOf,
  startWorker,
  sweep,
  system,
  tendKeys,
  type Web,
  type Worker,
} from './kernel/index.ts';
import { modules } from './modules.ts';
import { problemPage } from './portal/index.ts';
import { citySite } from './site.ts';

/** The program as it runs: everything a test, a command or `main` needs of it. */
export type Program = {
  readonly kernel: Kernel;
  readonly web: Web;
  readonly routes: RouteList;
  readonly worker: Worker | null;
  /** Where it listens; null for a worker. */
  readonly address: string | null;
  /** Ends what is under way, then the server, the worker and the database. */
  readonly stop: () => Promise<void>;
};

export type ProgramOptions = {
  readonly config: Config;
  readonly log: (line: string) => void;
  /** The city's clock; the machine's unless set. */
  readonly now?: () => Date;
};

/** The kernel with every module, on an open database. */
export const assembleKernel = (
  database: Pick<Database, 'pool'>,
  config: Pick<Config, 'dataDir' | 'keys'>,
  now?: () => Date,
) =>
  createKernel({
    pool: database.pool,
    dataDir: config.dataDir,
    keys: config.keys,
    modules: modules,
    ...(now ? { now } : {}),
  });

/** The web server with every module's routes; does not listen yet. */
export async function assembleWeb(
  kernel: Kernel,
  config: Config,
): Promise<{ readonly web: Web; readonly routes: RouteList }> {
  const sentence = sentencesOf(modules);
  const { web, routes } = await createWeb({
    access: kernel.access,
    authenticate: authenticate(kernel),
    refused: refused(kernel),
    sentence,
    problemPage,
    title: citySite.name,
    maxUploadBytes: config.maxUploadMegabytes * 1_048_576,
    trustProxy: config.trustProxy,
    log: config.logRequests ? 'requests' : 'faults',
  });
  web.decorate('site', citySite);
  web.decorate('publicUrl', config.publicUrl);
  for (const module of modules) await module.routes?.(web, kernel);
  await web.ready();
  return { web, routes };
}

/** Everything that is done without being asked: jobs of all modules, the look at the clocks, routines. */
export function startWork(
  kernel: Kernel & { readonly setWake: (wake: () => void) => void },
  log: (line: string) => void,
): Worker {
  const worker = startWorker({
    pool: kernel.pool,
    tasks: Object.assign({}, kernelTasks(kernel), ...modules.map((module) => module.tasks?.(kernel) ?? {})),
    routines: [
      { name: 'sweep', everyMs: 60_000, run: async (at) => void (await sweep(kernel, at)) },
      { name: 'keys', everyMs: 10_000, run: () => tendKeys(kernel) },
      {
        name: 'retention',
        everyMs: 86_400_000,
        run: async (at) => void (await eraseDue(kernel, { actor: system, at })),
      },
      { name: 'partitions', everyMs: 86_400_000, run: () => partitionsAhead(kernel) },
      ...modules.flatMap((module) => module.routines?.(kernel) ?? []),
    ],
    now: kernel.now,
    report: (event, details) => log(JSON.stringify({ event, ...details })),
  });
  kernel.setWake(worker.wake);
  return worker;
}

async function partitionsAhead(kernel: Kernel): Promise<void> {
  await kernel.pool.query(`select kernel.ensure_entry_partition(month::date)
    from generate_series(date_trunc('month', now()), now() + interval '13 months', interval '1 month') month`);
}

export async function startProgram({ config, log, now }: ProgramOptions): Promise<Program> {
  const database = await openConfiguredDatabase(config, log);
  try {
    const kernel = await assembleKernel(database, config, now);
    const unwatch = kernel.keys.watch();
    const worker = config.role === 'web' ? null : startWork(kernel, log);
    const { web, routes } = await assembleWeb(kernel, config);
    const address = config.role === 'worker' ? null : await web.listen({ port: config.port, host: config.host });
    let stopping: Promise<void> | undefined;
    return {
      kernel,
      web,
      routes,
      worker,
      address,
      stop: () =>
        (stopping ??= (async () => {
          await web.close();
          await worker?.stop();
          await unwatch().catch(() => undefined);
          await database.stop();
        })()),
    };
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
