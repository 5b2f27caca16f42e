import { readDocument } from './readers/read.ts';
import { detect } from './rules/detect.ts';
import { maskOf } from './rules/mask.ts';
import { type PartHit, scanPart } from './scan.ts';

const AROUND = 24;

/** What tells one find of a document from the others. */
export const placeOf = ({ part, kind, start }: Pick<PartHit, 'part' | 'kind' | 'start'>): string =>
  JSON.stringify([part, kind, start]);

export type Context = { readonly before: string; readonly after: string };

/**
 * What stands around each find, for whoever has to decide about it. Everything personal in it is masked, the neighbours
 * of the find too; nothing of it is kept.
 */
export async function contextsOf(name: string, bytes: Buffer): Promise<ReadonlyMap<string, Context>> {
  const contexts = new Map<string, Context>();
  for await (const found of readDocument(name, bytes)) {
    if ('error' in found) continue;
    const hits = detect(found.text, { isCommaSeparated: found.isCommaSeparated ?? false });
    if (hits.length === 0) continue;
    let masked = '';
    let at = 0;
    for (const { start, end, kind, text } of hits) {
      masked += found.text.slice(at, start) + maskOf(kind, text);
      at = end;
    }
    masked += found.text.slice(at);
    const told = [...scanPart(found)];
    for (const [i, { start, end }] of hits.entries()) {
      const shown = told[i];
      if (!shown) continue;
      contexts.set(placeOf(shown), {
        before: masked.slice(Math.max(0, start - AROUND), start).replace(/^[\s\S]*\n/u, ''),
        after: masked.slice(end, end + AROUND).replace(/\n[\s\S]*$/u, ''),
      });
    }
  }
  return contexts;
}
