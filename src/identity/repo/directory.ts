import type { Kernel } from '../../kernel/index.ts';
import type { RegionLevel } from '../rules/region-code.ts';
import type { DB } from '../tables.ts';

/** The directory is public: it is read as it is published, whoever asks. */
type Published = { 'pub.pub_agency': DB['identity.agency']; 'pub.pub_region': DB['identity.region'] };
const published = (kernel: Pick<Kernel, 'db'>) => kernel.db.withTables<Published>();

export type AgencyRow = {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
  readonly line: string | null;
  readonly uscc: string | null;
  readonly region: string;
  readonly parentId: number | null;
  readonly overseesId: number | null;
  readonly address: string | null;
  readonly phone: string | null;
};

export type RegionRow = {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly kind: string;
  readonly parent: string | null;
};

/** Every agency that is not closed, in the order in which they were entered. */
export const allAgencies = (kernel: Pick<Kernel, 'db'>): Promise<readonly AgencyRow[]> =>
  published(kernel)
    .selectFrom('pub.pub_agency')
    .select([
      'id',
      'key',
      'name',
      'short_name as shortName',
      'kind',
      'line',
      'uscc',
      'region',
      'parent_id as parentId',
      'oversees_id as overseesId',
      'address',
      'phone',
    ])
    .orderBy('id')
    .execute();

/** Every region that still exists, by code. */
export const allRegions = (kernel: Pick<Kernel, 'db'>): Promise<readonly RegionRow[]> =>
  published(kernel)
    .selectFrom('pub.pub_region')
    .select(['code', 'name', 'kind', 'parent'])
    .select((row) => row.ref('level').$castTo<RegionLevel>().as('level'))
    .orderBy('code')
    .execute();
