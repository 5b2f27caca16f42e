import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clamd } from './clamd.ts';
import { ScannerAway, type Verdict } from './port.ts';
import { type Behaviour, type ClamdServer, clamdServer, eicar } from './testing/clamd-server.ts';

let server: ClamdServer;
beforeAll(async () => {
  server = await clamdServer();
});
afterAll(() => server.stop());

const scan = (bytes: Buffer, patienceMs = 10_000, address = server.address): Promise<Verdict> =>
  clamd(address).scan(Readable.from([bytes]), patienceMs);

test('what is clean is called clean, and was sent whole', async () => {
  const bytes = randomBytes(700_000);
  expect(await scan(bytes)).toEqual({ kind: 'clean' });
  expect(server.received.at(-1)).toEqual(bytes);
});

test('what is found has a name', async () => {
  const bytes = Buffer.concat([randomBytes(100_000), eicar, randomBytes(10)]);
  expect(await scan(bytes)).toEqual({ kind: 'infected', finding: 'Eicar-Test-Signature' });
});

test('it says what it is', async () => {
  expect(await clamd(server.address).version()).toMatch(/^ClamAV /u);
});

describe('there is no verdict when it', () => {
  test.each<readonly [string, Behaviour, RegExp]>([
    ['hangs up at once', 'hangs-up', /hung up|ECONNRESET|EPIPE/u],
    ['hangs up midway', 'hangs-up-midway', /hung up|ECONNRESET|EPIPE/u],
    ['cannot', 'out-of-memory', /allocate/u],
    ['talks nonsense', 'babbles', /talks too much/u],
  ])('%s', async (_what, how, reason) => {
    server.behave(how);
    const failure = scan(randomBytes(200_000));
    await expect(failure).rejects.toBeInstanceOf(ScannerAway);
    await expect(failure).rejects.toThrow(reason);
  });

  test('says nothing', async () => {
    server.behave('hangs');
    await expect(scan(Buffer.from('x'), 100)).rejects.toThrow('it took too long');
  });

  test('does not take so much', async () => {
    await expect(scan(randomBytes(2_000_000))).rejects.toThrow(/size limit exceeded|hung up|ECONNRESET|EPIPE/u);
  });

  test('is not there', async () => {
    await expect(scan(Buffer.from('x'), 1000, 'clamd://127.0.0.1:9')).rejects.toThrow('ECONNREFUSED');
    await expect(scan(Buffer.from('x'), 1000, 'clamd:///nowhere/clamd.ctl')).rejects.toThrow('ENOENT');
  });

  test('the bytes break off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('disk gone');
      })(),
    );
    await expect(clamd(server.address).scan(broken, 5000)).rejects.toThrow('disk gone');
  });
});

test('an address of another kind is refused at the start', () => {
  expect(() => clamd('http://127.0.0.1:3310')).toThrow('clamd://');
});

test('pieces of any size make the same stream', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), async (parts) => {
      const buffers = parts.map((part) => Buffer.from(part));
      const scanned = await clamd(server.address).scan(Readable.from(buffers), 10_000);
      expect(scanned).toEqual({ kind: 'clean' });
      expect(server.received.at(-1)).toEqual(Buffer.concat(buffers));
    }),
    { numRuns: 30 },
  );
});
