import { directoryOf } from '../../identity/index.ts';
import { addDays, type Day, day, dayOf, type Kernel } from '../../kernel/index.ts';
import { catalogueOn, organOf, standsAt } from '../catalogue.ts';
import { type GuideStanding, guidesOn, keepsGuide, standingOfGuide } from '../guide.ts';
import { guideText } from '../guide-text.ts';
import { type CatalogueNode, leavesOf, owes, reaches } from '../rules/catalogue.ts';
import { dueSoon, type Gap, gapOf, type Standing } from '../rules/gaps.ts';
import { goodUntil } from '../rules/guide.ts';

/** An entry that an organ owes, and how it stands. */
export type GapRow = {
  readonly agencyId: number;
  readonly agency: string;
  readonly node: string;
  readonly name: string;
  readonly basis: string;
  /** Named by the law itself. */
  readonly byLaw: boolean;
  readonly timeClass: CatalogueNode['timeClass'];
  readonly count: number;
  readonly last: Day | null;
  readonly gap: Gap;
};

/** An entry whose next publication is due in a few weeks. */
type SoonRow = Pick<GapRow, 'agencyId' | 'agency' | 'node' | 'name' | 'timeClass' | 'last'> & {
  readonly dueOn: Day;
};
/** So many days before it is a gap, what has to be told anew is shown. */
const SOON_DAYS = 30;

export type GapReport = {
  readonly rows: readonly GapRow[];
  /** The nearest first. */
  readonly soon: readonly SoonRow[];
  /** How many entries are owed in all, so that what is filled is a share of something. */
  readonly owed: number;
};

/**
 * What the law or the city's own catalogue asks these organs for and nobody has published, or not for too long.
 *
 * @law 政府信息公开条例 第十九条至第二十二条
 */
export async function gapReport(
  kernel: Pick<Kernel, 'pool' | 'db'>,
  agencyIds: readonly number[],
  at: Date,
): Promise<GapReport> {
  const today = dayOf(at);
  const [nodes, directory] = await Promise.all([catalogueOn(kernel, today), directoryOf(kernel)]);
  const leaves = leavesOf(nodes);
  const [standing, guides] = await Promise.all([standingOf(kernel, agencyIds), guidesOn(kernel.pool, today)]);
  const rows: GapRow[] = [];
  const soon: SoonRow[] = [];
  let owed = 0;
  for (const agencyId of agencyIds) {
    const agency = directory.agencyById(agencyId);
    if (!keepsGuide(agency)) continue;
    const organ = await organOf(kernel, agencyId);
    owed += 1;
    const lacking = guideGap(standingOfGuide(guides.get(agency.key) ?? null, agency, today));
    if (lacking) rows.push({ agencyId, agency: agency.name, ...lacking });
    for (const node of leaves) {
      // What stands under the guide is told by the guide.
      if (!owes(organ, node) || node.parent === GUIDE_NODE) continue;
      owed += 1;
      const stands = standing.get(`${agencyId} ${node.key}`) ?? { count: 0, last: null };
      soon.push(...soonRow(agency, node, stands, today));
      const gap = gapOf(node, stands, today);
      if (!gap) continue;
      const { law, article } = node.basis;
      const basis = article === null ? law : `${law} ${article}`;
      const { key, name, source, timeClass } = node;
      const byLaw = source === 'statute';
      rows.push({ agencyId, agency: agency.name, node: key, name, basis, byLaw, timeClass, ...stands, gap });
    }
  }
  return { rows, owed, soon: soon.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)) };
}

function soonRow(
  { id, name: agency }: { readonly id: number; readonly name: string },
  node: CatalogueNode,
  stands: Standing,
  today: Day,
): readonly SoonRow[] {
  const dueOn = dueSoon(node, stands, today, SOON_DAYS);
  if (dueOn === null) return [];
  const { key, name, timeClass } = node;
  return [{ agencyId: id, agency, node: key, name, timeClass, last: stands.last, dueOn }];
}

/** Where the catalogue has the guide; its elements stand below. */
const GUIDE_NODE = 'ML.1';

