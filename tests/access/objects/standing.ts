import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeWorkbook from 'write-excel-file/node';
import { adoptEntry, proposeEntry } from '../../../src/disclosure/operations/catalogue.ts';
import { changeAtOnce, proposeChange } from '../../../src/disclosure/operations/change.ts';
import { obligationRegister, openDuties } from '../../../src/disclosure/operations/duties.ts';
import { saveFigures } from '../../../src/disclosure/operations/figures.ts';
import type { Obligation } from '../../../src/disclosure/rules/obligation.ts';
import { publishedStock } from '../../../src/disclosure/stock.ts';
import type { People } from '../../../src/disclosure/testing.ts';
import { publicationById } from '../../../src/disclosure/testing.ts';
import { directoryOf } from '../../../src/identity/index.ts';
import { day, inTransaction } from '../../../src/kernel/index.ts';
import { raiseIncident } from '../../../src/operations/index.ts';
import { pointOut } from '../../../src/screening/operations/hits.ts';
import { passTurn } from '../../../src/screening/operations/pass.ts';
import { openTicket, rectify } from '../../../src/screening/operations/tickets.ts';
import { folderIn } from '../../../src/sites/engine/disk.ts';
import { articlePath, keepAddresses, refOf, seedSites } from '../../../src/sites/index.ts';
import { followTheLook, renewMaps } from '../../../src/sites/operations/rebuild.ts';
import { openWatch } from '../../../src/sites/operations/watch.ts';
import { courseOf, fileFor, seenPublication, told } from './disclosure.ts';
import { agencyAt, colleague, drain, type Setting, seen } from './setting.ts';

export const OLD_ADDRESS = '/old/news/1.htm';
export const FOREIGN = 'https://example.org/standard';

type Course = ReturnType<typeof courseOf>;

/** An entry that a city adds to its catalogue. */
export const entry = (key: string) => ({
  key,
  parent: 'ML.3.13',
  name: `新增条目${key}`,
  levels: ['county', 'department'],
  basis: { law: '政府信息公开条例', article: '第二十二条' },
  timeClass: 'by-stage',
  freshness: { kind: 'each', days: 20, unit: 'workday', law: '政府信息公开条例 第二十六条' },
  axis: 'result',
  domains: [],
  owners: ['SC'],
  everyDepartment: false,
  fixed: false,
  statutoryItem: null,
  source: 'city',
  forms: [],
  fields: [],
});

/** What stands in public, on pages; what is proposed, owed and found there. */
export async function prepareStanding(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  await seedSites(kernel, at);
  await followTheLook(kernel, at);
  const course = courseOf(setting, who, agencyId);
  const fileId = await fileFor(setting, null, who, '抽检结果.txt');
  const attachments = [{ fileId, name: '抽检结果.txt', type: 'text/plain', bytes: 40 }];
  const body = `<p>本期抽检一百批次，<a href="${FOREIGN}">标准</a>。</p>`;
  const published = await course('published', told('食品安全抽检结果', { body, attachments }), [fileId]);
  const index = await indexOf(setting, published);
  const links = [{ relation: 'related', index }];
  const withdrawn = await course('published', told('抽检结果更正', { links }));
  const second = await course('published', told('第二期抽检结果', { links }));
  await changeAtOnce(kernel, {
    index: await indexOf(setting, withdrawn),
    change: 'withdraw',
    note: '信息有误，予以撤回',
    actor: who.officer,
    at,
  });
  const change = await proposeChange(kernel, {
    index: await indexOf(setting, second),
    change: 'abolish',
    note: '已被新的结果取代',
    actor: who.drafter,
    at,
  });
  await drain(setting);
  await renewMaps(kernel, at);
  const ref = refOf(index, () => '');
  const path = articlePath(ref, at);
  await keepAddresses(kernel.pool, [{ from: OLD_ADDRESS, to: path }], 'x', at);
  await kernelReads(setting, ref);
  await tamper(setting, path);
  return {
    published: { ...(await seenPublication(setting, published)), index, ref, path, fileId },
    withdrawn: { index: await indexOf(setting, withdrawn), ref: refOf(await indexOf(setting, withdrawn), () => '') },
    change: await seen(setting, change.id),
    asset: await assetOf(setting),
    ...(await prepareEntries(setting, who, agencyId, course)),
    ...(await prepareDuty(setting, who, agencyId)),
    ...(await prepareTickets(setting, index, await indexOf(setting, second))),
  };
}

async function indexOf({ kernel }: Setting, id: number): Promise<string> {
  const { row } = await publicationById(kernel, id);
  if (row.index === null) throw new Error(`publication ${id} has no number`);
  return row.index;
}

async function kernelReads({ web }: Setting, ref: string): Promise<void> {
  await web.inject({ method: 'POST', url: `/api/readings/${ref}` });
}

async function assetOf({ owner }: Setting): Promise<string> {
  const { rows } = await owner.query<{ path: string }>(
    `select path from sites.page where kind = 'asset' and path like '%.css' limit 1`,
  );
  return rows[0]?.path.replace('/assets/', '') ?? '';
}

