import { catalogueEntries, catalogueMismatches } from '../../disclosure/index.ts';
import { dayOf } from '../../kernel/index.ts';
import type { Looking } from './looking.ts';

/**
 * What stands in public against the catalogue, and the catalogue as visitors have it against the one that is kept.
 *
 * @law 政府信息公开条例 第十二条
 */
export async function lookAtCatalogue({ kernel, at, found }: Looking): Promise<void> {
  for (const { index, title, agencyId, code } of await catalogueMismatches(kernel, at)) {
    found({ code, channel: 'catalogue', place: index, index, title, agencyId, shown: null, stored: null });
  }
  const inside = new Map((await catalogueEntries(kernel, dayOf(at))).map(({ key, name }) => [key, name]));
  const { rows } = await kernel.published.pool.query<{ key: string; name: string }>(
    `select distinct on (key) key, value->>'name' as name from pub.pub_register_entry
      where register = 'catalogue-node' and valid_from <= $1 and (valid_to is null or valid_to >= $1)
      order by key, version desc`,
    [dayOf(at)],
  );
  const outside = new Map(rows.map(({ key, name }) => [key, name]));
  const of = { channel: 'catalogue' as const, index: null, agencyId: null };
  for (const [key, name] of inside) {
    if (outside.get(key) === name) continue;
    found({ ...of, code: 'entry-only-inside', place: key, title: name, shown: outside.get(key) ?? null, stored: name });
  }
  for (const [key, name] of outside) {
    if (!inside.has(key))
      found({ ...of, code: 'entry-only-outside', place: key, title: name, shown: name, stored: null });
  }
}
