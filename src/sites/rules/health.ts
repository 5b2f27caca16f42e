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
  /** Whether its organ serves people from outside; the others are not asked about services. */
  readonly hasServices: boolean;
  /** What people have found of the items that no program can look at. */
  readonly judged: readonly Judgement[];
};

/** What somebody found of one item: how often each of its rules was broken; of the bonus, its points. */
export type Judgement = {
  readonly item: string;
  readonly times: readonly number[];
  readonly note: string;
  readonly at: Date;
};

export type Finding = { readonly id: string; readonly name: string; readonly points: number; readonly says: string };
export type Health = {
  readonly passed: boolean;
  /** Null where one veto ends the look. */
  readonly score: number | null;
  readonly vetoes: readonly Finding[];
  readonly deductions: readonly Finding[];
  /** Points beyond the hundred, counted where it has more than eighty. */
  readonly bonus: number;
  /** Items that a person has to judge and nobody has in the last months. */
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
  const judged = judgedNow(facts.judged, at);
  const vetoes = [...vetoesOf(facts, columns, at), ...vetoesJudged(judged)];
  const deductions = deductionsOf(facts, columns, judged);
  const lost = deductions.reduce((sum, { points }) => sum + points, 0);
  const own = scoreOf(lost, facts.hasServices);
  const bonus = own > card.bonusFrom ? Math.min(card.bonusMax, judged.get(BONUS)?.times[0] ?? 0) : 0;
  const score = vetoes.length > 0 ? null : rounded(own + bonus);
  return {
    passed: score !== null && own >= card.fail,
    score,
    vetoes,
    deductions,
    bonus,
    manual: [
      ...card.manualVeto,
      ...card.deduct.filter(({ auto, group }) => !auto && (facts.hasServices || group !== card.servicesGroup)),
    ]
      .filter(({ id }) => !judged.has(id))
      .map(({ name }) => name),
    columns,
  };
}

/** The item under which points beyond the hundred are entered. */
export const BONUS = 'B01';

const rounded = (points: number): number => Math.max(0, Math.round(points * 10) / 10);

/** Whoever offers no services is looked at by seventy-five points, which are made a hundred. */
function scoreOf(lost: number, hasServices: boolean): number {
  if (hasServices) return rounded(card.full - lost);
  const [up = 1, down = 1] = card.withoutServices.factor;
  return rounded(((card.withoutServices.full - lost) * up) / down);
}

/** The latest that was found of each item; what is older than an inspection looks back counts no more. */
function judgedNow(judged: readonly Judgement[], at: Date): ReadonlyMap<string, Judgement> {
  const rule = { n: card.judgedMonths, unit: 'months' } as const;
  const recent = judged.filter((one) => dueAt(one.at, rule).getTime() >= at.getTime());
  return new Map(recent.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map((one) => [one.item, one]));
}

const vetoesJudged = (judged: ReadonlyMap<string, Judgement>): readonly Finding[] =>
  card.manualVeto.flatMap(({ id, name, says }) => {
    const found = judged.get(id);
    return (found?.times[0] ?? 0) > 0 ? [{ id, name, points: 0, says: found?.note || says }] : [];
  });

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

type Counted = { readonly id: string; readonly times: readonly number[]; readonly says: string };

/** Points of one item: of each of its rules so many times, together no more than the item has. */
function taken({ id, times, says }: Counted): readonly Finding[] {
  const item = card.deduct.find((one) => one.id === id);
  if (!item) throw new Error(`no item ${id} in the score card`);
  const points = item.rules.reduce((sum, { points: each }, i) => sum + each * (times[i] ?? 0), 0);
  return points === 0 ? [] : [{ id, name: item.name, points: Math.min(item.max, Math.round(points * 10) / 10), says }];
}

/** What the program counts of an item, and of its other rules what a person has found. */
function together(counted: Counted | undefined, found: Judgement | undefined, id: string): Counted {
  const most = Math.max(counted?.times.length ?? 0, found?.times.length ?? 0);
  const times = Array.from({ length: most }, (_, i) => counted?.times[i] ?? found?.times[i] ?? 0);
  const isFound = found?.times.some((count, i) => count > 0 && counted?.times[i] === undefined) ?? false;
  const isCounted = counted?.times.some((count) => count > 0) ?? false;
  const says = [isCounted ? counted?.says : '', isFound ? found?.note : ''].filter(Boolean).join('；');
  return { id, times, says };
}

