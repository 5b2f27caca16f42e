import { connect } from 'node:net';

/**
 * Asks for one address over so many connections that stay open, one request after the other on each. A client of its own
 * because a full one would cost more than what is measured: it counts the bytes of answers whose size it has learnt.
 */
export async function rawLoad(
  port: number,
  path: string,
  {
    seconds,
    connections = 16,
    accept = 'br',
  }: { readonly seconds: number; readonly connections?: number; readonly accept?: string },
): Promise<{ readonly perSecond: number; readonly bytes: number }> {
  const asked = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${accept === '' ? '' : `Accept-Encoding: ${accept}\r\n`}\r\n`;
  let answers = 0;
  let bytes = 0;
  const until = performance.now() + seconds * 1000;
  const began = performance.now();
  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(asked));
      socket.setNoDelay(true);
      const read = answerReader();
      socket.on('data', (chunk) => {
        const done = read(chunk);
        if (done === null) return;
        bytes = done;
        answers += 1;
        if (performance.now() < until) socket.write(asked);
        else socket.end();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve());
    });
  await Promise.all(Array.from({ length: connections }, ask));
  return { perSecond: answers / ((performance.now() - began) / 1000), bytes };
}

/** Puts the pieces of answers together; answers the size of a body when one is whole, else null. */
function answerReader(): (chunk: Buffer) => number | null {
  let size = 0;
  let got = 0;
  let length = 0;
  let head = '';
  return (chunk) => {
    got += chunk.length;
    if (size === 0) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return null;
      if (!head.startsWith('HTTP/1.1 200')) throw new Error(head.slice(0, 200));
      length = Number(/content-length: (\d+)/iu.exec(head)?.[1] ?? 0);
      size = end + 4 + length;
    }
    if (got < size) return null;
    got -= size;
    size = 0;
    head = '';
    return length;
  };
}
