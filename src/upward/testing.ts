import { disclosureModule } from '../disclosure/index.ts';
import { article, cleared, type People, people, publish, putCatalogue } from '../disclosure/testing.ts';
import { directoryOf } from '../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../identity/testing.ts';
import { type Actor, type Kernel, kernelTasks, type Module, startWorker } from '../kernel/index.ts';
import { upwardModule } from './index.ts';
import { openReport, sendReport } from './operations/report.ts';

export type UpwardCity = TestCity & {
  readonly who: People;
  readonly agency: (key: string) => number;
  readonly ask: (
    login: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
  ) => Promise<Answered>;
  /** Works until nothing is ready. */
  readonly drain: () => Promise<void>;
};
type Answered = { readonly status: number; readonly json: Record<string, unknown>; readonly raw: Buffer };

/** A city that publishes and reports. */
export async function upwardCity(at: Date, more: readonly Module[] = []): Promise<UpwardCity> {
  const city = await testCity([disclosureModule, upwardModule, ...more], at);
  const { kernel } = city;
  await putCatalogue(kernel);
  const who = await people(kernel);
  const directory = await directoryOf(kernel);
  const cookies = new Map<string, Promise<string>>();
  return {
    ...city,
    who,
    agency: (key) => directory.agencyByKey(key)?.id ?? 0,
    ask: async (login, method, url, body) => {
      const key = `${login} ${kernel.now().toISOString()}`;
      const cookie = cookies.get(key) ?? signedIn(city.web, login);
      cookies.set(key, cookie);
      const answer = await city.web.inject({
        method,
        url,
        headers: { cookie: await cookie, 'sec-fetch-site': 'same-origin' },
        ...(body === undefined ? {} : { payload: body }),
      });
      const isJson = String(answer.headers['content-type']).includes('json');
      return { status: answer.statusCode, json: isJson ? answer.json() : {}, raw: answer.rawPayload };
    },
    drain: () => drain(kernel, [disclosureModule, upwardModule]),
  };
}

async function drain(kernel: Kernel, modules: readonly Module[]): Promise<void> {
  const worker = startWorker({
    pool: kernel.pool,
    tasks: Object.assign({}, kernelTasks(kernel), ...modules.map((module) => module.tasks?.(kernel) ?? {})),
    routines: [],
    now: kernel.now,
    report: () => undefined,
  });
  await worker.drain();
  await worker.stop();
}

/** Publishes an article of market supervision; answers its index number. */
export async function published(city: UpwardCity, over: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { kernel, who } = city;
  const id = await cleared(kernel, who, city.agency('590900-SC'), article(over));
  await publish(kernel, { id, actor: who.officer, at: kernel.now() });
  const { rows } = await kernel.pool.query<{ index: string }>(
    'select index_number as index from disclosure.publication where matter_id = $1',
    [id],
  );
  return rows[0]?.index ?? '';
}

/** Reports what is published to the city's office; answers the report. */
export async function reported(city: UpwardCity, index: string, actor: Actor = city.who.drafter): Promise<number> {
  const { kernel } = city;
  const at = kernel.now();
  const superiorId = city.agency('590900-ZWGK');
  const chosen = { source: 'published', index } as const;
  const { id } = await openReport(kernel, { agencyId: city.agency('590900-SC'), superiorId, chosen, actor, at });
  await sendReport(kernel, id, { actor, at });
  return id;
}

/** What arrived of a report at its superior. */
export async function arrivedAs(kernel: Kernel, report: number): Promise<number> {
  const { rows } = await kernel.pool.query<{ id: number }>(
    'select matter_id as id from upward.received where report_id = $1 order by matter_id desc limit 1',
    [report],
  );
  return rows[0]?.id ?? 0;
}
