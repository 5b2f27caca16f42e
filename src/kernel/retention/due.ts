import type { Actor } from '../access/actor.ts';
import { addDays, type Day, dayOf, instant } from '../day.ts';
import type { Kernel } from '../kernel.ts';
import { Refusal } from '../refusal.ts';
import { erase } from './erase.ts';
import { overFor, type RetentionRule } from './rule.ts';
import { type RuleOfKind, rulesOn } from './rules.ts';

type Ripe = { readonly id: number; readonly number: string; readonly seqs: readonly number[] | 'all' };

/** What a rule says is to be erased now. */
export type Due = RuleOfKind & {
  /** Matters whose personal data has been kept long enough, the first of them. */
  readonly matters: readonly Ripe[];
  /** Whether there may be more. */
  readonly more: boolean;
};

const PAGE = 500;

/** Everything whose time is over on a day, rule by rule. Changes nothing. */
export async function dueErasures(
  kernel: Pick<Kernel, 'pool' | 'retention'>,
  on: Day,
  most = PAGE,
): Promise<readonly Due[]> {
  const due: Due[] = [];
  for (const rule of await rulesOn(kernel, on)) {
    const matters = await ripe(kernel, rule, on, 0, most);
    due.push({ ...rule, matters, more: matters.length === most });
  }
  return due;
}

/** The next matters of a kind whose time is over, by id. */
async function ripe(
  { pool }: Pick<Kernel, 'pool'>,
  { kind, rule }: { readonly kind: string; readonly rule: RetentionRule },
  on: Day,
  after: number,
  most: number,
): Promise<readonly Ripe[]> {
  const last = overFor(rule, on);
  if (last === null) return [];
  if (rule.from === 'closed') {
    const { rows } = await pool.query<{ id: number; number: string }>(
      `select id, number from kernel.matter
        where kind = $1 and closed_at < $2 and erased_at is null and id > $3 order by id limit $4`,
      [kind, instant(addDays(last, 1)), after, most],
    );
    return rows.map((row) => ({ ...row, seqs: 'all' }));
  }
  // By whole months, so that a matter that never ends is not touched every day.
  const { rows } = await pool.query<Ripe>(
    `select m.id, m.number, array_agg(p.seq order by p.seq) as seqs
       from kernel.matter m
       join kernel.entry e on e.matter_id = m.id and e.at < $2
       join kernel.payload p on p.matter_id = e.matter_id and p.seq = e.seq
      where m.kind = $1 and m.id > $3 group by m.id order by m.id limit $4`,
    [kind, instant(firstOfMonth(last)), after, most],
  );
  return rows;
}

const firstOfMonth = (on: Day): Day => addDays(on, 1 - Number(on.slice(8)));

export type Erased = {
  readonly kind: string;
  readonly erased: number;
  /** Matters that are kept for a reason of their own, with its code. */
  readonly kept: readonly { readonly number: string; readonly code: string }[];
};

export type ErasingDue = {
  readonly actor: Actor;
  readonly at: Date;
  /** Only these, and these also where the rule waits for somebody; else whatever goes by itself. */
  readonly kinds?: readonly string[];
};

/**
 * Erases what is due. May be broken off at any moment.
 *
 * @law 个人信息保护法 第十九条, 第四十七条第一款第二项
 */
export async function eraseDue(kernel: Kernel, { kinds, ...doing }: ErasingDue): Promise<readonly Erased[]> {
  const done: Erased[] = [];
  for (const { kind, rule } of await rulesOn(kernel, dayOf(doing.at))) {
    if (kinds ? kinds.includes(kind) : rule.automatic) done.push(await eraseKind(kernel, { kind, rule }, doing));
  }
  return done;
}

async function eraseKind(kernel: Kernel, rule: RuleOfKind, doing: Omit<ErasingDue, 'kinds'>): Promise<Erased> {
  const kept: { number: string; code: string }[] = [];
  let erased = 0;
  for (let after = 0; ; ) {
    const matters = await ripe(kernel, rule, dayOf(doing.at), after, PAGE);
    for (const { id, number, seqs } of matters) {
      try {
        await erase(kernel, { ...doing, matter: id, seqs, ground: 'period-over' });
        erased += 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        kept.push({ number, code: error.code });
      }
    }
    const end = matters.at(-1);
    if (!end || matters.length < PAGE) return { kind: rule.kind, erased, kept };
    after = end.id;
  }
}
