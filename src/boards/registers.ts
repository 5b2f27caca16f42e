import { type Day, defineRegister, type Kernel } from '../kernel/index.ts';
import { Board, type BoardKind, BoardRule, Playlist } from './contract.ts';
import { USUAL_LIMITS } from './kinds.ts';
import { cityRule } from './text.ts';

/** 公开栏: every board, in force from the day it hangs. */
export const boardRegister = defineRegister<Board>('disclosure-board', (value) => Board.parse(value));
/** What holds for boards of a kind; the key is the kind. */
export const ruleRegister = defineRegister<BoardRule>('board-rule', (value) => BoardRule.parse(value));
/** 播放单 */
export const playlistRegister = defineRegister<Playlist>('screen-playlist', (value) => Playlist.parse(value));

const USUAL_RECHECK_DAYS = 180;

/** The rule for a kind of board; the usual one where the city has put none in force. */
export async function ruleFor({ pool }: Pick<Kernel, 'pool'>, kind: BoardKind, on: Day): Promise<BoardRule> {
  const entry = await ruleRegister.inForce(pool, kind, on);
  if (entry) return entry.value;
  const { postWithin, showDays, replaceWithin } = USUAL_LIMITS;
  return { kind, postWithin, showDays, replaceWithin, recheckDays: USUAL_RECHECK_DAYS, law: cityRule, duties: [] };
}
