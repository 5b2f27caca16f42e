import { inTransaction, type Kernel } from '../../kernel/index.ts';
import { clusterOf } from '../cluster.ts';
import { decompress } from '../engine/encode.ts';
import { sitesWithContent } from '../repo/lists.ts';
import { pathsThatStand } from '../repo/pages.ts';
import { publications } from '../repo/publications.ts';
import { missingElements, missingTags } from '../rules/elements.ts';
import { innerPath, isAnswered, linksIn, type PageLink } from './addresses.ts';
import { type AskRules, askLink } from './ask.ts';
import {
  articlesAfter,
  filesThatStand,
  foreignDue,
  forgetGonePages,
  frontPages,
  noteForeign,
  type PageFault,
  pagesAt,
  putPageFaults,
} from './repo.ts';
import { linkSettings } from './settings.ts';

const SLICE = 200;
const TURN_MS = 5_000;
const DAY_MS = 86_400_000;
/** Foreign addresses of one turn, asked by so many at once; of one host never two at a time, and with a pause. */
const FOREIGN = 40;
const AT_ONCE = 4;
const PAUSE_MS = 1_000;
const EVERY_DAYS = 7;
const FAULTY_AGAIN_MS = 6 * 3_600_000;

type Page = {
  readonly path: string;
  readonly site: string;
  readonly isHome: boolean;
  readonly links: readonly PageLink[];
};

export type LinkCheck = {
  /** Looks at the links of some pages; goes on where it stopped. Answers whether it has been through all of them. */
  readonly inner: (at: Date) => Promise<boolean>;
};

/** Goes through the published pages and notes which of their links lead to pages or files of the city that are not there. */
export function openLinkCheck(kernel: Kernel): LinkCheck {
  let after = '';
  return {
    inner: async (at) => {
      const began = performance.now();
      while (performance.now() - began < TURN_MS) {
        const slice = await articlesAfter(kernel.pool, after, SLICE);
        if (slice.length > 0) await lookAtArticles(kernel, slice, at);
        const last = slice.at(-1);
        if (!last || slice.length < SLICE) {
          after = '';
          await lookAtHomes(kernel, at);
          await forgetGonePages(kernel.pool);
          return true;
        }
        after = last.ref;
      }
      return false;
    },
  };
}

async function lookAtArticles(
  kernel: Kernel,
  slice: readonly { readonly index: string; readonly path: string; readonly site: string }[],
  at: Date,
): Promise<void> {
  const found = await publications(
    kernel.published.pool,
    slice.map(({ index }) => index),
  );
  const said = new Map(found.map(({ index, content }) => [index, content]));
  const pages = slice.map(({ index, path, site }): Page => {
    const content = said.get(index);
    const html = [content?.body ?? '', ...(content?.attachments ?? []).map((file) => file.html ?? '')].join('\n');
    const files = (content?.attachments ?? []).map(({ fileId, name }) => ({
      href: `/content/files/${fileId}/${encodeURIComponent(name)}`,
      title: name,
    }));
    return { path, site, isHome: false, links: [...linksIn(html), ...files] };
  });
  await noteFaults(kernel, pages, at);
}

async function lookAtHomes(kernel: Kernel, at: Date): Promise<void> {
  for (const site of await sitesWithContent(kernel.published.pool)) {
    const pages: Page[] = [];
    for (const { path, kind, br } of await pagesAt(kernel.pool, await frontPages(kernel.pool, site))) {
      const links = kind === 'home' ? linksIn((await decompress(br)).toString('utf8')) : [];
      pages.push({ path, site, isHome: kind === 'home', links });
    }
    await noteFaults(kernel, pages, at);
  }
}

async function noteFaults(kernel: Kernel, pages: readonly Page[], at: Date): Promise<void> {
  const paths = pages.map(({ path }) => path);
  const faults = [...(await linkFaults(kernel, pages)), ...(await elementFaults(kernel, pages))];
  await inTransaction(kernel.pool, (tx) => putPageFaults(tx, paths, faults, at));
}

