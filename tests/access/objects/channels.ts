import type { People } from '../../../src/disclosure/testing.ts';
import { actOnClosing, proposeClosing } from '../../../src/sites/closing/operations.ts';
import { siteOf } from '../../../src/sites/cluster.ts';
import { giveColumns } from '../../../src/sites/column-grants/operations.ts';
import { yearRows } from '../../../src/sites/year-table/contract.ts';
import { fillYearTable, openYearTable, publishYearTable } from '../../../src/sites/year-table/operations.ts';
import { type Setting, seen } from './setting.ts';

/** What an office says of its site, its terminals and what it hands over. */
export async function prepareChannels(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const office = { actor: who.officer, at };
  const personId = who.drafter.personId ?? -1;
  await giveColumns(kernel, { site: '590902-sc', personId, columns: null }, office);
  const closings = await prepareClosings(setting, who);
  const years = await prepareYears(setting, who);
  return { channels: { drafter: personId, ...closings, ...years } };
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
