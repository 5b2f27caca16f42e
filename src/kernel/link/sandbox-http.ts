import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 500_000;

/** Sends what a sandbox tells; answers the status. */
export async function overHttp(url: string, body: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST_BYTES) throw new Error('too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