/** Tags and elements that the pages have to have, read on the pages as they are kept. @law 国办发〔2017〕47号 附件 */
async function elementFaults(kernel: Kernel, pages: readonly Page[]): Promise<readonly PageFault[]> {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const faults: PageFault[] = [];
  for (const { path, kind, br } of await pagesAt(kernel.pool, [...byPath.keys()])) {
    const page = byPath.get(path);
    if (!page) continue;
    const html = (await decompress(br)).toString('utf8');
    const { site, isHome } = page;
    const found = (fault: 'no-tag' | 'no-foot') => (what: string) => ({ path, site, isHome, title: '', fault, what });
    faults.push(...missingTags(html, kind).map(found('no-tag')), ...missingElements(html).map(found('no-foot')));
  }
  return faults;
}

async function linkFaults(kernel: Kernel, pages: readonly Page[]): Promise<readonly PageFault[]> {
  const hosts = await ownHosts(kernel);
  const inner = pages.flatMap(({ links, ...page }) =>
    links.flatMap(({ href, title }) => {
      const leadsTo = innerPath(href, page.path, hosts);
      return leadsTo === null ? [] : [{ ...page, href, title, leadsTo }];
    }),
  );
  const stands = await standingPaths(kernel, [...new Set(inner.map(({ leadsTo }) => leadsTo))]);
  return inner
    .filter(({ leadsTo }) => !stands(leadsTo))
    .map(({ path, site, isHome, href, title, leadsTo }): PageFault => {
      const fault = leadsTo.startsWith('/content/files/') ? 'no-file' : 'no-page';
      return { path, site, isHome, what: href.slice(0, 2000), title, fault };
    });
}

/** Names under which the city's own pages are asked for. */
export async function ownHosts(kernel: Kernel): Promise<ReadonlySet<string>> {
  const { sites } = await clusterOf(kernel);
  return new Set([new URL(kernel.publicUrl).hostname, ...sites.map(({ domain }) => domain)]);
}

/** The file that a path leads to; undefined for a page. */
export const fileOfPath = (path: string): string | undefined => FILE.exec(path)?.[1];

const FILE = /^\/content\/files\/([0-9a-f-]{36})\//u;

/** Which paths of the city lead to a page, a published file, or something the program answers itself. */
export async function standingPaths(kernel: Kernel, paths: readonly string[]): Promise<(path: string) => boolean> {
  const pages = paths.filter((path) => !FILE.test(path) && !isAnswered(path));
  // A folder is found without its slash too.
  const asked = [...new Set(pages.flatMap((path) => [path, `${path.replace(/\/$/u, '')}/`]))];
  const standing = await pathsThatStand(kernel.pool, asked);
  const files = await filesThatStand(
    kernel.published.pool,
    paths.flatMap((path) => fileOfPath(path) ?? []),
  );
  return (path) => {
    const file = fileOfPath(path);
    if (file !== undefined) return files.has(file);
    return isAnswered(path) || standing.has(path) || standing.has(`${path.replace(/\/$/u, '')}/`);
  };
}

/**
 * Asks some of the foreign addresses that are due whether they are there. When nobody at all can be reached, the fault is
 * ours, and nothing is noted.
 */
export async function checkForeign(
  kernel: Kernel,
  at: Date,
  { pauseMs = PAUSE_MS, timeoutMs = 8_000 }: { readonly pauseMs?: number; readonly timeoutMs?: number } = {},
): Promise<number> {
  const settings = await linkSettings(kernel.pool);
  if (!settings.foreign) return 0;
  const due = await foreignDue(kernel.pool, {
    since: new Date(at.getTime() - EVERY_DAYS * DAY_MS),
    faultySince: new Date(at.getTime() - FAULTY_AGAIN_MS),
    most: FOREIGN,
  });
  if (due.length === 0) return 0;
  const rules: AskRules = {
    allow: new Set(settings.allow),
    timeoutMs,
    agent: `Mingtang link check (+${kernel.publicUrl}/)`,
  };
  const hosts = [...Map.groupBy(due, (url) => (URL.canParse(url) ? new URL(url).host : ''))].map(([, urls]) => urls);
  const found: { readonly url: string; readonly fault: string | null; readonly unreachable: boolean }[] = [];
  const work = async (): Promise<void> => {
    for (let urls = hosts.shift(); urls; urls = hosts.shift()) {
      for (const [i, url] of urls.entries()) {
        if (i > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        found.push({ url, ...(await askLink(url, rules)) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (found.length > 1 && found.every(({ unreachable }) => unreachable)) return 0;
  await noteForeign(kernel.pool, found, at);
  return found.length;
}
