import { createHash } from 'node:crypto';
import { directoryOf } from '../identity/index.ts';
import { dayOf, type Kernel } from '../kernel/index.ts';
import type { Manifest, Shown, Slot, SourceRef } from './contract.ts';
import { playlistRegister } from './registers.ts';
import { sourcesLike } from './repo/sources.ts';
import { interruptionFor, type TerminalRow } from './repo/terminals.ts';
import { findShown } from './sources.ts';

/** A kiosk offers the newest of the city besides what its playlist names; it has them also while the network is away. */
const NEWEST_ON_KIOSK = 30;
const ITEMS_ON_KIOSK = 30;
const IDLE_SECONDS = 60;
const HEARTBEAT_SECONDS = 60;

/**
 * What a terminal shows: its playlist and the texts in it, read as a visitor reads them. What was withdrawn meanwhile is
 * not in it any more, whatever the playlist says.
 */
export async function manifestFor(kernel: Kernel, terminal: TerminalRow, at: Date): Promise<Manifest> {
  const playlist =
    terminal.playlist === null ? null : await playlistRegister.inForce(kernel.pool, terminal.playlist, dayOf(at));
  const slots = playlist?.value.slots ?? [];
  const newest = terminal.kind === 'kiosk' ? await sourcesLike(kernel, 'publication', '', dayOf(at)) : [];
  const wanted = new Map<string, SourceRef>();
  for (const { source } of slots) if (source.kind !== 'finished') wanted.set(source.ref, source);
  const items = terminal.kind === 'kiosk' ? await sourcesLike(kernel, 'service-item', '', dayOf(at)) : [];
  const more = [...newest.slice(0, NEWEST_ON_KIOSK), ...items.slice(0, ITEMS_ON_KIOSK)];
  for (const { kind, ref } of more) if (!wanted.has(ref)) wanted.set(ref, { kind, ref });
  const found = await shownNow(kernel, [...wanted.values()], at);
  const articles = found.flatMap(({ source: { kind }, shown }) => (shown ? [{ ...shown, kind }] : []));
  const shown = new Set(articles.map(({ ref }) => ref));
  const content = {
    name: terminal.name,
    place: terminal.place,
    kind: terminal.kind,
    columns: terminal.columns,
    lines: terminal.lines,
    idleSeconds: IDLE_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    slots: slots
      .filter(({ source }) => source.kind === 'finished' || shown.has(source.ref))
      .map(({ source, ...slot }: Slot) => ({ ...slot, ref: source.ref })),
    articles,
    finished: await finishedLately(kernel),
    interruption: await interruption(kernel, terminal, at),
  };
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 24);
  return { version, ...content };
}

/** Texts of versions do not change, so each is read once; which version stands is asked each time, in one question. */
const read = new WeakMap<Kernel['pool'], Map<string, Shown>>();
const READ_AT_MOST = 500;

async function shownNow(kernel: Kernel, sources: readonly SourceRef[], at: Date) {
  const { rows } = await kernel.published.pool.query<{ ref: string; version: number }>(
    `select index_number as ref, version from pub.pub_publication
      where index_number = any($1) and not withdrawn and validity = 'in-force'`,
    [sources.flatMap(({ kind, ref }) => (kind === 'publication' ? [ref] : []))],
  );
  const standing = new Map(rows.map(({ ref, version }) => [ref, version]));
  const known = read.get(kernel.pool) ?? new Map<string, Shown>();
  read.set(kernel.pool, known);
  return Promise.all(
    sources.map(async (source) => {
      if (source.kind !== 'publication') return { source, shown: await findShown(kernel, source, at) };
      const name = `${source.ref} ${standing.get(source.ref) ?? 0}`;
      const shown = standing.has(source.ref) ? (known.get(name) ?? (await findShown(kernel, source, at))) : null;
      if (shown && known.size < READ_AT_MOST) known.set(name, shown);
      else if (shown) known.clear();
      return { source, shown };
    }),
  );
}

async function finishedLately({ published }: Kernel): Promise<Manifest['finished']> {
  const { rows } = await published.pool.query<{ number: string; title: string; on: string }>(
    'select number, title, finished_on::text as on from pub.pub_board order by place',
  );
  return rows;
}

async function interruption(kernel: Kernel, { agencyId }: TerminalRow, at: Date): Promise<Manifest['interruption']> {
  const directory = await directoryOf(kernel);
  const above = directory.agencies.filter(({ id }) => directory.agenciesBelow(id).has(agencyId)).map(({ id }) => id);
  const found = await interruptionFor(kernel.pool, [...new Set([agencyId, ...above])], at);
  return found && { words: found.words, until: found.until.toISOString() };
}
