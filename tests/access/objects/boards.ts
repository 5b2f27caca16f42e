import { Readable } from 'node:stream';
import { seedBoards } from '../../../src/boards/index.ts';
import { putBoard } from '../../../src/boards/operations/boards.ts';
import { noteGiven, noteRun, plan, settleMaterial } from '../../../src/boards/operations/campaigns.ts';
import { noteCheck } from '../../../src/boards/operations/checks.ts';
import { openBoardDuties } from '../../../src/boards/operations/duties.ts';
import { choose, post, print } from '../../../src/boards/operations/postings.ts';
import { notePrint } from '../../../src/boards/operations/prints.ts';
import { interrupt, putPlaylist, receive, registerTerminal } from '../../../src/boards/operations/terminals.ts';
import { terminalRow } from '../../../src/boards/repo/terminals.ts';
import { board } from '../../../src/boards/testing.ts';
import type { People } from '../../../src/disclosure/testing.ts';
import { addFile, day, dayOf } from '../../../src/kernel/index.ts';
import { PNG } from '../draft.ts';
import { agencyAt, type Seen, type Setting, seen } from './setting.ts';

/** Accounts of a village, as they wait for somebody to look at them. */
export const accounts = {
  period: '2026-Q1',
  openingCents: 0,
  income: [{ item: '集体经营收入', cents: 500_000, note: '' }],
  expense: [{ item: '道路维护', cents: 200_000, note: '' }],
  closingCents: 300_000,
  supervision: '监督委员会审核无异议',
  supervisedOn: day('2026-04-10'),
};
const always = { weekdays: [], from: null, until: null, firstDay: null, lastDay: null };
export const playlistOf = (agencyId: number, ref: string) => ({
  name: '大厅播放单',
  agencyId,
  slots: [{ source: { kind: 'publication' as const, ref }, seconds: 20, ...always }],
});

/** Boards of the agency with sheets in every state, something handed out, and screens. */
export async function prepareBoards(setting: Setting, who: People, published: string) {
  const { kernel, owner, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const office = { actor: who.officer, at };
  const by = { actor: who.drafter, at };
  await seedBoards(kernel, at);
  const own = board(agencyId, { region: '590902' });
  await putBoard(kernel, { key: 'SC-1', board: own, ...office }, true);
  await putBoard(kernel, { key: 'SC-2', board: { ...own, name: '居务公开栏', kind: 'village' }, ...office }, true);
  // A board that was there before the period owes for it.
  await owner.query(`update kernel.register_entry set valid_from = '2025-01-01' where register = 'disclosure-board'`);
  await openBoardDuties(kernel, at);
  const duty = await owner.query<{ id: string }>(
    `select matter_id as id from boards.duty where board = 'SC-1' limit 1`,
  );
  const source = { kind: 'publication', ref: published } as const;
  const sheet = { board: 'SC-1', topic: 'information', paper: 'a4', sources: [source], ...by } as const;
  const chosen = async (): Promise<number> => (await choose(kernel, sheet)).id;
  const printed = async (): Promise<number> => {
    const id = await chosen();
    await print(kernel, id, 1, by);
    return id;
  };
  const hung = await printed();
  const photo = await addFile(kernel, Readable.from([Buffer.from(PNG)]), {
    name: '现场照片.png',
    maxBytes: 100_000,
    allowed: new Set(['image/png']),
    ownerId: who.drafter.personId,
    at,
  });
  await post(kernel, hung, { photo: photo.id, photoTakenAt: null, postedOn: dayOf(at), ...by });
  const other = await addFile(kernel, Readable.from([Buffer.from(PNG)]), {
    name: '检查照片.png',
    maxBytes: 100_000,
    allowed: new Set(['image/png']),
    ownerId: who.drafter.personId,
    at,
  });
  const looked = { board: 'SC-1', list: 'norm', item: 'SQ.4', state: 'met', note: '门厅左侧', on: dayOf(at) } as const;
  const check = await noteCheck(kernel, { ...looked, photo: other.id, photoTakenAt: null, ...by });
  const copies = {
    title: '消费提示宣传单',
    kind: 'leaflet',
    copies: 3_000,
    on: dayOf(at),
    evidence: '印制单7号',
  } as const;
  await notePrint(kernel, { agencyId, ...copies, replaces: null, ...by });
  const review = { board: 'SC-2', topic: 'finance', paper: 'a4', accounts, ...by } as const;
  return {
    boards: {
      agencyId,
      check,
      source,
      duty: await seen(setting, Number(duty.rows[0]?.id)),
      chosen: await seen(setting, await chosen()),
      printed: await seen(setting, await printed()),
      hung: await seen(setting, hung),
      review: await seen(setting, (await choose(kernel, review)).id),
      ...(await prepareCampaigns(setting, who, source)),
      ...(await prepareScreens(setting, who, published)),
    },
  };
}

/** One that is planned, and one that is under way. */
async function prepareCampaigns(
  setting: Setting,
  who: People,
  source: { readonly kind: 'publication'; readonly ref: string },
): Promise<Readonly<Record<'planned' | 'campaign', Seen>>> {
  const { kernel, at } = setting;
  const by = { actor: who.drafter, at };
  const agencyId = await agencyAt(setting, 'o');
  const words = { title: '食品安全宣传月', audience: '食品经营者', plan: '进店发放明白卡', until: day('2026-06-30') };
  const { id } = await plan(kernel, { agencyId, ...words, ...by });
  const { id: planned } = await plan(kernel, { agencyId, ...words, ...by });
  await settleMaterial(kernel, id, [source], by);
  const on = dayOf(at);
  await noteRun(kernel, id, { form: 'card', copies: 100, on, note: '' }, by);
  await noteGiven(kernel, id, { form: 'card', copies: 50, on, place: '农贸市场', receiver: '市场管理处' }, by);
  return { planned: await seen(setting, planned), campaign: await seen(setting, id) };
}

async function prepareScreens(setting: Setting, who: People, published: string) {
  const { kernel, owner, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const office = { actor: who.officer, at };
  await putPlaylist(kernel, 'dating', playlistOf(agencyId, published), office);
  const screen = { name: '大厅大屏', place: '一楼大厅', columns: 24, lines: 4, playlist: 'dating' };
  const { id } = await registerTerminal(kernel, { agencyId, kind: 'display', ...screen, ...office });
  const row = await terminalRow(kernel.pool, id);
  if (!row) throw new Error('the terminal was not registered');
  const report = { id: crypto.randomUUID(), kind: 'play', ref: published, at: at.toISOString(), seconds: 20 } as const;
  await receive(kernel, row, [report], at);
  const words = '今日下午系统维护，请改日再来';
  const interruption = await interrupt(kernel, { agencyId, words, forHours: 8, ...office });
  const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from boards.shown');
  if (rows[0]?.n !== 1) throw new Error('what was shown was not taken in');
  return { terminal: await seen(setting, id), interruption: interruption.id };
}
