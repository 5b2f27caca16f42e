import { dayOf, type Kernel, tell } from '../../kernel/index.ts';
import type { Slot } from '../contract.ts';
import { playlistRegister } from '../registers.ts';
import {
  closeTroubles,
  type HeardTerminal,
  heardTerminals,
  noteTrouble,
  openTroubles,
  type TerminalRow,
} from '../repo/terminals.ts';
import { type Trouble, troublesOf } from '../rules/trouble.ts';
import { troubleTitles } from '../text.ts';

/** Longest of the slots that a terminal shows all day; what is on at some hours only cannot be missed by the clock alone. */
function longestSlot(slots: readonly Slot[]): number | null {
  const always = slots.filter(
    ({ weekdays, from, until, firstDay, lastDay }) =>
      weekdays.length === 0 && from === null && until === null && firstDay === null && lastDay === null,
  );
  return always.length === 0 ? null : Math.max(...slots.map(({ seconds }) => seconds));
}

/** What is wrong with terminals now. A kiosk shows what visitors open: it plays nothing by itself. */
export async function troublesNow(
  kernel: Kernel,
  terminals: readonly (TerminalRow & { readonly state: string })[],
  at: Date,
): Promise<ReadonlyMap<number, ReturnType<typeof troublesOf>>> {
  const playlists = new Map(
    (await playlistRegister.list(kernel.pool, dayOf(at))).map(({ key, value }) => [key, value]),
  );
  return new Map(
    terminals.map((terminal) => {
      const slots = terminal.kind === 'kiosk' ? [] : (playlists.get(terminal.playlist ?? '')?.slots ?? []);
      return [terminal.id, troublesOf({ ...terminal, longestSlot: longestSlot(slots) }, at)];
    }),
  );
}

/**
 * Notes what began and what is over with each terminal; whoever looks after one is told of what is new. Silence has its own
 * alarm and clock. Answers how many troubles are new.
 */
export async function noteTroubles(kernel: Kernel, at: Date): Promise<number> {
  const terminals = await heardTerminals(kernel.pool);
  const now = await troublesNow(kernel, terminals, at);
  const open = await openTroubles(kernel.pool);
  let found = 0;
  for (const terminal of terminals) {
    const wrong = now.get(terminal.id) ?? [];
    const over = (open.get(terminal.id) ?? []).filter((kind) => !wrong.some((one) => one.kind === kind));
    if (over.length > 0) await closeTroubles(kernel.pool, terminal.id, over, at);
    for (const { kind, since } of wrong) {
      if (!(await noteTrouble(kernel.pool, { terminal: terminal.id, kind, since, at }))) continue;
      found += 1;
      if (kind !== 'silent') await tellKeeper(kernel, terminal, kind, at);
    }
  }
  return found;
}

async function tellKeeper(
  { pool }: Kernel,
  { id, name, number }: HeardTerminal,
  kind: Trouble,
  at: Date,
): Promise<void> {
  const { rows } = await pool.query<{ personId: number }>(
    `select actor_id as "personId" from kernel.entry
      where matter_id = $1 and act in ('register', 'recode') and actor_id is not null order by seq desc limit 1`,
    [id],
  );
  for (const { personId } of rows) {
    const params = { title: name, number, trouble: troubleTitles[kind] };
    await tell(pool, { personId, matterId: id, code: 'boards.trouble', params, at });
  }
}
