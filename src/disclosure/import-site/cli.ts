import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Kernel, Refusal, refuse } from '../../kernel/index.ts';
import { personalDataNames } from '../../screening/index.ts';
import { importSite } from './import-site.ts';
import { Mapping } from './mapping.ts';
import { placeTitle } from './place-title.ts';
import type { ImportReport } from './report.ts';
import { folderSource } from './sources.ts';
import { importText as text } from './text.ts';
import { usualMapping } from './usual-mapping.ts';
import { sitemapSource } from './web-source.ts';

/** `mingtang import-site DIR|SITEMAP [--mapping FILE]`. */
export async function importSiteCommand(
  kernel: Kernel,
  argv: readonly string[],
  log: (line: string) => void,
): Promise<{
  readonly human: string;
  readonly json: ImportReport & { readonly mapping: Assumed | null };
  readonly exitCode: number;
}> {
  const { place, mappingFile } = options(argv);
  const mapping = mappingFile === undefined ? await usualMapping(kernel, place) : await mappingFrom(mappingFile);
  const source = /^https?:\/\//u.test(place) ? sitemapSource(place) : folderSource(place, mapping.base);
  const report = await importSite(kernel, source, mapping, (pages) => log(text.progress(pages)));
  const { site, base, agency, usual } = mapping;
  const assumed = mappingFile === undefined ? { site, base, agency, usual } : null;
  const lines = [
    text.report({ ...report, same: report.same.length }),
    ...(assumed ? [text.assumed(site, base, agency, usual.node)] : []),
    ...report.holds.map(({ address, kinds, places }) =>
      text.heldLine(address, kinds.map(nameOf).join('、'), places.map(placeTitle)),
    ),
    ...report.skips.map(({ address, reason }) => text.skippedLine(address, reason)),
    ...report.files.flatMap(({ address, left }) =>
      left.map(({ name, code }) => text.leftLine(address, name, text.left[code] ?? text.leftOtherwise)),
    ),
    ...report.aside.flatMap(({ address, names }) => names.map((name) => text.asideLine(address, name))),
    ...report.same.map(({ address, first }) => text.sameLine(address, first)),
    ...report.inferred.map((address) => text.inferredLine(address)),
    ...report.unread.map(({ address, places }) => text.unreadLine(address, places.map(placeTitle))),
  ];
  return { human: lines.join('\n'), json: { ...report, mapping: assumed }, exitCode: 0 };
}

const names: Readonly<Record<string, string>> = personalDataNames;
const nameOf = (kind: string): string => names[kind] ?? kind;

/** What was assumed where no mapping was given. */
type Assumed = Pick<Mapping, 'site' | 'base' | 'agency' | 'usual'>;

function options(argv: readonly string[]): { readonly place: string; readonly mappingFile: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { mapping: { type: 'string' } },
      allowPositionals: true,
    });
    const [place, ...more] = positionals;
    if (place !== undefined && more.length === 0) return { place, mappingFile: values.mapping };
  } catch {
    // The same sentence says how it is written.
  }
  throw refuse('disclosure/no-mapping', {}, 422);
}

async function mappingFrom(file: string): Promise<Mapping> {
  try {
    const parsed = Mapping.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (parsed.success) return parsed.data;
    const faults = parsed.error.issues.map(({ path }) => path.join('.') || '.').join('、');
    throw refuse('disclosure/bad-mapping', { faults }, 422);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refuse('disclosure/bad-mapping', { faults: file }, 422);
  }
}
