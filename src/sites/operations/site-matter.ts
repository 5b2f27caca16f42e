import { type Kernel, openMatter, system } from '../../kernel/index.ts';
import { siteOf } from '../cluster.ts';
import { matterOfSite } from '../repo/site-matters.ts';

const known = new WeakMap<object, Map<string, number>>();
const opening = new Map<string, Promise<number>>();

/** The matter in whose ledger stands what was published on a site; opened when the site publishes its first page. */
export async function siteMatter(kernel: Kernel, site: string, at: Date): Promise<number> {
  const ids = known.get(kernel.pool) ?? new Map<string, number>();
  known.set(kernel.pool, ids);
  const kept = ids.get(site);
  if (kept !== undefined) return kept;
  const under = opening.get(site) ?? openOnce(kernel, site, at).finally(() => opening.delete(site));
  opening.set(site, under);
  const id = await under;
  ids.set(site, id);
  return id;
}

async function openOnce(kernel: Kernel, site: string, at: Date): Promise<number> {
  const client = await kernel.pool.connect();
  try {
    // Two copies that publish the first page of a site open one matter.
    await client.query(`select pg_advisory_lock(5909, hashtext('site:' || $1))`, [site]);
    const found = await matterOfSite(client, site);
    if (found !== null) return found;
    const { name, agencyId, region } = await siteOf(kernel, site);
    const { id } = await openMatter(kernel, {
      kind: 'website',
      act: 'establish',
      title: name,
      agencyId,
      region,
      actor: system,
      at,
      facts: { site },
      write: async (tx, matterId) =>
        void (await tx.client.query('insert into sites.website (site, matter_id) values ($1, $2)', [site, matterId])),
    });
    return id;
  } finally {
    await client.query(`select pg_advisory_unlock(5909, hashtext('site:' || $1))`, [site]).catch(() => undefined);
    client.release();
  }
}
