import { tokensOf } from '../../kernel/index.ts';

/** Minimal hashes in bands: texts that share three in a row of any band are candidates. */
const BANDS = 20;
const ROWS = 3;
const PRIME = 0x1fffffffffffffn; // largest whole number that a double holds
const MASK = 0xffffffffn;

/** From this share of common pairs two requests are shown as alike. */
export const ALIKE = 0.5;

/** Words every request has: they say nothing about what is asked for. */
const EMPTY = /申请公开|信息公开|请求公开|相关信息|有关信息|政府信息|复印件|请提供|申请|公开|关于|的/gu;

/** The pairs of characters and words of a text, without what every request says. */
export const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(tokensOf(text.replaceAll(EMPTY, ' ')).map((token) => token.text));

/** Share of what two texts have in common: 0 nothing, 1 the same pairs. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return common / (a.size + b.size - common);
}

/** What is asked for: how it is called, and its description. */
export type Asked = { readonly subject: string; readonly wanted: string };

/** A name of fewer pairs says too little by itself: “检查记录” is asked for of everything. */
const TELLING = 6;

const whole = ({ subject, wanted }: Asked): string => `${subject} ${wanted}`;

/**
 * How alike two requests are. People who want the same call it the same and describe it each in his own way, so that the
 * name alone may decide, a little less surely.
 */
export function likenessOf(a: Asked, b: Asked): number {
  const all = likeness(pairsOf(whole(a)), pairsOf(whole(b)));
  const [nameA, nameB] = [pairsOf(a.subject), pairsOf(b.subject)];
  if (Math.min(nameA.size, nameB.size) < TELLING) return all;
  return Math.max(all, 0.95 * likeness(nameA, nameB));
}

/** The marks of a request: those of all it says, and those of its name. */
export const marksOfRequest = (asked: Asked): readonly string[] => [
  ...new Set([...marksOf(whole(asked)), ...marksOf(asked.subject)]),
];

/**
 * Marks by which alike texts are found without comparing with every one: of two texts of which half is common, nine of
 * ten pairs share a mark; of two that share a tenth, two in a hundred.
 */
export function marksOf(text: string): readonly string[] {
  const pairs = [...pairsOf(text)].map(hash32);
  if (pairs.length === 0) return [];
  const marks: string[] = [];
  for (let band = 0; band < BANDS; band++) {
    let mark = BigInt(band + 1);
    for (let row = 0; row < ROWS; row++) {
      const seed = Math.imul(band * ROWS + row + 1, 0x9e3779b1) >>> 0;
      let least = 0xffffffff;
      for (const pair of pairs) {
        const mixed = mix(pair ^ seed);
        if (mixed < least) least = mixed;
      }
      mark = (mark * 0x100000001b3n + (BigInt(least) & MASK)) % PRIME;
    }
    marks.push(mark.toString());
  }
  return marks;
}

function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Spreads every bit over all: one family of hashes from one number and a seed. */
function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
