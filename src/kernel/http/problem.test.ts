import fastify from 'fastify';
import { expect, test } from 'vitest';
import { problemHandler } from './problem.ts';

const fault = (message: string, code?: string): Error => Object.assign(new Error(message), code ? { code } : {});

test.each([
  ['http/database-away', 503, fault('Client has encountered a connection error and is not queryable')],
  ['http/database-away', 503, fault('Client was closed and is not queryable')],
  ['http/database-away', 503, fault('Connection terminated unexpectedly')],
  ['http/database-away', 503, fault('write EPIPE', 'EPIPE')],
  ['http/database-away', 503, fault('the database system is starting up', '57P03')],
  ['http/no-space', 503, fault('could not extend file', '53100')],
  ['http/no-space', 503, fault('no space left on device', 'ENOSPC')],
  ['http/read-only-disk', 503, fault('could not open file: Read-only file system', '58030')],
  ['http/read-only-disk', 503, fault('read-only file system', 'EROFS')],
  ['http/bad-input', 400, fault('Unexpected end of multipart data')],
  ['http/bad-input', 400, fault('Part terminated early due to unexpected end of multipart data')],
  ['http/unexpected', 500, fault('something else')],
] as const)('what the machine lacks is said as it is: %s (%i)', async (code, status, error) => {
  const web = fastify();
  const { error: answer } = problemHandler({
    sentence: (found) => found,
    problemPage: ({ title }) => title,
    lines: () => undefined,
  });
  web.setErrorHandler(answer);
  web.get('/', () => Promise.reject(error));
  const answered = await web.inject('/');
  expect([answered.json().code, answered.statusCode]).toEqual([code, status]);
});
