import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Mapping } from '../mapping.ts';

let serial = 0;

/** An empty folder with the pages of a site that is to move in, and its mapping; each has an address of its own. */
export function oldSite(host: string, columns: object) {
  serial += 1;
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  const mapping = Mapping.parse({
    site: `旧网站${serial}`,
    base: `http://${host}${serial}.gov.cn/`,
    agency: '590900-SC',
    usual: { node: 'ML.3.13.04', genre: 'announcement' },
    columns,
  });
  return {
    folder,
    mapping,
    put: (path: string, bytes: string | Uint8Array): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    },
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
