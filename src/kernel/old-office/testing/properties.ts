const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
};

/** A set of properties (MS-OLEPS) with these texts, letters of UTF-8. */
export function properties(texts: readonly string[]): Buffer {
  const values = [
    u32(2, 65001),
    ...texts.map((text) => {
      const bytes = Buffer.from(`${text}\0`);
      return Buffer.concat([u32(0x1e, bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    }),
  ];
  const places: number[] = [];
  let at = 8 + values.length * 8;
  for (const [i, value] of values.entries()) {
    places.push(i === 0 ? 1 : i + 1, at);
    at += value.length;
  }
  return Buffer.concat([Buffer.alloc(24), u32(1), Buffer.alloc(16), u32(48, at, values.length, ...places), ...values]);
}
