import { z } from 'zod';

/** How a fee is counted: an agency chooses one of both for a request, never both. */
export type FeeMethod = 'items' | 'pages';

const FEN = 100;

/**
 * One band of a table: what each piece costs, in yuan, up to and with `upTo`; the last band has no end. With `every` and
 * `step` the rate rises by `step` after every so many pieces of the band.
 */
const Band = z.strictObject({
  upTo: z.int().min(1).nullable(),
  yuan: z.int().min(0).max(100_000),
  every: z.int().min(1).optional(),
  step: z.int().min(0).max(100_000).optional(),
});
type Band = z.output<typeof Band>;

const Bands = z
  .array(Band)
  .min(1)
  .max(50)
  .refine(
    (bands) =>
      bands.every(
        ({ upTo }, i) =>
          (upTo === null) === (i === bands.length - 1) && (upTo === null || upTo > (bands[i - 1]?.upTo ?? 0)),
      ),
    'the bands follow each other, and the last one alone has no end',
  )
  .refine((bands) => bands.every(({ every, step }) => (every === undefined) === (step === undefined)), 'every and step')
  // More is never cheaper: whoever enters a table wrongly is stopped here.
  .refine(
    (bands) => bands.every((band, i) => i === 0 || band.yuan >= lastRate(bands[i - 1], bands[i - 2]?.upTo ?? 0)),
    'no rate is below the one before',
  );

const lastRate = (band: Band | undefined, from: number): number =>
  !band || band.upTo === null ? (band?.yuan ?? 0) : rateIn(band, from, band.upTo);

const rateIn = ({ yuan, every, step }: Band, from: number, k: number): number =>
  yuan + (every === undefined ? 0 : (step ?? 0) * Math.floor((k - from - 1) / every));

/** 收费标准: both tables of the national measures, as they stand from a day. */
export const FeeTable = z.strictObject({
  items: z.strictObject({ law: z.string().min(1), bands: Bands }),
  pages: z.strictObject({ law: z.string().min(1), bands: Bands }),
});
export type FeeTable = z.output<typeof FeeTable>;

/** What the k-th piece costs, in yuan: the k-th request of one applicant in a calendar month, or the k-th page. */
export function rateOf(bands: readonly Band[], k: number): number {
  let from = 0;
  for (const band of bands) {
    if (band.upTo === null || k <= band.upTo) return rateIn(band, from, k);
    from = band.upTo;
  }
  return 0;
}

/** What n pieces cost together, in yuan. */
export function sumOf(bands: readonly Band[], n: number): number {
  let sum = 0;
  for (let k = 1; k <= n; k++) sum += rateOf(bands, k);
  return sum;
}

/**
 * What is owed for one request, in fen.
 *
 * @param before by items: how many items of the same applicant in the same calendar month came before; by pages nothing
 * @law 政府信息公开信息处理费管理办法 第三条至第五条
 */
export const feeFen = (table: FeeTable, method: FeeMethod, quantity: number, before: number): number =>
  FEN *
  (method === 'pages'
    ? sumOf(table.pages.bands, quantity)
    : sumOf(table.items.bands, before + quantity) - sumOf(table.items.bands, before));

/** In what form pages can be charged for. */
export const PAGE_WAYS: ReadonlySet<string> = new Set(['post', 'pickup', 'email', 'web', 'fax']);
