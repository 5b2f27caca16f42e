import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { addFile, timeline } from '../kernel/index.ts';
import { receiveRequest } from './operations/intake.ts';
import { pagePicture, pageSizes } from './operations/page-pictures.ts';
import { requestView } from './operations/request-view.ts';
import { proofOfIdentity } from './operations/unmask.ts';
import { redactedFile } from './redaction/redact.ts';
import { asking, at, type Office, officeOf, requestsCity } from './testing.ts';

let city: TestCity;
let office: Office;
let id: number;
let proof: string;
let upload: string;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
  const issue = { number: 'XG-0', agency: '市市场监管局', at: at('2026-03-02') };
  const marks = { texts: [], regions: [] };
  const { pdf } = await redactedFile(Buffer.from('第一行\n第二行'), 'text/plain', '材料.txt', marks, issue);
  const kept = (name: string) =>
    addFile(city.kernel, Readable.from([pdf]), {
      name,
      maxBytes: 10_000_000,
      allowed: new Set(['application/pdf']),
      ownerId: office.officer.personId,
      at: at('2026-03-02'),
    });
  [proof, upload] = [(await kept('身份证.pdf')).id, (await kept('申请书.pdf')).id];
  id = (await receiveRequest(city.kernel, asking(office, '2026-03-02', { uploads: [upload], proofFile: proof }))).id;
});
afterAll(() => city.close());

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const asked = (actor = office.officer, words = '核对身份证号码') =>
  proofOfIdentity(city.kernel, { id, actor, at: at('2026-03-03'), reason: { category: 'verification', words } });

test('the copy of a document is no file of the request: only that there is one is told', async () => {
  const view = await requestView(city.kernel, { id, actor: office.officer, at: at('2026-03-03') });
  expect(view.files.map((file) => file.id)).toEqual([upload]);
  expect(view.applicant).toMatchObject({ hasProof: true, masked: true });
  expect(JSON.stringify(view)).not.toContain(proof);
  expect(await code(pageSizes(city.kernel, { matter: id, fileId: proof, actor: office.officer }))).toBe(
    'files/not-found',
  );
});

test('it is given to who has to reach the applicant and says why, and each time is noted', async () => {
  expect(await code(asked(office.legal))).toBe('access/forbidden');
  expect(await code(asked(office.officer, '看'))).toBe('information-requests/proof-needs-reason');
  expect((await timeline(city.kernel, id)).map(({ act }) => act)).not.toContain('personal-data-viewed');
  expect((await asked()).id).toBe(proof);
  expect((await timeline(city.kernel, id)).at(-1)).toMatchObject({
    act: 'personal-data-viewed',
    facts: { category: 'verification', seen: 'proof' },
  });
});

/** How often the account of somebody who looked holds that this file was seen. */
const seen = async (): Promise<number | undefined> => {
  const { rows } = await city.kernel.pool.query<{ n: number }>(
    `select count(*)::int as n from kernel.entry where act = 'personal-data-viewed' and strpos(body, $1) > 0`,
    [upload],
  );
  return rows[0]?.n;
};

test('pages of what was handed in are pictures; there is none beyond the last', async () => {
  const wanted = { matter: id, fileId: upload, actor: office.officer, at: at('2026-03-03') };
  const [size] = await pageSizes(city.kernel, wanted);
  expect(await seen()).toBe(0);
  expect(size?.width).toBeCloseTo(595, -1);
  const picture = await pagePicture(city.kernel, { ...wanted, page: 1 });
  expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(await seen()).toBe(1);
  expect(picture.readUInt32BE(16)).toBe(Math.floor((size?.width ?? 0) * 1.5));
  expect(await code(pagePicture(city.kernel, { ...wanted, page: 2 }))).toBe('information-requests/no-such-page');
  expect(await code(pagePicture(city.kernel, { ...wanted, actor: { ...office.officer, grants: [] }, page: 1 }))).toBe(
    'access/forbidden',
  );
});
