import { dayOf } from '../../../kernel/index.ts';
import { linkAddress } from '../content/addresses.ts';
import { type Block, blockText, type Run, runText } from '../content/nodes.ts';
import { type FindingCode, type Found, found, type Severity } from './finding.ts';

/** Where a link leads; `newest` is what to link instead. As the register of pages tells it. */
export type LinkFate = {
  readonly fate:
    | 'stands'
    | 'no-page'
    | 'no-file'
    | 'withdrawn'
    | 'abolished'
    | 'lapsed'
    | 'moved'
    | 'foreign-dead'
    | 'foreign';
  readonly title?: string;
  readonly newest?: { readonly path: string; readonly title: string } | null;
  readonly fault?: string;
  readonly checkedAt?: Date;
};

/** Tells where links lead, without asking another machine. */
export type LeadsWhere = (hrefs: readonly string[]) => Promise<ReadonlyMap<string, LinkFate>>;

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

/**
 * Links that lead nowhere, to what was withdrawn or is no longer in force, or to a page of others that did not answer when
 * the routine asked it; addresses nobody knows are judged by their form.
 */
export async function linkFindings(blocks: readonly Block[], leads: LeadsWhere): Promise<readonly Found[]> {
  const links = placedRuns(blocks).flatMap(({ run, start }) =>
    run.kind === 'text' && run.href !== null ? [{ href: run.href, at: { index: start, words: run.text } }] : [],
  );
  const asked = [...new Set(links.flatMap(({ href }) => (/^(?:\/|https?:)/iu.test(href) ? [href] : [])))];
  const fates = asked.length > 0 ? await leads(asked) : new Map<string, LinkFate>();
  return links.flatMap(({ href, at }): readonly Found[] => {
    const known = fates.get(href) ?? { fate: 'foreign' };
    if (known.fate === 'foreign' && !isPlausible(href))
      return [found('link-format', 'doubtful', at, { details: { href }, link: { newest: null } })];
    const fault = FAULTS[known.fate];
    if (fault === undefined) return [];
    const newest = known.newest ?? null;
    const details = {
      href,
      title: known.title ?? newest?.title ?? '',
      fault: known.fault ?? '',
      on: known.checkedAt ? dayOf(known.checkedAt) : '',
    };
    return [found(fault.code, fault.severity, at, { details, link: { newest } })];
  });
}

const FAULTS: Readonly<Partial<Record<LinkFate['fate'], { readonly code: FindingCode; readonly severity: Severity }>>> =
  {
    'no-page': { code: 'link-broken', severity: 'wrong' },
    'no-file': { code: 'link-no-file', severity: 'wrong' },
    withdrawn: { code: 'link-withdrawn', severity: 'wrong' },
    abolished: { code: 'link-abolished', severity: 'doubtful' },
    lapsed: { code: 'link-lapsed', severity: 'doubtful' },
    moved: { code: 'link-moved', severity: 'doubtful' },
    'foreign-dead': { code: 'link-dead', severity: 'doubtful' },
  };

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
