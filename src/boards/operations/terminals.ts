import { createHash, randomInt } from 'node:crypto';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  addDays,
  dayOf,
  hours,
  inTransaction,
  type Kernel,
  openMatter,
  Refusal,
  refuse,
  type Snapshot,
  system,
  tell,
} from '../../kernel/index.ts';
import { MOST_REPORTS, type Playlist, type Report, type TerminalKind } from '../contract.ts';
import { playlistRegister } from '../registers.ts';
import {
  heard,
  knownRefs,
  silentSince,
  type TerminalRow,
  type Told,
  takeReports,
  terminalByCode,
  terminalRow,
} from '../repo/terminals.ts';
import { SILENT_MINUTES } from '../rules/trouble.ts';
import { keyIdOf, publicKeyOf } from '../signature.ts';
import { findShown } from '../sources.ts';
import { cityRule } from '../text.ts';
import { type Acting, assertImpersonal, matterOf, seen } from './acting.ts';

const CODE_HOURS = 24;
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOKED_AT_HOURS = { from: 9, until: 17 };
/** Single reports are kept so long; their counts by day stay. */
const REPORTS_DAYS = 400;

type Terminal = { readonly snapshot: Snapshot; readonly row: TerminalRow };

/** @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function terminalById(kernel: Kernel, id: number, actor: Actor): Promise<Terminal> {
  const snapshot = await matterOf(kernel, id, 'display-terminal');
  kernel.access.check(actor, 'boards.read', { agencyId: snapshot.agencyId });
  const row = await terminalRow(kernel.pool, id);
  if (!row) throw new Error(`terminal ${id} is not registered`);
  return { snapshot, row };
}

/** Ten letters that nobody mistakes for one another; about 49 bits, for a day. */
const newCode = (): string => Array.from({ length: 10 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
const hashOf = (code: string): Buffer =>
  createHash('sha256').update(code.toUpperCase().replaceAll(/[\s-]/gu, '')).digest();
const codeUntil = (at: Date): Date => new Date(at.getTime() + CODE_HOURS * 3_600_000);

export type NewTerminal = Acting & {
  readonly agencyId: number;
  readonly name: string;
  readonly place: string;
  readonly kind: TerminalKind;
  readonly columns: number;
  readonly lines: number;
  readonly playlist: string | null;
};

/** Registers a terminal; the code by which it is enrolled is shown this once. @throws Refusal boards/no-such-playlist (422) */
export async function registerTerminal(
  kernel: Kernel,
  { actor, at, ...terminal }: NewTerminal,
): Promise<{ readonly id: number; readonly number: string; readonly code: string }> {
  kernel.access.check(actor, 'boards.screens', { agencyId: terminal.agencyId });
  await assertPlaylist(kernel, terminal.playlist, at);
  const agency = (await directoryOf(kernel)).agencyById(terminal.agencyId);
  const code = newCode();
  const { id, number } = await openMatter(kernel, {
    kind: 'display-terminal',
    act: 'register',
    title: terminal.name,
    region: agency.region,
    agencyId: agency.id,
    actor,
    at,
    facts: { terminal: terminal.kind, place: terminal.place },
    write: async (tx, matterId) => {
      await tx.client.query(
        `insert into boards.terminal (matter_id, agency_id, name, place, kind, columns, lines, playlist, enrol_hash, enrol_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          ...[matterId, agency.id, terminal.name, terminal.place, terminal.kind, terminal.columns, terminal.lines],
          ...[terminal.playlist, hashOf(code), codeUntil(at)],
        ],
      );
    },
  });
  return { id, number, code };
}

async function assertPlaylist(kernel: Kernel, key: string | null, at: Date): Promise<void> {
  if (key !== null && !(await playlistRegister.inForce(kernel.pool, key, dayOf(at))))
    throw refuse('boards/no-such-playlist', { key }, 422);
}

/** A new code for a terminal that lost its key; the old key is worth nothing from now on. */
export async function recode(kernel: Kernel, id: number, acting: Acting): Promise<string> {
  const { snapshot } = await terminalById(kernel, id, acting.actor);
  const code = newCode();
  await act(kernel, {
    matter: snapshot,
    act: 'recode',
    ...seen(acting),
    write: async (tx) => {
      await tx.client.query(
        `update boards.terminal set enrol_hash = $2, enrol_until = $3, public_key = null, key_id = null where matter_id = $1`,
        [id, hashOf(code), codeUntil(acting.at)],
      );
    },
  });
  return code;
}

/**
 * A terminal brings its code and the public half of a key that it has made itself; from now on it signs.
 *
 * @throws Refusal boards/wrong-code (404), boards/not-a-key (422)
 */
export async function enrol(kernel: Kernel, code: string, publicKey: string, at: Date): Promise<TerminalRow> {
  const spki = publicKeyOf(publicKey);
  const row = await terminalByCode(kernel.pool, hashOf(code));
  if (!row?.enrolUntil || row.enrolUntil < at) throw refuse('boards/wrong-code', {}, 404);
  const keyId = keyIdOf(spki);
  await act(kernel, {
    matter: row.id,
    act: 'enrol',
    actor: system,
    at,
    facts: { key: keyId.toString('hex') },
    write: async (tx) => {
      await tx.client.query(
        `update boards.terminal set enrol_hash = null, enrol_until = null, public_key = $2, key_id = $3, enrolled_at = $4,
                last_seen_at = $4 where matter_id = $1`,
        [row.id, spki, keyId, at],
      );
    },
  });
  return { ...row, publicKey: spki };
}

/** It is never listened to again. @throws Refusal boards/no-words (422), those of `act` */
export async function revoke(kernel: Kernel, id: number, words: string, acting: Acting): Promise<void> {
  const { snapshot } = await terminalById(kernel, id, acting.actor);
  await act(kernel, {
    matter: snapshot,
    act: 'revoke',
    ...seen(acting),
    facts: { reason: words },
    evidence: { words },
    write: async (tx) => {
      await tx.client.query(
        'update boards.terminal set revoked_at = $2, enrol_hash = null, enrol_until = null where matter_id = $1',
        [id, acting.at],
      );
    },
  });
}

/** Another playlist or another place. @throws Refusal access/forbidden (403), boards/no-such-playlist (422) */
export async function changeTerminal(
  kernel: Kernel,
  id: number,
  { name, place, playlist, columns, lines }: Omit<NewTerminal, keyof Acting | 'agencyId' | 'kind'>,
  { actor, at }: Acting,
): Promise<void> {
  const { row } = await terminalById(kernel, id, actor);
  kernel.access.check(actor, 'boards.screens', { agencyId: row.agencyId });
  await assertPlaylist(kernel, playlist, at);
  await kernel.pool.query(
    'update boards.terminal set name = $2, place = $3, playlist = $4, columns = $5, lines = $6 where matter_id = $1',
    [id, name, place, playlist, columns, lines],
  );
}

/** It is there: a terminal that was lost is found again. */
export async function heartbeat(
  kernel: Kernel,
  { id }: TerminalRow,
  told: Told,
  current: string,
  at: Date,
): Promise<void> {
  await heard(kernel.pool, id, told, current, at);
  const snapshot = await matterOf(kernel, id, 'display-terminal');
  if (snapshot.state !== 'silent') return;
  try {
    await act(kernel, { matter: snapshot, act: 'return', actor: system, at });
  } catch (error) {
    // Two messages at once: the other has found it.
    if (!(error instanceof Refusal)) throw error;
  }
}

/**
 * Takes in what a terminal has shown; from the future or too long ago is a clock that was wrong, and is not counted, nor
 * is what was never published: no words that somebody typed get in here.
 */
export async function receive(
  kernel: Kernel,
  { id }: TerminalRow,
  reports: readonly Report[],
  at: Date,
): Promise<{ readonly taken: number; readonly ignored: number }> {
  const oldest = at.getTime() - REPORTS_DAYS * 86_400_000;
  const newest = at.getTime() + 600_000;
  const believable = reports.slice(0, MOST_REPORTS).filter((report) => {
    const when = Date.parse(report.at);
    return when >= oldest && when <= newest;
  });
  const known = await knownRefs(kernel, [...new Set(believable.map(({ ref }) => ref))]);
  const counted = believable.filter(({ ref }) => known.has(ref));
  const taken = await inTransaction(kernel.pool, (tx) => takeReports(tx, id, counted, at));
  return { taken, ignored: reports.length - counted.length };
}

/** Single reports that are older than they are kept; their counts stay. */
export async function forgetReports({ pool }: Kernel, at: Date): Promise<void> {
  await pool.query(
    `delete from boards.shown where (terminal_id, id) in
       (select terminal_id, id from boards.shown where received_at < $1 order by received_at limit 20000)`,
    [addDays(dayOf(at), -REPORTS_DAYS)],
  );
}

/** Opens the alarm of terminals that have fallen silent while halls are open; answers how many. */
export async function loseSilent(kernel: Kernel, at: Date): Promise<number> {
  const hour = (at.getUTCHours() + 8) % 24;
  if (hour < LOOKED_AT_HOURS.from || hour >= LOOKED_AT_HOURS.until) return 0;
  let lost = 0;
  for (const id of await silentSince(kernel.pool, new Date(at.getTime() - SILENT_MINUTES * 60_000))) {
    const snapshot = await matterOf(kernel, id, 'display-terminal');
    const calendar = kernel.calendars.forRegion(snapshot.region);
    const today = dayOf(at);
    if (calendar.covers(Number(today.slice(0, 4))) && !calendar.isWorkday(today)) continue;
    await act(kernel, { matter: snapshot, act: 'lose', actor: system, at });
    lost += 1;
    const { rows } = await kernel.pool.query<{ personId: number }>(
      `select actor_id as "personId" from kernel.entry
        where matter_id = $1 and act in ('register', 'recode') and actor_id is not null order by seq desc limit 1`,
      [id],
    );
    for (const { personId } of rows) {
      const params = { title: snapshot.title, number: snapshot.number };
      await tell(kernel.pool, { personId, matterId: id, code: 'boards.lost', params, at });
    }
  }
  return lost;
}

/** Puts a playlist in force; whatever it names is said in public. @throws Refusal boards/not-published (404) */
export async function putPlaylist(
  kernel: Kernel,
  key: string,
  playlist: Playlist,
  { actor, at }: Acting,
): Promise<void> {
  kernel.access.check(actor, 'boards.screens', { agencyId: playlist.agencyId });
  const known = await playlistRegister.inForce(kernel.pool, key, dayOf(at));
  if (known) kernel.access.check(actor, 'boards.screens', { agencyId: known.value.agencyId });
  for (const { source } of playlist.slots) {
    if (source.kind !== 'finished' && !(await findShown(kernel, source, at)))
      throw refuse('boards/not-published', { ref: source.ref }, 404);
  }
  await inTransaction(kernel.pool, (tx) =>
    playlistRegister.put(tx, {
      ...{ key, validFrom: dayOf(at), value: playlist, source: cityRule, changedBy: actor.personId, at },
    }),
  );
}

/**
 * Interrupts every screen of an agency and of those below it with a few words, for so many hours.
 *
 * @throws Refusal boards/personal-data (422), access/forbidden (403), matter/no-such-term (422)
 */
export async function interrupt(
  kernel: Kernel,
  request: Acting & { readonly agencyId: number; readonly words: string; readonly forHours: number },
): Promise<{ readonly id: number }> {
  const { agencyId, words, forHours, actor, at } = request;
  kernel.access.check(actor, 'boards.interrupt', { agencyId });
  assertImpersonal(words);
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  return openMatter(kernel, {
    kind: 'screen-interruption',
    act: 'issue',
    title: words.slice(0, 40),
    region: agency.region,
    agencyId,
    actor,
    at,
    terms: forHours === 24 ? {} : { show: hours(forHours) },
    facts: { words, hours: forHours },
    write: async (tx, id) => {
      await tx.client.query(
        'insert into boards.interruption (matter_id, agency_id, words, until) values ($1, $2, $3, $4)',
        [...[id, agencyId, words, new Date(at.getTime() + forHours * 3_600_000)]],
      );
    },
  });
}

/** Ends it before its time. @throws Refusal those of `act` */
export async function endInterruption(kernel: Kernel, id: number, acting: Acting): Promise<void> {
  await act(kernel, {
    matter: await matterOf(kernel, id, 'screen-interruption'),
    act: 'end',
    ...seen(acting),
    write: async (tx) => {
      await tx.client.query('update boards.interruption set ended_at = $2 where matter_id = $1', [id, acting.at]);
    },
  });
}
