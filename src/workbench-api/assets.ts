import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A built file, with its compressed forms, ready to be sent. */
export type Asset = {
  readonly plain: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
  readonly type: string;
  readonly immutable: boolean;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/**
 * The workbench as built, by path below `/workbench/`. It is a few hundred kilobytes and is kept in memory; forms that
 * the build did not compress are compressed here once. Empty when nothing was built.
 */
export async function builtAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const known = new Set(files);
  const assets = new Map<string, Asset>();
  for (const file of files) {
    const type = TYPES[extname(file)];
    if (type === undefined) continue;
    const plain = await readFile(file);
    const path = file.slice(folder.length).replace(/^\/+/u, '');
    const readOr = async (ending: string, make: () => Buffer): Promise<Buffer | null> => {
      if (type.startsWith('font/') || type === 'image/png') return null;
      return known.has(file + ending) ? readFile(file + ending) : make();
    };
    assets.set(path, {
      plain,
      br: await readOr('.br', () => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })),
      gzip: await readOr('.gz', () => gzipSync(plain)),
      type,
      // Vite puts a hash of the content into every name below assets/.
      immutable: path.startsWith('assets/'),
    });
  }
  return assets;
}

/** The form of an asset that the browser can read, smallest first. */
export function encodedFor(
  asset: Asset,
  acceptEncoding: string,
): { readonly body: Buffer; readonly encoding: 'br' | 'gzip' | null } {
  const accepts = (name: string): boolean =>
    new RegExp(`(?:^|,)\\s*${name}\\s*(?:;(?!\\s*q=0(?:\\.0*)?\\s*(?:,|$))|,|$)`, 'u').test(acceptEncoding);
  if (asset.br && accepts('br')) return { body: asset.br, encoding: 'br' };
  if (asset.gzip && accepts('gzip')) return { body: asset.gzip, encoding: 'gzip' };
  return { body: asset.plain, encoding: null };
}
