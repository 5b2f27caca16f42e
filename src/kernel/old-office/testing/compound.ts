/** A stream of a compound file, as old office programs keep their parts in one; or a folder, which has no bytes. */
export type Within = { readonly name: string; readonly bytes: Buffer; readonly isFolder?: true };

const SECTOR = 512;
const [END, FAT] = [0xfffffffe, 0xfffffffd];
const ENTRY = 128;

/**
 * A compound file (MS-CFB, version 3) with these streams, each in whole sectors of 512 bytes: streams under 4096 bytes
 * lie in the small stream of the root, as the format asks.
 */
export function compound(streams: readonly Within[]): Buffer {
  const sectors: Buffer[] = [];
  const chain: number[] = [];
  const put = (bytes: Buffer): number => {
    const first = sectors.length;
    for (let at = 0; at < bytes.length; at += SECTOR) {
      const sector = Buffer.alloc(SECTOR);
      bytes.copy(sector, 0, at, at + SECTOR);
      sectors.push(sector);
      chain.push(sectors.length);
    }
    if (bytes.length > 0) chain[chain.length - 1] = END;
    return bytes.length > 0 ? first : END;
  };
  const small: Buffer[] = [];
  const smallChain: number[] = [];
  const placed = streams.map(({ name, bytes, isFolder }) => {
    if (isFolder) return { name, size: 0, first: END, type: 1 };
    if (bytes.length >= 4096) return { name, size: bytes.length, first: put(bytes), type: 2 };
    const first = smallChain.length;
    for (let at = 0; at < bytes.length; at += 64) {
      const piece = Buffer.alloc(64);
      bytes.copy(piece, 0, at, at + 64);
      small.push(piece);
      smallChain.push(smallChain.length + 1);
    }
    if (bytes.length > 0) smallChain[smallChain.length - 1] = END;
    return { name, size: bytes.length, first: bytes.length > 0 ? first : END, type: 2 };
  });
  const root = { name: 'Root Entry', size: small.length * 64, first: put(Buffer.concat(small)), type: 5 };
  const table = Buffer.alloc(Math.ceil((smallChain.length * 4) / SECTOR) * SECTOR, 0xff);
  for (const [at, next] of smallChain.entries()) table.writeUInt32LE(next, at * 4);
  const smallTable = put(table);
  const entries = [root, ...placed].map(entryOf);
  const directory = put(Buffer.concat(entries));
  return Buffer.concat([header(sectors.length, directory, smallTable), ...sectors, fat(chain)]);
}

type Entry = { readonly name: string; readonly size: number; readonly first: number; readonly type: number };

function entryOf({ name, size, first, type }: Entry): Buffer {
  const entry = Buffer.alloc(ENTRY);
  entry.write(name, 'utf16le');
  entry.writeUInt16LE((name.length + 1) * 2, 64);
  entry.writeUInt8(type, 66);
  entry.writeUInt32LE(first, 116);
  entry.writeUInt32LE(size, 120);
  return entry;
}

/** Which sector follows which; the table lies in sectors of its own behind the others. */
function fat(chain: readonly number[]): Buffer {
  const own = Math.ceil(chain.length / 127);
  const table = Buffer.alloc(SECTOR * own, 0xff);
  for (const [at, next] of [...chain, ...Array.from({ length: own }, () => FAT)].entries())
    table.writeUInt32LE(next, at * 4);
  return table;
}

function header(fatAt: number, directory: number, smallTable: number): Buffer {
  const head = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head);
  head.writeUInt16LE(0x3e, 24);
  head.writeUInt16LE(3, 26);
  head.writeUInt16LE(0xfffe, 28);
  head.writeUInt16LE(9, 30);
  head.writeUInt16LE(6, 32);
  const own = Math.ceil(fatAt / 127);
  head.writeUInt32LE(own, 44);
  head.writeUInt32LE(directory, 48);
  head.writeUInt32LE(4096, 56);
  head.writeUInt32LE(smallTable, 60);
  head.writeUInt32LE(1, 64);
  head.writeUInt32LE(END, 68);
  head.fill(0xff, 76);
  for (let i = 0; i < own; i += 1) head.writeUInt32LE(fatAt + i, 76 + i * 4);
  return head;
}