function deductionsOf(
  facts: SiteFacts,
  columns: readonly Judged[],
  judged: ReadonlyMap<string, Judgement>,
): readonly Finding[] {
  const counted = new Map(countedOf(facts, columns).map((one) => [one.id, one]));
  return card.deduct
    .filter(({ group }) => facts.hasServices || group !== card.servicesGroup)
    .flatMap(({ id }) => taken(together(counted.get(id), judged.get(id), id)));
}

/** What the program counts by itself. */
function countedOf(facts: SiteFacts, columns: readonly Judged[]): readonly Counted[] {
  const ofType = (type: string) => columns.filter((column) => column.type === type && column.state !== 'blank');
  const lateOf = (type: string) => ofType(type).filter(({ state }) => state === 'late');
  const names = (list: readonly Judged[]): string => list.map(({ title }) => title).join('、');
  const main: ReadonlySet<string> = new Set(['动态要闻', '政策文件', '政策解读']);
  const otherLate = columns.filter(({ type, state }) => state === 'late' && !main.has(type));
  const blank = columns.filter(({ state }) => state === 'blank');
  const byType = (id: string, type: string, more: readonly number[] = []): Counted =>
    ofType(type).length === 0
      ? { id, times: [1, 0, ...more.map(() => 0)], says: `没有“${type}”类栏目` }
      : {
          id,
          times: [0, lateOf(type).length > 0 ? 1 : 0, ...more],
          says: lateOf(type).length > 0 ? `未更新：${names(lateOf(type))}` : '政策文件与解读未相互关联',
        };
  return [
    byType('D04', '动态要闻'),
    byType('D05', '政策文件'),
    byType('D06', '政策解读', [facts.unlinked]),
    {
      id: 'D08',
      times: [otherLate.length, blank.length],
      says: [...otherLate, ...blank].map(({ title }) => title).join('、'),
    },
    { id: 'D20', times: [facts.domainIsRegular ? 0 : 1], says: '域名不规范' },
    { id: 'D21', times: [facts.missingFooter], says: `页脚缺少 ${facts.missingFooter} 项` },
    {
      id: 'D22',
      times: [facts.brokenOnHome, facts.brokenElsewhere],
      says: `打不开的链接：首页 ${facts.brokenOnHome} 个，其他页面 ${facts.brokenElsewhere} 个`,
    },
    { id: 'D24', times: [facts.missingTags], says: `缺少标签的页面 ${facts.missingTags} 个` },
  ];
}

/** Rules of an item that the program counts by itself, by their places; all others are for people. */
const COUNTED: Readonly<Record<string, number>> = { D04: 2, D05: 2, D06: 3, D08: 2, D20: 1, D21: 1, D22: 2, D24: 1 };
const MOST_TIMES = 100;

export type JudgedItem = {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  /** The largest figure that may be entered. */
  readonly most: number;
  readonly rules: readonly { readonly text: string; readonly points: number; readonly counted: boolean }[];
};

/** The items of which something is left for people to look at: vetoes, deductions, and the points beyond the hundred. */
export const judgedItems: readonly JudgedItem[] = [
  ...card.manualVeto.map(({ id, name, says }) => ({
    ...{ id, name, group: '单项否决', most: 1 },
    rules: [{ text: says, points: 0, counted: false }],
  })),
  ...card.deduct.map(({ id, name, group, rules }) => ({
    ...{ id, name, group, most: MOST_TIMES },
    rules: rules.map(({ text, points }, i) => ({ text, points, counted: i < (COUNTED[id] ?? 0) })),
  })),
  {
    ...{ id: BONUS, name: '加分指标', group: '加分', most: card.bonusMax },
    rules: [{ text: `得分超过${card.bonusFrom}分的，加分项所得分数`, points: 1, counted: false }],
  },
].filter(({ rules }) => rules.some(({ counted }) => !counted));

export const judgedItem = (id: string): JudgedItem | undefined => judgedItems.find((item) => item.id === id);
