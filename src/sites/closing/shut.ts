import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kernel } from '../../kernel/index.ts';
import { type Shut, shutSites } from './repo.ts';

/** How long another copy of the program may have shut or opened a site before this one notices. */
const LOOK_MS = 2_000;
type Known = { readonly shut: readonly Shut[]; readonly readAt: number };
const known = new WeakMap<object, Known>();
const reading = new WeakMap<object, Promise<readonly Shut[]>>();

type Asked = Pick<Kernel, 'published' | 'now'>;

/** Call after a change. */
export const forgetShut = ({ published }: Pick<Kernel, 'published'>): void => void known.delete(published.pool);

async function read({ published, now }: Asked): Promise<readonly Shut[]> {
  const under = reading.get(published.pool) ?? shutSites(published.pool, now());
  reading.set(published.pool, under);
  try {
    const shut = await under;
    known.set(published.pool, { shut, readAt: performance.now() });
    return shut;
  } finally {
    reading.delete(published.pool);
  }
}

const siteIn = (path: string): string | null => /^\/site\/([^/]+)/u.exec(path)?.[1] ?? null;

const isOn = ({ fromAt, untilAt }: Shut, now: Date): boolean => fromAt <= now && now < untilAt;

/** Whether a page may be sent without asking: nothing of its site can be shut. */
export function isOpenAtHand(kernel: Asked, path: string): boolean {
  const site = siteIn(path);
  if (site === null) return true;
  const found = known.get(kernel.published.pool);
  if (!found || performance.now() - found.readAt >= LOOK_MS) return false;
  return !found.shut.some((shut) => shut.site === site && isOn(shut, kernel.now()));
}

/** Why a page is not shown now, or null. Where the database is away, what was known last holds. */
export async function shutFor(kernel: Asked, path: string): Promise<Shut | null> {
  const site = siteIn(path);
  if (site === null) return null;
  const found = known.get(kernel.published.pool);
  const isFresh = found !== undefined && performance.now() - found.readAt < LOOK_MS;
  const shut = isFresh ? found.shut : await read(kernel).catch(() => found?.shut ?? []);
  return shut.find((one) => one.site === site && isOn(one, kernel.now())) ?? null;
}

/**
 * Marks in the data folder which sites are shut now, one empty file for each: a web server that sends pages from their
 * files asks the program for these instead.
 */
export async function markShut(kernel: Pick<Kernel, 'published' | 'now' | 'dataDir'>): Promise<void> {
  const folder = join(kernel.dataDir, 'closed-sites');
  const now = kernel.now();
  const shut = new Set(
    (await shutSites(kernel.published.pool, now)).filter((one) => isOn(one, now)).map(({ site }) => site),
  );
  const marked: readonly string[] = await readdir(folder).catch(() => []);
  for (const site of marked) if (!shut.has(site)) await rm(join(folder, site), { force: true });
  if (shut.size > 0) await mkdir(folder, { recursive: true });
  for (const site of shut) if (!marked.includes(site)) await writeFile(join(folder, site), '');
}
