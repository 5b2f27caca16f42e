import type { OutgoingHttpHeaders } from 'node:http';
import { expect } from 'vitest';
import { signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { seedServiceItems, serviceItemsModule } from '../../service-items/index.ts';
import { casesModule } from '../index.ts';
import { type BASIC, itemNamed, papers } from '../testing.ts';
import { publicRoutes } from './public.ts';

/** No public page may be larger, pictures apart. */
const MOST_BYTES = 50 * 1024;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The demo city with the public pages of this module, on a database of its own. */
export async function publicCity(
  at: Date,
): Promise<{ readonly city: TestCity; readonly code: Readonly<Record<keyof typeof BASIC, string>> }> {
  const city = await testCity([serviceItemsModule, { ...casesModule, routes: publicRoutes }], at, (web) => {
    web.decorate('publicUrl', papers.publicUrl);
  });
  await seedServiceItems(city.kernel, at);
  const codeOf = async (which: keyof typeof BASIC) => (await itemNamed(city.kernel, which, at)).code;
  return {
    city,
    code: { food: await codeOf('food'), senior: await codeOf('senior'), minimum: await codeOf('minimum') },
  };
}

/** What came back. */
export type Answer = {
  readonly status: number;
  readonly location: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
};
export type Upload = { readonly slot: string; readonly name: string; readonly bytes: Buffer };

/** A browser without script, signed in. */
export type Visitor = {
  readonly get: (url: string) => Promise<Answer>;
  readonly post: (url: string, fields?: Readonly<Record<string, string | readonly string[]>>) => Promise<Answer>;
  readonly upload: (
    url: string,
    files: readonly Upload[],
    fields?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
};

/** Somebody with an account, or with none. */
export async function visitor({ web }: Pick<TestCity, 'web'>, login: string | null): Promise<Visitor> {
  const cookie = login === null ? {} : { cookie: await signedIn(web, login) };
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    payload?: string | Buffer,
    type?: string,
  ): Promise<Answer> => {
    const headers = { ...cookie, accept: 'text/html', ...(type === undefined ? {} : { 'content-type': type }) };
    const answer = await web.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    if (answer.headers['content-type']?.toString().startsWith('text/html')) {
      expect(answer.rawPayload.length, `${url} is small enough`).toBeLessThan(MOST_BYTES);
    }
    return {
      status: answer.statusCode,
      location: answer.headers.location ?? '',
      headers: answer.headers,
      body: answer.body,
    };
  };
  return {
    get: (url) => send('GET', url),
    post: (url, fields = {}) => {
      const pairs = Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((entry): [string, string] => [name, entry]),
      );
      return send('POST', url, new URLSearchParams(pairs).toString(), 'application/x-www-form-urlencoded');
    },
    upload: (url, files, fields = {}) =>
      send('POST', url, multipart(files, fields), `multipart/form-data; boundary=${BOUNDARY}`),
  };
}

const BOUNDARY = '----test';

function multipart(files: readonly Upload[], fields: Readonly<Record<string, string>>): Buffer {
  const texts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  const parts = files.flatMap(({ slot, name, bytes }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${slot}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...texts, ...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** Begins an application; answers the address of its draft. */
export async function begun(who: Visitor, item: string): Promise<string> {
  const { status, location } = await who.post(`/apply/${item}`);
  expect(status).toBe(303);
  return location;
}

/** Answers to its questions about the situation, by which a photograph is wanted. */
export const SENIOR = { for: 'self', photo: 'new', register: 'yes' };
export const photo: Upload = { slot: 'filephoto', name: '照片.png', bytes: PNG };

/** A card for an elderly person, filled in up to the review. */
export async function readySenior(who: Visitor, item: string): Promise<string> {
  const draft = await begun(who, item);
  await who.post(`${draft}/situation`, SENIOR);
  await who.post(`${draft}/steps/holder`, { forSelf: 'true' });
  await who.post(`${draft}/steps/card`, { carrier: 'electronic', hasContact: 'false' });
  await who.post(`${draft}/steps/declaration`, { truthful: 'true' });
  expect((await who.upload(`${draft}/materials`, [photo])).location).toBe(`${draft}/review`);
  return draft;
}

/** The number of the application that an address leads to. */
export const numberIn = (location: string): string => /\/my\/applications\/([^/?]+)/u.exec(location)?.[1] ?? '';

/** Sends an application for such a card; answers its number. */
export async function submitted(who: Visitor, item: string): Promise<string> {
  const { status, location } = await who.post(`${await readySenior(who, item)}/submit`);
  expect(status).toBe(303);
  return numberIn(location);
}
