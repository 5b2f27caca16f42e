import { linkAddress } from '../content/addresses.ts';
import { type Block, blockText, type Run, runText } from '../content/nodes.ts';
import { type Found, found } from './finding.ts';

/** Which of these addresses of this site lead somewhere. */
export type LeadsSomewhere = (paths: readonly string[]) => Promise<ReadonlySet<string>>;

export type PlacedRun = { readonly run: Run; readonly start: number };

/** Every run of the text with the place where its words begin in `contentText`. */
export function placedRuns(blocks: readonly Block[]): readonly PlacedRun[] {
  const placed: PlacedRun[] = [];
  let offset = 0;
  for (const block of blocks) {
    place(block, offset, placed);
    offset += blockText(block).length + 1;
  }
  return placed;
}

function place(block: Block, start: number, placed: PlacedRun[]): number {
  const each = (blocks: readonly Block[], from: number): number => {
    let at = from;
    for (const one of blocks) at = place(one, at, placed) + 1;
    return blocks.length > 0 ? at - 1 : at;
  };
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return placeRuns(block.runs, start, placed);
    case 'list':
      return each(block.items.flat(), start);
    case 'quote':
      return each(block.blocks, start);
    case 'table': {
      let at = start;
      if (block.caption.length > 0) at = placeRuns(block.caption, at, placed) + 1;
      for (const row of [...block.head, ...block.body]) {
        for (const cell of row) at = each(cell.blocks, at) + 1;
        if (row.length === 0) at += 1;
      }
      return at - 1;
    }
    case 'rule':
      return start;
    default:
      return block satisfies never;
  }
}

function placeRuns(runs: readonly Run[], start: number, placed: PlacedRun[]): number {
  let at = start;
  for (const run of runs) {
    placed.push({ run, start: at });
    at += runText([run]).length;
  }
  return at;
}

/** Addresses of this site that lead nowhere; others by their form only: an editor's check asks no other machine. */
export async function linkFindings(blocks: readonly Block[], leads: LeadsSomewhere): Promise<readonly Found[]> {
  const links = placedRuns(blocks).flatMap(({ run, start }) =>
    run.kind === 'text' && run.href !== null ? [{ href: run.href, at: { index: start, words: run.text } }] : [],
  );
  const own = [...new Set(links.flatMap(({ href }) => (href.startsWith('/') ? [pathOf(href)] : [])))];
  const alive = own.length > 0 ? await leads(own) : new Set<string>();
  return links.flatMap(({ href, at }): readonly Found[] => {
    if (href.startsWith('/'))
      return alive.has(pathOf(href)) ? [] : [found('link-broken', 'wrong', at, { details: { href } })];
    return isPlausible(href) ? [] : [found('link-format', 'doubtful', at, { details: { href } })];
  });
}

const pathOf = (href: string): string => href.split(/[?#]/u)[0] ?? href;

function isPlausible(href: string): boolean {
  if (linkAddress(href, null) === null) return false;
  if (!/^https?:/u.test(href)) return true;
  const { hostname } = new URL(href);
  return (
    /^(?:[\p{L}\p{N}-]+\.)+(?!\d+$)[\p{L}\p{N}-]{2,}$/u.test(hostname) &&
    !/\.(?:local|example|invalid|test)$/u.test(hostname)
  );
}

/** Pictures say nothing to who cannot see them unless somebody says it. */
export const pictureFindings = (blocks: readonly Block[]): readonly Found[] =>
  placedRuns(blocks).flatMap(({ run, start }) =>
    run.kind === 'image' && run.alt.trim() === ''
      ? [found('picture-words', 'doubtful', { index: start, words: '' })]
      : [],
  );
