import type { UpdateRule } from '../contract.ts';
import card from '../data/score-card.json' with { type: 'json' };

/** What is known of one column at the moment of a look. */
export type ColumnFacts = {
  readonly key: string;
  readonly title: string;
  readonly type: string;
  readonly count: number;
  /** When something was published in it last; null for an empty column. */
  readonly latestAt: Date | null;
  readonly rule: UpdateRule | null;
};

export type SiteFacts = {
  readonly columns: readonly ColumnFacts[];
  /** When the front page showed something new last. */
  readonly homeAt: Date | null;
  /** Published files that were not what they should be and have not been restored. */
  readonly openAlarms: number;
  /** Articles that bear a date earlier than the ledger has them, without having been imported. */
  readonly backdated: number;
  readonly brokenOnHome: number;
  readonly brokenElsewhere: number;
  /** Documents and interpretations that do not lead to each other. */
  readonly unlinked: number;
  readonly missingTags: number;
  readonly missingFooter: number;
  readonly domainIsRegular: boolean;
};

export type Finding = { readonly id: string; readonly name: string; readonly points: number; readonly says: string };
export type Health = {
  readonly passed: boolean;
  /** Null where one veto ends the look. */
  readonly score: number | null;
  readonly vetoes: readonly Finding[];
  readonly deductions: readonly Finding[];
  /** Items that a person has to judge. */
  readonly manual: readonly string[];
  readonly columns: readonly (ColumnFacts & { readonly state: ColumnState; readonly dueAt: Date | null })[];
};

/** blank: nothing in it; late: beyond its rule; soon: within a week of it. */
export type ColumnState = 'blank' | 'late' | 'soon' | 'fresh' | 'free';

const DAY_MS = 86_400_000;
const SOON_MS = 7 * DAY_MS;

/** The last instant at which an update is in time; months end on the same day of the month, or on its last. */
export function dueAt(latest: Date, { n, unit }: Pick<UpdateRule, 'n' | 'unit'>): Date {
  if (unit === 'days') return new Date(latest.getTime() + n * DAY_MS);
  const due = new Date(latest);
  due.setUTCDate(1);
  due.setUTCMonth(due.getUTCMonth() + n);
  const last = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + 1, 0)).getUTCDate();
  due.setUTCDate(Math.min(latest.getUTCDate(), last));
  return due;
}

export function stateOf(column: ColumnFacts, at: Date): ColumnState {
  if (column.count === 0 || column.latestAt === null) return 'blank';
  if (column.rule === null) return 'free';
  const left = dueAt(column.latestAt, column.rule).getTime() - at.getTime();
  return left < 0 ? 'late' : left < SOON_MS ? 'soon' : 'fresh';
}

/**
 * One look at a site by the score card: any veto ends it; else points are taken from a hundred, from each item no more than
 * it has. Whether a column is blank counts only where the site shows it.
 *
 * @law 国办秘函〔2019〕19号 检查指标
 */
export function healthOf(facts: SiteFacts, at: Date): Health {
  const columns = facts.columns.map((column) => ({
    ...column,
    state: stateOf(column, at),
    dueAt: column.latestAt && column.rule ? dueAt(column.latestAt, column.rule) : null,
  }));
  const vetoes = vetoesOf(facts, columns, at);
  const deductions = deductionsOf(facts, columns);
  const lost = deductions.reduce((sum, { points }) => sum + points, 0);
  const score = vetoes.length > 0 ? null : Math.max(0, Math.round((card.full - lost) * 10) / 10);
  return {
    passed: score !== null && score >= card.fail,
    score,
    vetoes,
    deductions,
    manual: [
      ...card.manualVeto.map(({ name }) => name),
      ...card.deduct.filter(({ auto }) => !auto).map(({ name }) => name),
    ],
    columns,
  };
}

type Judged = Health['columns'][number];

