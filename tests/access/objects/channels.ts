import { findStale } from '../../../src/boards/recalls/operations.ts';
import { insertRunItems } from '../../../src/boards/recalls/repo.ts';
import { noteTrouble } from '../../../src/boards/repo/terminals.ts';
import type { People } from '../../../src/disclosure/testing.ts';
import { inTransaction } from '../../../src/kernel/index.ts';
import { actOnClosing, proposeClosing } from '../../../src/sites/closing/operations.ts';
import { siteOf } from '../../../src/sites/cluster.ts';
import { giveColumns } from '../../../src/sites/column-grants/operations.ts';
import { openHandover } from '../../../src/sites/handover/operations.ts';
import { insertReceipt } from '../../../src/sites/handover/repo.ts';
import { yearRows } from '../../../src/sites/year-table/contract.ts';
import { fillYearTable, openYearTable, publishYearTable } from '../../../src/sites/year-table/operations.ts';
import { agencyAt, type Setting, seen } from './setting.ts';

/** What an office says of its site, its terminals and what it hands over. */
export async function prepareChannels(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const office = { actor: who.officer, at };
  const personId = who.drafter.personId ?? -1;
  await giveColumns(kernel, { site: '590902-sc', personId, columns: null }, office);
  const closings = await prepareClosings(setting, who);
  const years = await prepareYears(setting, who);
  const handover = await prepareHandover(setting, who);
  const recall = await prepareRecall(setting);
  return { channels: { drafter: personId, ...closings, ...years, handover, recall } };
}

/** A year of the agency of which the archives have their copies, and no library. */
async function prepareHandover(setting: Setting, who: People) {
  const { kernel, owner, at } = setting;
  const id = await openHandover(kernel, await agencyAt(setting, 'o'), 2025, at);
  // What the city of the table has told it has told this year.
  await owner.query('update sites.handover set year = 2026 where matter_id = $1', [id]);
  const { seq, number } = await seen(setting, id);
  const items = [{ index: 'MT', title: '移交的通告', documentNumber: null, on: '2026-04-20' }];
  const said = { kind: 'archive', receiver: '区档案馆', on: '2026-04-27', copies: 1, receipt: '收1', items } as const;
  await inTransaction(kernel.pool, (tx) => insertReceipt(tx, id, { ...said, by: who.officer.personId, at }));
  return { id, seq, number };
}

/** Paper that says what is no longer said, and a terminal with something wrong. */
async function prepareRecall(setting: Setting) {
  const { kernel, owner, at } = setting;
  const { rows } = await owner.query<{ run: number; terminal: number }>(
    `select (select min(id) from boards.print_run)::int as run, (select min(matter_id) from boards.terminal)::int as terminal`,
  );
  const { run, terminal } = rows[0] ?? { run: 0, terminal: 0 };
  const item = { kind: 'service-item', ref: 'none', version: 1, title: '已取消的事项', lines: ['旧的内容'] };
  await inTransaction(kernel.pool, (tx) => insertRunItems(tx, run, [item]));
  if ((await findStale(kernel, at)) !== 1) throw new Error('the old paper was not found');
  await noteTrouble(kernel.pool, { terminal, kind: 'clock', since: at, at });
  const found = await owner.query<{ id: string }>('select matter_id as id from boards.print_recall');
  return seen(setting, Number(found.rows[0]?.id));
}

const SITE = '590902-sc';

/** One that somebody asks for, and one that is approved. */
async function prepareClosings(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const words = { reason: '系统升级，需要停机', notice: '本网站因系统升级暂停访问，请拨打12345。' };
  const ask = async (year: number): Promise<number> => {
    const [fromAt, untilAt] = [new Date(`${year}-06-10T00:00:00+08:00`), new Date(`${year}-06-11T00:00:00+08:00`)];
    const { id } = await proposeClosing(kernel, { site: SITE, fromAt, untilAt, ...words, actor: who.drafter, at });
    return id;
  };
  const approved = await ask(2027);
  const { seq: seenSeq } = await seen(setting, approved);
  await actOnClosing(kernel, { id: approved, act: 'approve', words: '', seenSeq, actor: who.officer, at });
  return { closing: await seen(setting, await ask(2026)) };
}

/** The table of a year that is to be filled in, and one that is out. */
async function prepareYears(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const site = await siteOf(kernel, SITE);
  const filled = Object.fromEntries(
    yearRows.flatMap(({ key, from }) => (from === 'count' ? [[key, '1']] : from === 'yes' ? [[key, '是']] : [])),
  );
  const fill = async (year: number) => {
    const id = await openYearTable(kernel, site, year, at);
    const { seq: seenSeq } = await seen(setting, id);
    await fillYearTable(kernel, { id, actor: who.drafter, at, seenSeq }, filled);
    return seen(setting, id);
  };
  const out = await fill(2024);
  await publishYearTable(kernel, { id: out.id, actor: who.drafter, at, seenSeq: out.seq });
  return { year: await fill(2025), filled };
}
