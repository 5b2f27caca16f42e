import { expect, test } from 'vitest';
import { faultOf, openLog, requestIdFrom, requestIdHere, withRequestId } from './index.ts';

const lines: string[] = [];
const log = openLog({ write: (line) => void lines.push(line), of: { role: 'web', pid: 7 } });
const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

test('one event is one line of JSON with time, level, event and who says it', () => {
  log('warn', 'something', { count: 2 });
  expect(last()).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/u),
    level: 'warn',
    event: 'something',
    role: 'web',
    pid: 7,
    count: 2,
  });
  log('info', 'two\nlines', { message: 'a\nb' });
  expect(lines.at(-1)).not.toContain('\n');
});

test('whatever a request causes carries its number, also later and elsewhere', async () => {
  await withRequestId('abcdefgh-1', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    log('info', 'later');
    expect(last()).toMatchObject({ requestId: 'abcdefgh-1' });
  });
  expect(requestIdHere()).toBeUndefined();
  log('info', 'outside');
  expect(last()).not.toHaveProperty('requestId');
});

test.each(['short', 'with space in it', 'new\nline-here', `${'x'.repeat(65)}`, '<script>alert', undefined])(
  'the number %j is not taken over',
  (given) => expect(requestIdFrom(given)).toMatch(/^[0-9a-f-]{36}$/u),
);

test('the number of a proxy is taken over', () => {
  expect(requestIdFrom('7f3a9c0e5b124d6f8a1b2c3d4e5f6071')).toBe('7f3a9c0e5b124d6f8a1b2c3d4e5f6071');
});

const MARK = '张三丰590902199001011234';
const databaseError = (code: string, message: string) =>
  Object.assign(new Error(message), {
    severity: 'ERROR',
    code,
    detail: `Key (name)=(${MARK}) already exists.`,
    where: `unnamed portal parameter $1 = '${MARK}'`,
    hint: MARK,
    table: 'person',
    constraint: 'person_name_key',
    internalQuery: `select '${MARK}'`,
  });

test.each([
  ['a unique violation', databaseError('23505', 'duplicate key value violates unique constraint "person_name_key"')],
  ['a value of the wrong type', databaseError('22P02', `invalid input syntax for type integer: "${MARK} "x""`)],
  ['what a function raised', databaseError('P0001', `"${MARK}" is not welcome`)],
  ['a text that is not JSON', syntaxError()],
  ['an error around one', new Error('outer', { cause: databaseError('23505', 'x') })],
  ['many errors at once', new AggregateError([databaseError('22007', `bad date "${MARK}"`)], 'all')],
  ['an error of the web server', Object.assign(new Error(`reply sent in "/x?name=${MARK}"`), { code: 'FST_ERR_X' })],
  ['an object', { name: MARK }],
])('of %s no value is told', (_what, error) => {
  log('error', 'fault', { error });
  expect(lines.at(-1)).not.toContain(MARK);
  expect(lines.at(-1)).not.toContain('590902');
});

function syntaxError(): unknown {
  try {
    return JSON.parse(`{"name": ${MARK}}`);
  } catch (error) {
    return error;
  }
}

test('what helps to find a fault is told: class, place in the program, table and constraint', () => {
  const fault = faultOf(databaseError('23505', 'duplicate key value violates unique constraint "person_name_key"'));
  expect(fault).toMatchObject({
    code: '23505',
    message: 'duplicate key value violates unique constraint "person_name_key"',
    table: 'person',
    constraint: 'person_name_key',
    stack: expect.stringContaining('log.test.ts'),
  });
});

test('for a person at a terminal a line is short', () => {
  const plain: string[] = [];
  openLog({ write: (line) => void plain.push(line), plain: true })('warn', 'figure-failed', {
    figure: 'x',
    message: 'y',
  });
  expect(plain[0]).toMatch(/^\d\d:\d\d:\d\d warn figure-failed y figure=x$/u);
});
