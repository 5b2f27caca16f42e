const V6_GROUPS = 8;
/** Whoever has one address of IPv6 has 2^64 of them: they are counted as one. */
const NETWORK_GROUPS = 4;

/** The part of a network address that is counted as one visitor: an IPv4 address, or the first half of an IPv6 address. */
export function addressGroup(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/u, '');
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/u.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : Math.max(0, V6_GROUPS - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/u, ''))
    .join(':');
}