/** Somebody changed a page on the disk, and the watch put it right. */
async function tamper({ kernel, at }: Setting, path: string): Promise<void> {
  await writeFile(join(folderIn(kernel.dataDir), path), '<h1>改过了</h1>');
  await openWatch(kernel, raiseIncident).turn(at);
}

/** An entry that waits for the decision, and one that waits to be filled. */
async function prepareEntries(setting: Setting, { drafter, officer }: People, agencyId: number, course: Course) {
  const { kernel, at } = setting;
  const proposed = await proposeEntry(kernel, { agencyId, node: entry('ML.3.13.97'), actor: drafter, at });
  const node = 'ML.3.13.98';
  const ofCounties = { ...entry(node), levels: ['county'] };
  const filling = await proposeEntry(kernel, { agencyId, node: ofCounties, actor: drafter, at });
  await adoptEntry(kernel, { id: filling.id, actor: officer, at });
  const first = await course('published', told('新增条目的第一件', { node }));
  // It is filled when every organ that owes it has told its part.
  const { agencies } = await directoryOf(kernel);
  for (const { id, key, region } of agencies.filter(({ key: name }) => /^5909(03|21|22|23)-SC$/u.test(name))) {
    const number = `11${key.slice(0, 6)}MT0000219X/2026-00001`;
    await setting.owner.query(
      'insert into disclosure.index_number (number, agency_id, year, serial, given_at) values ($1, $2, 2026, 1, $3)',
      [number, id, setting.at],
    );
    await setting.owner.query(
      `insert into disclosure.published
       select (jsonb_populate_record(p, jsonb_build_object('index_number', $2::text, 'agency_id', $3::int, 'region', $4::text))).*
         from disclosure.published p where p.index_number = $1`,
      [await indexOf(setting, first), number, id, region],
    );
  }
  return {
    proposedEntry: await seen(setting, proposed.id),
    fillingEntry: await seen(setting, filling.id),
    unticketed: await indexOf(setting, first),
  };
}

/** What the agency owes for March. */
async function prepareDuty(setting: Setting, { drafter }: People, agencyId: number) {
  const { kernel, owner, at } = setting;
  const validFrom = day('2026-01-01');
  const value = {
    key: 'inspections',
    name: '抽检月报',
    node: 'ML.3.13.04',
    titled: '月报',
    every: 'month',
    lines: ['SC'],
    within: { n: 15, unit: 'workday' },
    law: '市政府办公室',
  } satisfies Obligation;
  await inTransaction(kernel.pool, (tx) =>
    obligationRegister.put(tx, { key: value.key, validFrom, value, source: 'x', changedBy: null, at }),
  );
  await openDuties(kernel, at);
  // The city's own department owes it; here that of the district does.
  const { rows } = await owner.query<{ id: string }>(
    `with duty as (update disclosure.duty set agency_id = $1 returning matter_id)
     update kernel.matter m set agency_id = $1 from duty where m.id = duty.matter_id returning m.id`,
    [agencyId],
  );
  const id = Number(rows[0]?.id);
  const lines = [{ indicator: '抽检', unit: '批次', value: '100' }];
  await saveFigures(kernel, { id, of: 'this', lines, note: '', seenVersion: 0, actor: drafter, at });
  return { duty: await seen(setting, id), figuresFile: await figuresFile() };
}

/** A workbook with the figures of a period. */
const figuresFile = (): Promise<Buffer> =>
  writeWorkbook([
    [{ value: '指标名称' }, { value: '计量单位' }, { value: '本期' }],
    [{ value: '抽检' }, { value: '批次' }, { value: 100 }],
  ]).toBuffer();

/** A line of a ticket that somebody has pointed out and decided about, so that the ticket can go on. */
async function lineOf({ kernel, owner, at }: Setting, ticket: number, by: number | null): Promise<number> {
  const pointed = { finder: 'province', officeId: null, count: 1, places: ['附件第三页'] } as const;
  await inTransaction(kernel.pool, (tx) => pointOut(tx, ticket, pointed, at, false));
  const { rows } = await owner.query<{ id: string }>(
    `update screening.hit set state = 'none', reason = '不是电话号码', decided_by = $2, decided_at = now()
      where ticket_id = $1 returning id`,
    [ticket, by],
  );
  return Number(rows[0]?.id);
}

/** Tickets for what stands in public: one that was found, one that was put right. */
async function prepareTickets(setting: Setting, one: string, other: string) {
  const { kernel, owner, at } = setting;
  const source = publishedStock(kernel);
  await passTurn(kernel, [source], at);
  const open = async (index: string): Promise<number> => {
    const item = await source.item(index);
    if (!item) throw new Error(`${index} does not stand in public`);
    await openTicket(kernel, source.name, item, { documents: [], documentId: null }, at);
    const { rows } = await owner.query<{ id: string }>('select max(matter_id) as id from screening.ticket');
    return Number(rows[0]?.id);
  };
  const found = await open(one);
  const rectified = await open(other);
  const editor = await colleague(setting, 'editor');
  await rectify(kernel, [source], { ticket: rectified, actor: editor, at });
  const ticketHit = await lineOf(setting, found, editor.personId);
  const tickets = { found: await seen(setting, found), rectified: await seen(setting, rectified) };
  return { tickets, ticketHit };
}
