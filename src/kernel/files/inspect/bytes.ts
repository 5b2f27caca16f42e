import type { FileHandle } from 'node:fs/promises';
import { refuse } from '../../refusal.ts';

const WINDOW = 65_536;

/** A file read from front to back, by little pieces; never more than a window of it is in memory. */
export type Bytes = {
  readonly size: number;
  readonly at: () => number;
  /** The next bytes. @throws Refusal files/broken (422) when the file ends before */
  readonly take: (length: number) => Promise<Buffer>;
  /** @throws Refusal files/broken (422) when the file ends before */
  readonly skip: (length: number) => void;
  /** Goes to the next byte of this value and past it; false at the end of the file. */
  readonly skipPast: (value: number) => Promise<boolean>;
};

export async function bytesOf(file: FileHandle): Promise<Bytes> {
  const { size } = await file.stat();
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  let at = 0;
  const fill = async (): Promise<Buffer> => {
    if (at < start || at >= start + window.length) {
      window = await readAt(file, at, WINDOW);
      start = at;
    }
    return window.subarray(at - start);
  };
  const broken = () => refuse('files/broken', {}, 422);
  return {
    size,
    at: () => at,
    take: async (length) => {
      const parts: Buffer[] = [];
      for (let left = length; left > 0; ) {
        const part = (await fill()).subarray(0, left);
        if (part.length === 0) throw broken();
        parts.push(part);
        at += part.length;
        left -= part.length;
      }
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    },
    skip: (length) => {
      at += length;
      if (at > size) throw broken();
    },
    skipPast: async (value) => {
      for (;;) {
        const here = await fill();
        if (here.length === 0) return false;
        const found = here.indexOf(value);
        at += found === -1 ? here.length : found + 1;
        if (found !== -1) return true;
      }
    },
  };
}

/** Up to so many bytes from a place on; fewer at the end of the file. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
