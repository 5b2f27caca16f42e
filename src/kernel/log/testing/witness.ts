import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseCheckpoint } from '../checkpoint.ts';
import { parseNote, signatureLine, verifyNote } from '../note.ts';
import { verifierOf } from '../signer.ts';

/** A witness of the test tree, over real HTTP (C2SP tlog-witness); it checks by itself what it is shown. */
export type TestWitness = {
  readonly vkey: string;
  readonly url: string;
  /** What it has last confirmed for an origin. */
  readonly seen: ReadonlyMap<string, { readonly size: number; readonly root: Buffer }>;
  /** Signs a checkpoint as somebody would who does not speak HTTP. */
  readonly cosign: (note: string) => string;
  /** How it answers from now on. */
  readonly behave: (as: 'well' | 'down' | 'babbling' | 'forging') => void;
  /** Statuses it has answered with. */
  readonly answers: readonly number[];
  readonly trust: (vkey: string) => void;
  readonly close: () => Promise<void>;
};

export async function testWitness(name = 'witness.example/w1'): Promise<TestWitness> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const typed = Buffer.concat([Buffer.of(4), key]);
  const keyId = createHash('sha256').update(`${name}\n`).update(typed).digest().readUInt32BE(0);
  const seen = new Map<string, { size: number; root: Buffer }>();
  const trusted: string[] = [];
  const answers: number[] = [];
  let manner: Parameters<TestWitness['behave']>[0] = 'well';
  const cosign = (note: string): string => cosignature(parseNote(note).text, { name, keyId, privateKey });

  const judge = ({ old, proof, note }: Request): Answer => {
    const checkpoint = parseCheckpoint(parseNote(note).text);
    if (old > checkpoint.size) return { status: 400 };
    const keys = trusted.map(verifierOf).filter((verifier) => verifier.name === checkpoint.origin);
    if (keys.length === 0) return { status: 404 };
    try {
      verifyNote(note, keys);
    } catch {
      return { status: 403 };
    }
    const last = seen.get(checkpoint.origin);
    if (old !== (last?.size ?? 0)) return { status: 409, body: `${last?.size ?? 0}\n` };
    if (last?.size === checkpoint.size && !last.root.equals(checkpoint.root)) return { status: 409 };
    if (last && last.size > 0 && last.size < checkpoint.size && !grew(last, checkpoint, proof)) return { status: 422 };
    seen.set(checkpoint.origin, { size: checkpoint.size, root: checkpoint.root });
    const line = cosign(note);
    const end = manner === 'forging' ? line.replace(/.{6}(?==*$)/u, 'AAAAAA') : line;
    return { status: 200, body: `${end}\n— other.example/w9 AAAAAAAAAAAAAAAAAAAAAAAAAAAA\n` };
  };
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (manner === 'down') return { status: 503 };
    if (manner === 'babbling') return { status: 200, body: '\u0000 what?\n' };
    const asked = parseRequest(Buffer.concat(parts).toString('utf8'));
    return request.url === '/add-checkpoint' && asked ? judge(asked) : { status: 400 };
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body = '' } = await answer(request);
    answers.push(status);
    response.writeHead(status, { 'content-type': status === 409 ? 'text/x.tlog.size' : 'text/plain' }).end(body);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    vkey: `${name}+${keyId.toString(16).padStart(8, '0')}+${typed.toString('base64')}`,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    cosign,
    answers,
    behave: (as) => {
      manner = as;
    },
    trust: (vkey) => void trusted.push(vkey),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function cosignature(
  text: string,
  { name, keyId, privateKey }: { readonly name: string; readonly keyId: number; readonly privateKey: KeyObject },
): string {
  const seconds = BigInt(Math.floor(Date.now() / 1000));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  const signed = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey);
  return signatureLine({ name, keyId, signature: Buffer.concat([time, signed]) });
}

type Answer = { readonly status: number; readonly body?: string };
type Request = { readonly old: number; readonly proof: readonly Buffer[]; readonly note: string };

function parseRequest(body: string): Request | null {
  const end = body.indexOf('\n\n');
  const [first = '', ...proof] = body.slice(0, end).split('\n');
  const old = /^old (0|[1-9]\d*)$/u.exec(first)?.[1];
  if (end < 0 || old === undefined || proof.length > 63) return null;
  return { old: Number(old), proof: proof.map((line) => Buffer.from(line, 'base64')), note: body.slice(end + 2) };
}

const nodeOf = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

type Head = { readonly size: number; readonly root: Buffer };

/** Takes a proof apart by the recursion that makes it (RFC 6962, 2.1.2), not by the rule that the program verifies by. */
function grew(older: Head, newer: Head, proof: readonly Buffer[]): boolean {
  const rest = [...proof];
  const take = (): Buffer => rest.shift() ?? Buffer.alloc(0);
  // The proof lists what is deepest first.
  const roots = (m: number, n: number, isWhole: boolean): { readonly old: Buffer; readonly new: Buffer } => {
    if (m === n) {
      const same = isWhole ? older.root : take();
      return { old: same, new: same };
    }
    let k = 1;
    while (k * 2 < n) k *= 2;
    if (m <= k) {
      const left = roots(m, k, isWhole);
      return { old: left.old, new: nodeOf(left.new, take()) };
    }
    const right = roots(m - k, n - k, false);
    const left = take();
    return { old: nodeOf(left, right.old), new: nodeOf(left, right.new) };
  };
  const found = roots(older.size, newer.size, true);
  return rest.length === 0 && found.old.equals(older.root) && found.new.equals(newer.root);
}
