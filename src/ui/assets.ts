import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../kernel/package-root.ts';

/** A file that pages link to; its address changes with its content, so it can be kept by browsers for ever. */
export type Asset = { readonly href: string; readonly type: string; readonly body: Buffer };
export type PublicAssets = { readonly css: Asset; readonly js: Asset; readonly icon: Asset };

function asset(file: string, name: string, ending: string, type: string): Asset {
  const body = readFileSync(join(packageRoot, 'src/ui', file));
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { href: `/assets/${name}.${hash}.${ending}`, type, body };
}

let read: PublicAssets | undefined;

/** The style sheet, the script and the icon of the public pages. Serve each at its `href`, immutable, with its `type`. */
export function publicAssets(): PublicAssets {
  read ??= {
    css: asset('public.css', 'public', 'css', 'text/css; charset=utf-8'),
    js: asset('browser/public.js', 'public', 'js', 'text/javascript; charset=utf-8'),
    icon: asset('icon.svg', 'icon', 'svg', 'image/svg+xml'),
  };
  return read;
}
