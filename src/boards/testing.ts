import { crc32, deflateSync } from 'node:zlib';
import type { Board } from './contract.ts';

/** A picture that any program opens: one grey pixel, with a note of the camera in it that has to go. */
export const pngWithNotes = (): Buffer => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const whole = Buffer.alloc(12 + data.length);
    whole.writeUInt32BE(data.length);
    whole.write(type, 4, 'latin1');
    data.copy(whole, 8);
    whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length);
    return whole;
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from('Author\0somebody with a name')),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

export const board = (agencyId: number, over: Partial<Board> = {}): Board => ({
  name: '泽宫街道政务公开栏',
  place: '街道便民服务中心门前',
  region: '590902001',
  agencyId,
  kind: 'government',
  area: 12,
  maintainer: '政务公开联络员',
  parent: null,
  funds: null,
  open: true,
  ...over,
});
