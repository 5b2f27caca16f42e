import { directoryOf } from '../../identity/index.ts';
import {
  act,
  calendarDays,
  type Day,
  dayOf,
  type Kernel,
  openMatter,
  system,
  type Transaction,
  workingDays,
} from '../../kernel/index.ts';
import type { Board, BoardRule } from '../contract.ts';
import { boardDutyProcess } from '../process.ts';
import { boardRegister, ruleRegister } from '../registers.ts';
import type { PostingRow } from '../repo/postings.ts';
import { type Past, periodBefore, periodTitle } from '../rules/period.ts';
import { dutyTitle } from '../text.ts';
import { type Acting, matterOf, seen } from './acting.ts';

type Duty = BoardRule['duties'][number];

/**
 * Opens a matter for each board and each duty whose period is over, once; answers how many. Boards and rules that came
 * after the period owe nothing for it.
 */
export async function openBoardDuties(kernel: Kernel, at: Date): Promise<number> {
  const today = dayOf(at);
  const rules = await ruleRegister.list(kernel.pool, today);
  const owing = rules.filter(({ value }) => value.duties.length > 0);
  if (owing.length === 0) return 0;
  const boards = await boardRegister.list(kernel.pool, today);
  const { rows } = await kernel.pool.query<{ key: string; first: Day }>(
    `select key, min(valid_from) as first from kernel.register_entry where register = 'disclosure-board' group by key`,
  );
  const since = new Map(rows.map(({ key, first }) => [key, first]));
  let opened = 0;
  for (const { value: rule, validFrom } of owing) {
    for (const duty of rule.duties) {
      const period = periodBefore(duty.every, today);
      if (period.last < validFrom) continue;
      for (const { key, value: board } of boards) {
        if (!board.open || board.kind !== rule.kind || (since.get(key) ?? today) > period.last) continue;
        if (await openDuty(kernel, { duty, period, key, board }, at)) opened += 1;
      }
    }
  }
  return opened;
}

type Owing = { readonly duty: Duty; readonly period: Past; readonly key: string; readonly board: Board };

async function openDuty(kernel: Kernel, { duty, period, key, board }: Owing, at: Date): Promise<boolean> {
  const known = await kernel.pool.query('select 1 from boards.duty where rule = $1 and board = $2 and period = $3', [
    duty.key,
    key,
    period.key,
  ]);
  if (known.rowCount !== 0) return false;
  const already = await kernel.pool.query(
    `select 1 from boards.posting where board = $1 and topic = $2 and posted_on is not null
        and (period = $3 or (period is null and posted_on > $4))`,
    [key, duty.topic, period.key, period.last],
  );
  if (already.rowCount !== 0) return false;
  const { n, unit } = duty.within;
  const isVillage = (await directoryOf(kernel)).agencyById(board.agencyId).line === 'CW';
  const limit = unit === 'workday' ? workingDays(n) : calendarDays(n);
  await openMatter(kernel, {
    kind: 'board-duty',
    process: boardDutyProcess(limit, duty.law, isVillage ? 'proxy' : 'liaison'),
    act: 'open',
    title: dutyTitle(board.name, periodTitle(period.key), duty.name),
    region: board.region,
    agencyId: board.agencyId,
    actor: system,
    at,
    on: period.last,
    facts: { rule: duty.key, topic: duty.topic, board: key, period: period.key },
    write: async (tx, id) => {
      await tx.client.query(
        'insert into boards.duty (matter_id, rule, board, topic, period) values ($1, $2, $3, $4, $5)',
        [id, duty.key, key, duty.topic, period.key],
      );
    },
  });
  return true;
}

/** What was posted meets the duty of its period, or, where it names none, the oldest that its topic is owed for. */
export async function meetBoardDuty(
  kernel: Kernel,
  tx: Transaction,
  { id, board, topic, period }: Pick<PostingRow, 'id' | 'board' | 'topic' | 'period' | 'postedOn'>,
  at: Date,
): Promise<void> {
  const { rows } = await tx.client.query<{ id: number }>(
    `select d.matter_id as id from boards.duty d join kernel.matter m on m.id = d.matter_id
      where d.board = $1 and m.closed_at is null and ($2::text is null or d.period = $2)
        and d.topic = $3
      order by d.period limit 1`,
    [board, period, topic],
  );
  const [owed] = rows;
  if (!owed) return;
  await act(kernel, { matter: owed.id, act: 'meet', actor: system, at, facts: { posting: id }, within: tx });
  await tx.client.query('update boards.duty set posting_id = $2 where matter_id = $1', [owed.id, id]);
}

/** Lets a period pass, and says why. @throws Refusal boards/no-words (422), those of `act` */
export async function excuseBoardDuty(kernel: Kernel, id: number, words: string, acting: Acting): Promise<void> {
  await act(kernel, {
    matter: await matterOf(kernel, id, 'board-duty'),
    act: 'excuse',
    ...seen(acting),
    facts: { reason: words },
    evidence: { words },
  });
}
