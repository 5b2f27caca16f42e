import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { anonymous } from '../access/actor.ts';
import { accessOf, anyone } from '../access/permission.ts';
import { createInstruments } from '../instruments/index.ts';
import { startWorker } from '../jobs/worker.ts';
import { openLog, requestIdHere } from '../log-lines/index.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { createWeb, type Web } from './web.ts';

const MARK = '李四光590902198501012345';
const at = new Date('2026-11-23T10:00:00+08:00');

let kernel: TestKernel;
let web: Web;
const lines: string[] = [];
const instruments = createInstruments();
const log = openLog({ write: (line) => void lines.push(line) });

beforeAll(async () => {
  kernel = await testKernel([], at);
  const created = await createWeb({
    access: accessOf([{ 't.open': [anyone] }]),
    authenticate: async () => anonymous,
    spend: async () => undefined,
    refused: async () => undefined,
    sentence: (code) => code,
    problemPage: ({ title }) => title,
    title: 'test',
    maxUploadBytes: 1000,
    trustProxy: true,
    log: 'requests',
    lines: log,
    instruments,
  });
  ({ web } = created);
  const config = { may: 't.open' };
  const schema = { body: z.object({ name: z.string() }) };
  web.post('/twice/:name', { config, schema }, async (request) => {
    const insert = `insert into kernel.setting (key, value) values ($1, '1')`;
    await kernel.pool.query(insert, [request.body.name]);
    await kernel.pool.query(insert, [request.body.name]);
  });
  web.post('/number', { config, schema }, (request) => kernel.pool.query('select $1::int', [request.body.name]));
  web.post('/job', { config, schema }, async () => {
    await kernel.pool.query('select kernel.add_jobs($1)', [
      JSON.stringify([{ task: 'caused', payload: {}, request_id: requestIdHere() }]),
    ]);
    return { id: requestIdHere() };
  });
  await web.ready();
});
afterAll(async () => {
  await web.close();
  await kernel.close();
});

const parsed = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

test.each(['/twice', '/number'])('a fault of the database at %s leaves no value in the log', async (path) => {
  const url = path === '/twice' ? `${path}/${encodeURIComponent(MARK)}?who=${encodeURIComponent(MARK)}` : path;
  const answer = await web.inject({ method: 'POST', url, payload: { name: MARK } });
  expect(answer.statusCode).toBe(500);
  const fault = parsed().findLast(({ event }) => event === 'http/unexpected');
  expect(fault).toMatchObject({ level: 'error', requestId: answer.json<{ requestId: string }>().requestId });
  expect(fault?.error).toMatchObject({ code: path === '/twice' ? '23505' : '22P02', stack: expect.any(String) });
  expect(answer.body).not.toContain('李四光');
  expect(lines.join('\n')).not.toMatch(/李四光|590902198501012345|%E6/u);
});

test('each request is one line with the pattern of its route, and is counted', async () => {
  await web.inject({ method: 'GET', url: `/none/${MARK}` });
  await web.inject({ method: 'POST', url: '/job', payload: { name: 'x' } });
  const [missing, found] = parsed()
    .filter(({ event }) => event === 'request')
    .slice(-2);
  expect(missing).toMatchObject({ method: 'GET', route: 'none', status: 404 });
  expect(found).toMatchObject({ method: 'POST', route: '/job', status: 200, ms: expect.any(Number) });
  const told = await instruments.scrape();
  expect(told).toContain('mingtang_http_requests_total{method="POST",route="/job",status="2xx"} 1');
  expect(told).toContain('mingtang_http_request_duration_seconds_count{method="POST",route="/job"} 1');
  expect(told).not.toContain(MARK);
});

test('the number of a trusted proxy goes through: answer, problem, job', async () => {
  const id = 'from-the-proxy-0001';
  const answer = await web.inject({
    method: 'POST',
    url: '/job',
    payload: { name: 'x' },
    headers: { 'x-request-id': id },
  });
  expect([answer.headers['x-request-id'], answer.json<{ id: string }>().id]).toEqual([id, id]);
  const reports: unknown[] = [];
  const worker = startWorker({
    pool: kernel.pool,
    tasks: { caused: () => Promise.reject(new Error('no')) },
    routines: [],
    now: () => at,
    report: (event) => void reports.push([event, requestIdHere()]),
    pollMs: 3_600_000,
  });
  await kernel.owner.query(`delete from kernel.job where request_id is distinct from $1`, [id]);
  await worker.drain();
  await worker.stop();
  expect(reports).toEqual([['job-failed', id]]);
  const problem = await web.inject({ url: '/none', headers: { 'x-request-id': id } });
  expect(problem.json()).toMatchObject({ requestId: id });
});

test('what a job could not do is kept without values', async () => {
  await kernel.owner.query('delete from kernel.job');
  await kernel.pool.query('select kernel.add_jobs($1)', [JSON.stringify([{ task: 'bad', payload: {} }])]);
  const worker = startWorker({
    pool: kernel.pool,
    tasks: { bad: async () => void (await kernel.pool.query('select $1::date', [MARK])) },
    routines: [],
    now: () => at,
    report: (event, details) => log('warn', event, details),
    pollMs: 3_600_000,
  });
  await worker.drain();
  await worker.stop();
  const { rows } = await kernel.pool.query<{ last_error: string }>('select last_error from kernel.job');
  expect(rows[0]?.last_error).toContain('invalid input syntax for type date');
  expect(rows[0]?.last_error).not.toContain('李四光');
  expect(lines.join('\n')).not.toContain('李四光');
});
