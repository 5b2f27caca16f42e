import { z } from 'zod';
import { actorNamed, personNamed, signedIn, type TestCity, testCity } from '../identity/testing.ts';
import { type Actor, dayOf, type Kernel, kernelTasks, startWorker } from '../kernel/index.ts';
import {
  type ItemInForce,
  itemInForce,
  itemsOf,
  seedServiceItems,
  serviceItemsModule,
} from '../service-items/index.ts';
import { casesModule } from './index.ts';
import type { Papers } from './operations/papers.ts';

const Json = z.record(z.string(), z.unknown());

/** The three items that are written out in full, by basic code. */
export const BASIC = { food: '590126011000', senior: '592021004000', minimum: '590507001000' } as const;

export const papers: Papers = { publicUrl: 'https://zwfw.mingtang.example' };

/** The demo city with its items and this module, on a database of its own. */
export async function casesCity(at: Date): Promise<TestCity> {
  const city = await testCity([serviceItemsModule, casesModule], at, (web) => {
    web.decorate('publicUrl', papers.publicUrl);
  });
  await seedServiceItems(city.kernel, at);
  return city;
}

export async function itemNamed(kernel: Kernel, which: keyof typeof BASIC, at: Date): Promise<ItemInForce> {
  const summary = (await itemsOf(kernel, {}, dayOf(at))).find(({ basicCode }) => basicCode === BASIC[which]);
  const item = summary && (await itemInForce(kernel, summary.code, dayOf(at)));
  if (!item) throw new Error(`the demo city lacks ${which}`);
  return item;
}

/** Everybody the stories need, as actors of a day. */
export async function peopleOf(kernel: Kernel, at: Date) {
  const named = (login: string, acting: number | null = null): Promise<Actor> =>
    actorNamed(kernel, login, dayOf(at), acting);
  return {
    citizen: await named('shimin'),
    elder: await named('laoren'),
    household: await named('dibao'),
    enterprise: await named('faren', await personNamed(kernel, 'qiye')),
    clerk: await named('chuangkou'),
    examiner: await named('shencha'),
    decider: await named('juedingren'),
    deliverer: await named('songda'),
    civilExaminer: await named('minzheng'),
    civilDecider: await named('minzheng-jd'),
    townshipClerk: await named('xiangzhen'),
    townshipReviewer: await named('chushen'),
  };
}

function encoded(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) query.append(name, one);
  return query.toString();
}

/** A browser without script: follows no redirect by itself, so that a story says where it is sent. */
export async function browserOf({ web }: TestCity, login: string) {
  const cookie = await signedIn(web, login);
  const headers = { cookie, accept: 'text/html' };
  return {
    get: (url: string) => web.inject({ method: 'GET', url, headers }),
    post: (url: string, fields: Readonly<Record<string, string | readonly string[]>> = {}) =>
      web.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: encoded(fields),
      }),
    upload: (
      url: string,
      files: Readonly<Record<string, { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }>>,
      fields: Readonly<Record<string, string>> = {},
    ) => {
      const body = new FormData();
      for (const [slot, { name, bytes }] of Object.entries(files)) body.append(slot, new Blob([bytes]), name);
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      return web.inject({ method: 'POST', url, headers, payload: body });
    },
    api: async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: unknown) => {
      const answer = await web.inject({
        method,
        url,
        headers: { cookie },
        ...(payload === undefined
          ? {}
          : { payload: JSON.stringify(payload), headers: { cookie, 'content-type': 'application/json' } }),
      });
      return {
        status: answer.statusCode,
        body: answer.body === '' ? {} : Json.parse(JSON.parse(answer.body)),
        headers: answer.headers,
      };
    },
  };
}

/** Does what waits to be done, as the worker would. */
export async function drain({ kernel }: TestCity): Promise<void> {
  const worker = startWorker({
    pool: kernel.pool,
    tasks: kernelTasks(kernel),
    routines: [],
    now: kernel.now,
    report: (event, details) => {
      throw new Error(`${event} ${JSON.stringify(details)}`);
    },
  });
  await worker.drain();
  await worker.stop();
}

export type Browser = Awaited<ReturnType<typeof browserOf>>;

/** The smallest files that are what they say. */
export const samples = {
  png: Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  ),
  pdf: Uint8Array.from(Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')),
} as const;