function vetoesOf(facts: SiteFacts, columns: readonly Judged[], at: Date): readonly Finding[] {
  const found: Finding[] = [];
  for (const { id, name, rule } of card.veto) {
    const say = (says: string): void => void found.push({ id, name, points: 0, says });
    if (rule.openTamperAlarms !== undefined) {
      if (facts.openAlarms >= rule.openTamperAlarms) say(`未处置的网页篡改 ${facts.openAlarms} 处`);
      if (facts.backdated > 0) say(`发稿日期早于账本记录 ${facts.backdated} 条`);
    }
    if (
      rule.days !== undefined &&
      (facts.homeAt === null || at.getTime() - facts.homeAt.getTime() > rule.days * DAY_MS)
    )
      say(`首页 ${rule.days} 天内没有更新`);
    if (rule.newsAndNotices !== undefined) staleColumns(columns, rule, say);
  }
  return found;
}

function staleColumns(
  columns: readonly Judged[],
  rule: { readonly newsAndNotices?: number; readonly longOverdue?: number; readonly blank?: number },
  say: (says: string) => void,
): void {
  const late = columns.filter(({ state }) => state === 'late');
  const counted = late.filter(({ rule: own }) => own?.class === 'news' || own?.class === 'notices');
  const other = late.length - counted.length;
  const blank = columns.filter(({ state }) => state === 'blank').length;
  if (counted.length >= (rule.newsAndNotices ?? Infinity))
    say(`动态、要闻、通知公告、政策文件类栏目未更新 ${counted.length} 个`);
  if (other >= (rule.longOverdue ?? Infinity)) say(`应更新而长期未更新的栏目 ${other} 个`);
  if (blank >= (rule.blank ?? Infinity)) say(`空白栏目 ${blank} 个`);
}

/** Points of one item: of each of its rules so many times, together no more than the item has. */
function taken(id: string, times: readonly number[], says: string): readonly Finding[] {
  const item = card.deduct.find((one) => one.id === id);
  if (!item) throw new Error(`no item ${id} in the score card`);
  const points = item.rules.reduce((sum, { points: each }, i) => sum + each * (times[i] ?? 0), 0);
  return points === 0 ? [] : [{ id, name: item.name, points: Math.min(item.max, Math.round(points * 10) / 10), says }];
}

function deductionsOf(facts: SiteFacts, columns: readonly Judged[]): readonly Finding[] {
  const ofType = (type: string) => columns.filter((column) => column.type === type && column.state !== 'blank');
  const lateOf = (type: string) => ofType(type).filter(({ state }) => state === 'late');
  const names = (list: readonly Judged[]): string => list.map(({ title }) => title).join('、');
  const main: ReadonlySet<string> = new Set(['动态要闻', '政策文件', '政策解读']);
  const otherLate = columns.filter(({ type, state }) => state === 'late' && !main.has(type));
  const blank = columns.filter(({ state }) => state === 'blank');
  const byType = (id: string, type: string, more: readonly number[] = []): readonly Finding[] =>
    ofType(type).length === 0
      ? taken(id, [1], `没有“${type}”类栏目`)
      : taken(
          id,
          [0, lateOf(type).length > 0 ? 1 : 0, ...more],
          lateOf(type).length > 0 ? `未更新：${names(lateOf(type))}` : '政策文件与解读未相互关联',
        );
  return [
    ...byType('D04', '动态要闻'),
    ...byType('D05', '政策文件'),
    ...byType('D06', '政策解读', [facts.unlinked]),
    ...taken('D08', [otherLate.length, blank.length], [...otherLate, ...blank].map(({ title }) => title).join('、')),
    ...taken('D20', [facts.domainIsRegular ? 0 : 1], '域名不规范'),
    ...taken('D21', [facts.missingFooter], `页脚缺少 ${facts.missingFooter} 项`),
    ...taken(
      'D22',
      [facts.brokenOnHome, facts.brokenElsewhere],
      `打不开的链接：首页 ${facts.brokenOnHome} 个，其他页面 ${facts.brokenElsewhere} 个`,
    ),
    ...taken('D24', [facts.missingTags], `缺少标签的页面 ${facts.missingTags} 个`),
  ];
}
