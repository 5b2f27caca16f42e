import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';
import { actorOf, directoryOf, roleHolders } from '../identity/index.ts';
import { type Actor, addFile, dayOf, type Kernel } from '../kernel/index.ts';
import type { Board } from './contract.ts';
import { putBoard } from './operations/boards.ts';
import { openBoardDuties } from './operations/duties.ts';
import { choose, post, print } from './operations/postings.ts';
import { putPlaylist, registerTerminal } from './operations/terminals.ts';
import { boardRegister } from './registers.ts';
import { sourcesLike } from './repo/sources.ts';
import { demoText as text } from './text.ts';

const STREET = '590902001-ZF';
const VILLAGE = '590902001001-CW';

/**
 * A few boards of one sub-district, a sheet that hangs, one that waits, a kiosk and an LED screen, each through the
 * operations that everybody uses; once.
 */
export async function seedBoardsDemo(kernel: Kernel, at: Date): Promise<void> {
  if ((await boardRegister.list(kernel.pool, dayOf(at))).length > 0) return;
  const directory = await directoryOf(kernel);
  const street = directory.agencyByKey(STREET);
  const village = directory.agencyByKey(VILLAGE);
  if (!street || !village) return;
  const liaison = await holder(kernel, street.id, 'liaison', at);
  if (!liaison) return;
  const by = { actor: liaison, at };
  const enter = (key: string, board: Board) => putBoard(kernel, { key, board, ...by }, true);
  const common = { region: street.region, agencyId: street.id, parent: null, funds: null, open: true };
  // What the model township of the sources raised, and what it bought for it.
  const funds = { raisedCents: 2_000_000, spent: [{ purpose: text.computer, cents: 1_500_000 }] };
  await enter('ZG-01', { ...common, ...text.boards.street, kind: 'government', area: 12, funds });
  await enter('ZG-02', { ...common, ...text.boards.service, kind: 'service', area: 6 });
  await enter('PS-01', {
    ...{ ...text.boards.village, kind: 'village', area: 8, region: village.region, agencyId: village.id },
    ...{ parent: 'ZG-01', funds: null, open: true },
  });
  await openBoardDuties(kernel, at);
  const published = await sourcesLike(kernel, 'publication', '', dayOf(at));
  const [first, second] = published.map(({ ref }) => ({ kind: 'publication' as const, ref }));
  if (first) await hang(kernel, first, liaison, at);
  if (second) await choose(kernel, { board: 'ZG-01', topic: 'information', paper: 'a4', sources: [second], ...by });
  const slots = [first, second, { kind: 'finished' as const, ref: 'finished' as const }].flatMap((source) =>
    source ? [{ source, seconds: 20, weekdays: [], from: null, until: null, firstDay: null, lastDay: null }] : [],
  );
  await putPlaylist(kernel, 'jiedao', { name: text.playlist, agencyId: street.id, slots }, by);
  const screen = { agencyId: street.id, columns: 24, lines: 4, playlist: 'jiedao', ...by };
  await registerTerminal(kernel, { ...screen, ...text.kiosk, kind: 'kiosk' });
  await registerTerminal(kernel, { ...screen, ...text.led, kind: 'led', columns: 16, lines: 3 });
}

async function hang(
  kernel: Kernel,
  source: { readonly kind: 'publication'; readonly ref: string },
  actor: Actor,
  at: Date,
): Promise<void> {
  const by = { actor, at };
  const { id } = await choose(kernel, { board: 'ZG-01', topic: 'information', paper: 'a3', sources: [source], ...by });
  await print(kernel, id, 1, by);
  const photo = await addFile(kernel, Readable.from([picture()]), {
    ...{ name: text.photo, maxBytes: 1_000_000, allowed: new Set(['image/png']), ownerId: actor.personId, at },
  });
  await post(kernel, id, { photo: photo.id, photoTakenAt: null, postedOn: dayOf(at), ...by });
}

async function holder(kernel: Kernel, agencyId: number, role: string, at: Date): Promise<Actor | null> {
  const holders = await roleHolders(kernel, [agencyId], dayOf(at));
  const person = holders.find((each) => each.role === role)?.personId;
  return person === undefined ? null : actorOf(kernel, person, dayOf(at));
}

const WIDTH = 480;
const HEIGHT = 320;

/** A drawing of a board with one sheet on it, in place of a photograph: the demo city has no streets to take one in. */
function picture(): Buffer {
  const rows = Buffer.alloc((WIDTH + 1) * HEIGHT, 0xb4);
  const fill = (x: number, y: number, width: number, height: number, grey: number): void => {
    for (let row = y; row < y + height; row += 1)
      rows.fill(grey, row * (WIDTH + 1) + 1 + x, row * (WIDTH + 1) + 1 + x + width);
  };
  for (let row = 0; row < HEIGHT; row += 1) rows[row * (WIDTH + 1)] = 0;
  fill(40, 30, 400, 230, 0x60);
  fill(50, 40, 380, 210, 0xd8);
  fill(180, 55, 120, 180, 0xff);
  for (let line = 0; line < 11; line += 1) fill(192, 72 + line * 14, line === 0 ? 96 : 84 - (line % 3) * 12, 4, 0x50);
  fill(70, 260, 14, 60, 0x50);
  fill(396, 260, 14, 60, 0x50);
  const chunk = (type: string, data: Buffer): Buffer => {
    const whole = Buffer.alloc(12 + data.length);
    whole.writeUInt32BE(data.length);
    whole.write(type, 4, 'latin1');
    data.copy(whole, 8);
    whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length);
    return whole;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH);
  head.writeUInt32BE(HEIGHT, 4);
  head[8] = 8;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
