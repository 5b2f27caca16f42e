/**
 * `npm run bench -- receipt`: how long the verifier takes in Chromium for a case of nine entries in a log of a million,
 * each time in a fresh page, for people verify once. The fastest counts: what else the machine does is not the page's.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Receipt } from '../src/proof/receipt/shapes.ts';
import { report } from './support/server.ts';

const LIMIT_MS = 50;
const LEVELS = 20;
const ROUNDS = 9;
const folder = join(import.meta.dirname, '../src/proof');
const verifier = readFileSync(join(folder, 'verifier/verify-receipt.mjs'));
const golden = JSON.parse(readFileSync(join(folder, 'verifier/fixtures/golden.json'), 'utf8')) as Receipt;

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** The golden receipt as it would be in a log of 2^20 entries, its own far apart from each other. */
function inLargeLog(): { readonly text: string; readonly key: string } {
  const placeOf = (i: number): number => i * 100_003 + 17;
  const leaves = Array.from({ length: 2 ** LEVELS }, (_, i) => sha256(Buffer.from(`leaf ${i}`)));
  for (const [i, { body }] of golden.entries.entries())
    leaves[placeOf(i)] = sha256(Buffer.of(0), sha256(Buffer.from(body)));
  const levels = [leaves];
  for (let below = leaves; below.length > 1; below = levels.at(-1) ?? []) {
    const above: Buffer[] = [];
    for (let i = 0; i < below.length; i += 2) above.push(sha256(Buffer.of(1), at(below, i), at(below, i + 1)));
    levels.push(above);
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const typed = Buffer.concat([Buffer.of(1), publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)]);
  const id = sha256(Buffer.from(`${golden.origin}\n`), typed).subarray(0, 4);
  const key = `${golden.origin}+${id.toString('hex')}+${typed.toString('base64')}`;
  const text = `${golden.origin}\n${2 ** LEVELS}\n${at(levels[LEVELS] ?? [], 0).toString('base64')}\n`;
  const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64');
  const entries = golden.entries.map(({ body }, i) => {
    const index = placeOf(i);
    const proof = levels
      .slice(0, LEVELS)
      .map((level, k) => at(level, Math.floor(index / 2 ** k) ^ 1).toString('base64'));
    return { body, index, proof };
  });
  const receipt: Receipt = { ...golden, vkey: key, entries, checkpoint: `${text}\n— ${golden.origin} ${signature}\n` };
  return { text: JSON.stringify(receipt), key };
}

function at(list: readonly Buffer[], i: number): Buffer {
  const found = list[i];
  if (!found) throw new Error(`no node ${i}`);
  return found;
}

const { text, key } = inLargeLog();

/** In a fresh page each time, as somebody opens it. */
async function inBrowser(): Promise<number> {
  const server = createServer((request, response) => {
    const isScript = request.url?.endsWith('.mjs');
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? verifier : '<!doctype html><title>receipt</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await browser.newPage();
      await page.goto(origin);
      const answer: unknown = await page.evaluate(`(async () => {
        const { verifyReceipt } = await import('/verify-receipt.mjs');
        const began = performance.now();
        const { ok } = await verifyReceipt(${JSON.stringify(text)}, { keys: [${JSON.stringify(key)}] });
        return ok ? performance.now() - began : -1;
      })()`);
      if (typeof answer !== 'number' || answer < 0) throw new Error('the receipt does not verify in the browser');
      took.push(answer);
      await page.close();
    }
    const sorted = took.toSorted((a, b) => a - b);
    console.log(`in ${ROUNDS} fresh pages: ${sorted.map((ms) => ms.toFixed(1)).join(', ')} ms`);
    return sorted[0] ?? 0;
  } finally {
    await browser.close();
    server.close();
  }
}

console.log(`receipt: ${Math.round(text.length / 1024)} KB, ${golden.entries.length} entries, log of ${2 ** LEVELS}`);
report('receipt in the browser', await inBrowser(), LIMIT_MS, 'ms', true);
