import { crc32, deflateSync } from 'node:zlib';
import { signedIn, type TestCity } from '../identity/testing.ts';
import type { Board } from './contract.ts';

/** A picture that any program opens: one grey pixel, with a note of the camera in it that has to go. */
export const pngWithNotes = (): Buffer => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const whole = Buffer.alloc(12 + data.length);
    whole.writeUInt32BE(data.length);
    whole.write(type, 4, 'latin1');
    data.copy(whole, 8);
    whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length);
    return whole;
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from('Author\0somebody with a name')),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

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

export const board = (agencyId: number, over: Partial<Board> = {}): Board => ({
  name: '泽宫街道政务公开栏',
  place: '街道便民服务中心门前',
  region: '590902001',
  agencyId,
  kind: 'government',
  area: 12,
  maintainer: '政务公开联络员',
  parent: null,
  funds: null,
  open: true,
  ...over,
});
