/** What a tar archive says of one member. */
export type TarMember = { readonly name: string; readonly kind: 'file' | 'folder' | 'other'; readonly bytes: number };

const BLOCK = 512;
const FILE = new Set(['0', '\0']);

/**
 * Reads a tar archive as PostgreSQL writes it (ustar), one member after the other. `take` is given the bytes of each
 * and reads all of them or none. What follows the end mark is read to its end.
 */
export async function readTar(
  source: AsyncIterable<Buffer>,
  take: (member: TarMember, content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const bytes = byteReader(source);
  for (;;) {
    const header = await bytes.exactly(BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const member = memberOf(header);
    const content = limited(bytes, member.bytes);
    await take(member, content);
    for await (const _ of content);
    await bytes.exactly((BLOCK - (member.bytes % BLOCK)) % BLOCK);
  }
  while ((await bytes.some(BLOCK * 128)) !== null);
}

function memberOf(header: Buffer): TarMember {
  const text = (from: number, length: number): string => {
    const field = header.subarray(from, from + length);
    const end = field.indexOf(0);
    return field.toString('utf8', 0, end < 0 ? length : end);
  };
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (Number.parseInt(text(148, 8), 8) !== sum) throw new Error('not a tar header');
  const prefix = text(345, 155);
  const type = String.fromCharCode(header[156] ?? 0);
  return {
    name: (prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`).replace(/\/$/u, ''),
    kind: type === '5' ? 'folder' : FILE.has(type) ? 'file' : 'other',
    bytes: type === '5' ? 0 : sizeOf(header.subarray(124, 136)),
  };
}

/** Octal, or binary with the highest bit set when it does not fit. */
function sizeOf(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) === 0) return Number.parseInt(field.toString('latin1'), 8);
  return field.subarray(1).reduce((size, byte) => size * 256 + byte, 0);
}

type ByteReader = {
  readonly exactly: (count: number) => Promise<Buffer>;
  /** Some bytes, at most so many; null at the end. */
  readonly some: (most: number) => Promise<Buffer | null>;
};

function byteReader(source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const some = async (most: number): Promise<Buffer | null> => {
    while (held.length === 0) {
      const next = await chunks.next();
      if (next.done) return null;
      held = next.value;
    }
    const piece = held.subarray(0, most);
    held = held.subarray(piece.length);
    return piece;
  };
  const exactly = async (count: number): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for (let left = count; left > 0; ) {
      const piece = await some(left);
      if (piece === null) throw new Error('the archive ends too early');
      pieces.push(piece);
      left -= piece.length;
    }
    return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces, count);
  };
  return { exactly, some };
}

async function* limited(bytes: ByteReader, count: number): AsyncGenerator<Buffer> {
  for (let left = count; left > 0; ) {
    const piece = await bytes.some(left);
    if (piece === null) throw new Error('the archive ends too early');
    left -= piece.length;
    yield piece;
  }
}
