import { directoryOf, regionIsWithin } from '../../identity/index.ts';
import { type Actor, dayOf, inTransaction, type Kernel, type RegisterEntry, refuse } from '../../kernel/index.ts';
import type { Board, BoardRule } from '../contract.ts';
import { boardRegister, ruleRegister } from '../registers.ts';
import { cityRule } from '../text.ts';

type Entered = { readonly key: string; readonly board: Board; readonly actor: Actor; readonly at: Date };

/**
 * Enters a board, or changes what is known of it from today on. Who looks after it is a post, never a name; the board
 * of the township that guides it stands above.
 *
 * @throws Refusal access/forbidden (403), boards/board-exists, boards/no-such-board, boards/no-such-parent (422),
 *   boards/region-of-other-agency, boards/funds-overspent (422), boards/has-postings
 */
export async function putBoard(kernel: Kernel, { key, board, actor, at }: Entered, isNew: boolean): Promise<void> {
  kernel.access.check(actor, 'boards.keep', { agencyId: board.agencyId });
  const today = dayOf(at);
  const known = await boardRegister.inForce(kernel.pool, key, today);
  if (isNew && known) throw refuse('boards/board-exists', { key });
  if (!isNew && !known) throw refuse('boards/no-such-board', { key }, 404);
  if (known) kernel.access.check(actor, 'boards.keep', { agencyId: known.value.agencyId });
  const directory = await directoryOf(kernel);
  const agency = directory.agencyById(board.agencyId);
  directory.regionByCode(board.region);
  if (!regionIsWithin(board.region, agency.region)) throw refuse('boards/region-of-other-agency', {}, 422);
  if (board.parent !== null) await assertParent(kernel, key, board.parent, board.region, at);
  const spent = (board.funds?.spent ?? []).reduce((sum, { cents }) => sum + cents, 0);
  if (board.funds && spent > board.funds.raisedCents) throw refuse('boards/funds-overspent', {}, 422);
  if (!board.open && (await hangingOn(kernel, key)) > 0) throw refuse('boards/has-postings', { key });
  await inTransaction(kernel.pool, (tx) =>
    boardRegister.put(tx, { key, validFrom: today, value: board, source: cityRule, changedBy: actor.personId, at }),
  );
}

async function assertParent(kernel: Kernel, key: string, parent: string, region: string, at: Date): Promise<void> {
  const above = await boardRegister.inForce(kernel.pool, parent, dayOf(at));
  if (!above || parent === key || !regionIsWithin(region, above.value.region) || above.value.region === region)
    throw refuse('boards/no-such-parent', { parent }, 422);
}

async function hangingOn({ pool }: Kernel, board: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    'select count(*)::int as n from boards.posting where board = $1 and ended_on is null',
    [board],
  );
  return rows[0]?.n ?? 0;
}

/** @throws Refusal boards/no-such-board (404) also for one that was closed */
export async function openBoard(kernel: Kernel, key: string, at: Date): Promise<RegisterEntry<Board>> {
  const entry = await boardRegister.inForce(kernel.pool, key, dayOf(at));
  if (!entry?.value.open) throw refuse('boards/no-such-board', { key }, 404);
  return entry;
}

/**
 * Puts a rule for a kind of board in force from today on; what hangs already keeps the limits it was posted under. One
 * rule holds for the whole city, so only the city's own office sets it.
 *
 * @throws Refusal access/forbidden (403)
 */
export async function putRule(kernel: Kernel, rule: BoardRule, actor: Actor, at: Date): Promise<void> {
  const city = (await directoryOf(kernel)).cityGovernment();
  kernel.access.check(actor, 'boards.rule', { agencyId: city.id });
  await inTransaction(kernel.pool, (tx) =>
    ruleRegister.put(tx, {
      key: rule.kind,
      validFrom: dayOf(at),
      value: rule,
      source: rule.law,
      changedBy: actor.personId,
      at,
    }),
  );
}
