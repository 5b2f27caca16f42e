import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip, type InputType } from 'node:zlib';

const br = promisify(brotliCompress) as (body: InputType, options: object) => Promise<Buffer>;
const unbr = promisify(brotliDecompress);
const gz = promisify(gzip) as (body: InputType, options: object) => Promise<Buffer>;

/** Quality 5 compresses a page in half a millisecond and within a tenth of the best, which takes forty times as long. */
const QUALITY = 5;

export const sha256 = (body: Buffer): Buffer => createHash('sha256').update(body).digest();

export const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export const compress = (body: Buffer): Promise<Buffer> =>
  br(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });

export const decompress = (body: Buffer): Promise<Buffer> => unbr(body);

export const zip = (body: Buffer): Promise<Buffer> => gz(body, { level: 6 });