function guideGap({ state, reasons, entry }: GuideStanding): Omit<GapRow, 'agencyId' | 'agency'> | null {
  if (state === 'good') return null;
  const last = entry?.validFrom ?? null;
  const since = last !== null && reasons.includes('old') ? addDays(goodUntil(last), 1) : null;
  return {
    node: GUIDE_NODE,
    name: guideText.title,
    basis: guideText.law,
    byLaw: true,
    timeClass: 'long-term',
    count: entry === null ? 0 : 1,
    last,
    gap: { kind: state === 'missing' ? 'nothing' : 'stale', since },
  };
}

/** Organs that owe an entry and have published nothing under it: names, in the order of the directory. */
export async function unfilledBy(kernel: Kernel, node: CatalogueNode): Promise<readonly string[]> {
  const directory = await directoryOf(kernel);
  const { rows } = await kernel.pool.query<{ agency: number }>(
    'select distinct agency_id as agency from disclosure.published where node = $1 and not withdrawn',
    [node.key],
  );
  const filled = new Set(rows.map(({ agency }) => agency));
  const missing: string[] = [];
  for (const agency of directory.agencies) {
    if (!keepsGuide(agency) || filled.has(agency.id)) continue;
    if (owes(await organOf(kernel, agency.id), node)) missing.push(agency.shortName);
  }
  return missing;
}

async function standingOf({ pool }: Pick<Kernel, 'pool'>, agencyIds: readonly number[]) {
  const { rows } = await pool.query<{ agency: number; node: string; count: number; last: string }>(
    `select agency_id as agency, node, count(*)::int as count,
            to_char(max(changed_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as last
       from disclosure.published where agency_id = any($1) and not withdrawn group by agency_id, node`,
    [agencyIds],
  );
  return new Map(rows.map(({ agency, node, count, last }) => [`${agency} ${node}`, { count, last: day(last) }]));
}

/** Something that is one thing in the catalogue and another elsewhere. */
export type Mismatch = {
  readonly index: string;
  readonly title: string;
  readonly agencyId: number | null;
  readonly code: MismatchCode;
};
export type MismatchCode =
  /** The entry it stands under is not in the catalogue, or no longer. */
  | 'no-entry'
  /** It stands under a heading, not an entry. */
  | 'under-heading'
  /** The entry is not one of such an organ's level. */
  | 'other-level'
  /** What lists say of it is not what the record says. */
  | 'list-differs'
  /** The record is there and no list has it, or the other way round. */
  | 'only-one';

/**
 * Compares what stands in public with the catalogue and with the records, and names what differs.
 */
export async function consistency(kernel: Pick<Kernel, 'pool' | 'db'>, at: Date): Promise<readonly Mismatch[]> {
  const nodes = await catalogueOn(kernel, dayOf(at));
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const leaves = new Set(leavesOf(nodes).map(({ key }) => key));
  const { rows } = await kernel.pool.query<Compared>(
    `select coalesce(p.index_number, r.key) as index, coalesce(p.title, r.title) as title, p.node,
            coalesce(p.agency_id, r.agency_id) as "agencyId",
            p.index_number is null or r.key is null as alone,
            (p.version, p.title, p.validity, p.withdrawn, p.node) is distinct from
              (r.version, r.title, r.validity, r.withdrawn, r.content->>'node') as differs
       from disclosure.published p
       full join (select * from kernel.record where kind = 'publication' and replaced_at is null) r on r.key = p.index_number
      order by 1`,
  );
  const found: Mismatch[] = [];
  for (const row of rows) {
    const code = await mismatchOf(kernel, row, byKey, leaves);
    if (code) found.push({ index: row.index, title: row.title, agencyId: row.agencyId, code });
  }
  return found;
}

type Compared = {
  readonly index: string;
  readonly title: string;
  readonly node: string | null;
  readonly agencyId: number | null;
  readonly alone: boolean;
  readonly differs: boolean;
};

async function mismatchOf(
  kernel: Pick<Kernel, 'pool' | 'db'>,
  { node: key, agencyId, alone, differs }: Compared,
  byKey: ReadonlyMap<string, CatalogueNode>,
  leaves: ReadonlySet<string>,
): Promise<MismatchCode | null> {
  if (alone || key === null || agencyId === null) return 'only-one';
  if (differs) return 'list-differs';
  const node = byKey.get(key);
  if (!node) return 'no-entry';
  if (!leaves.has(key)) return 'under-heading';
  const organ = await organOf(kernel, agencyId);
  return reaches(node, organ) && standsAt(node, organ) ? null : 'other-level';
}
