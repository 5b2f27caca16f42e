import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { type Scanner, ScannerAway, type Verdict } from './port.ts';

const CHUNK = 65_536;
const MOST_ANSWER = 4096;
const CONNECT_MS = 5000;

/**
 * clamd of ClamAV over TCP or a socket of this machine: `clamd://127.0.0.1:3310`, `clamd:///run/clamav/clamd.ctl`.
 *
 * @throws Error when the address is of no such kind
 */
export function clamd(address: string): Scanner {
  const where = addressOf(address);
  return {
    version: async () => (await ask(where, 'VERSION', null, CONNECT_MS)).trim(),
    scan: async (bytes, patienceMs) => verdictOf(await ask(where, 'INSTREAM', bytes, patienceMs)),
  };
}

type Where = { readonly path: string } | { readonly host: string; readonly port: number };

function addressOf(address: string): Where {
  const { protocol, hostname, port, pathname } = new URL(address);
  if (protocol !== 'clamd:') throw new Error('a scanner is named clamd://HOST:PORT or clamd:///PATH');
  if (hostname === '') return { path: pathname };
  return { host: hostname.replace(/^\[|\]$/gu, ''), port: Number(port || 3310) };
}

/** `stream: OK`, `stream: Win.Test.EICAR_HDB-1 FOUND`, `INSTREAM size limit exceeded. ERROR`. */
function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { kind: 'clean' };
  const [, finding] = /^stream: (.+) FOUND$/u.exec(answer) ?? [];
  if (finding !== undefined) return { kind: 'infected', finding: finding.slice(0, 200) };
  throw new ScannerAway(answer === '' ? 'it hung up' : answer);
}

/** One command, and bytes with it; its answer up to the NUL. @throws ScannerAway */
async function ask(where: Where, command: string, bytes: Readable | null, patienceMs: number): Promise<string> {
  const socket = connect(where);
  const answer = answerOf(socket, patienceMs);
  try {
    // Who is told no while he still speaks hears of it here, and stops.
    await Promise.race([answer, speak(socket, command, bytes)]);
    return await answer;
  } catch (error) {
    if (error instanceof ScannerAway) throw error;
    throw new ScannerAway(error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    bytes?.destroy();
    socket.destroy();
  }
}

function answerOf(socket: Socket, patienceMs: number): Promise<string> {
  const answer = new Promise<string>((settle, fail) => {
    let text = '';
    const timer = setTimeout(() => fail(new ScannerAway('it took too long')), patienceMs);
    const unheard = setTimeout(() => fail(new ScannerAway('nobody listens')), CONNECT_MS);
    socket.once('connect', () => clearTimeout(unheard));
    socket.on('data', (part) => {
      text += part.toString('latin1');
      const end = text.indexOf('\0');
      if (text.length > MOST_ANSWER) fail(new ScannerAway('it talks too much'));
      else if (end !== -1) settle(text.slice(0, end).trim());
    });
    socket.once('end', () => fail(new ScannerAway('it hung up')));
    socket.once('error', (error) => fail(new ScannerAway(codeOf(error), { cause: error })));
    socket.once('close', () => {
      clearTimeout(timer);
      clearTimeout(unheard);
      fail(new ScannerAway('it hung up'));
    });
  });
  // It is awaited later; until then a failure is not forgotten, and not unhandled either.
  answer.catch(() => undefined);
  return answer;
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message;

/** `zINSTREAM`, then pieces each with its length, then a piece of no length. */
async function speak(socket: Socket, command: string, bytes: Readable | null): Promise<void> {
  await send(socket, Buffer.from(`z${command}\0`));
  if (!bytes) return;
  for await (const part of bytes as AsyncIterable<Buffer>) {
    for (let at = 0; at < part.length; at += CHUNK) {
      const piece = part.subarray(at, at + CHUNK);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      await send(socket, Buffer.concat([length, piece]));
    }
  }
  await send(socket, Buffer.alloc(4));
}

const send = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((settle) => {
    // A connection that breaks is told of by the answer that does not come, so that one that came first still counts.
    socket.write(bytes, () => settle());
  });
