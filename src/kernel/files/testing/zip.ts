import { crc32, deflateRawSync } from 'node:zlib';

export type ZipEntry = {
  readonly name: string;
  readonly bytes: Buffer | string;
  /** Packed already; `bytes` is then only what says how long it is. */
  readonly packed?: Buffer;
  readonly stored?: true;
  /** What its headers say instead of the truth. */
  readonly says?: { readonly size?: number; readonly name?: string };
};

export type ZipTweaks = {
  /** Bytes before the first entry, between the last and the list, and behind everything. */
  readonly before?: Buffer;
  readonly hidden?: Buffer;
  readonly after?: Buffer;
  /** The list names the first entry this many times, all of them lying in one place. */
  readonly overlaid?: number;
};

/** An archive as an office program writes it, or as somebody writes it who means harm. */
export function zip(entries: readonly ZipEntry[], tweaks: ZipTweaks = {}): Buffer {
  const parts: Buffer[] = [tweaks.before ?? Buffer.alloc(0)];
  const list: Buffer[] = [];
  let at = parts[0]?.length ?? 0;
  for (const entry of entries) {
    const { header, data, central } = written(entry, at);
    parts.push(header, data);
    list.push(central(entry.says?.name ?? entry.name, at));
    if (list.length === 1) for (let i = 1; i < (tweaks.overlaid ?? 1); i += 1) list.push(central(`word/${i}.bin`, at));
    at += header.length + data.length;
  }
  const hidden = tweaks.hidden ?? Buffer.alloc(0);
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(list.length, 8);
  end.writeUInt16LE(list.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at + hidden.length, 16);
  return Buffer.concat([...parts, hidden, directory, end, tweaks.after ?? Buffer.alloc(0)]);
}

function written(entry: ZipEntry, _at: number) {
  const bytes = Buffer.from(entry.bytes);
  const data = entry.packed ?? (entry.stored ? bytes : deflateRawSync(bytes));
  const name = Buffer.from(entry.name);
  const fields = (name: Buffer): Buffer => {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(entry.stored ? 0 : 8, 4);
    common.writeUInt16LE(0x21, 8);
    // The check sum of gigabytes takes seconds, and nobody looks at it before the limits.
    common.writeUInt32LE(entry.packed ? 0 : crc32(bytes), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(entry.says?.size ?? bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    return common;
  };
  const header = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields(name), name]);
  const central = (called: string, offset: number): Buffer => {
    const listed = Buffer.from(called);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    return Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fields(listed), more, listed]);
  };
  return { header, data, central };
}
