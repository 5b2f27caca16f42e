import { unmask } from '../../../src/cases/operations/unmask.ts';
import { askErasure } from '../../../src/identity/operations/data-requests.ts';
import { matterByNumber } from '../../../src/kernel/index.ts';
import { publishLog } from '../../../src/kernel/log/index.ts';
import { columnOf, demoActor, type Seen, type Setting } from './setting.ts';

/** Somebody looked at the citizen's numbers; another, who has no case, wants to be forgotten. */
export async function prepareOwnData(setting: Setting, { id }: Seen) {
  const { kernel, at } = setting;
  const clerk = await demoActor(setting, 'chuangkou');
  await unmask(kernel, { id, actor: clerk, at, reason: { category: 'contact', words: '核对联系方式' } });
  const actor = columnOf(setting, 'people', 'w').acting;
  const { number } = await askErasure(kernel, { actor, words: '不再使用', at });
  return { dataRequest: { id: (await matterByNumber(kernel, number)).id, number } };
}

/** The public log as it stands when all the rest is there, and the code of a paper that leads to its receipt. */
export async function prepareLog({ kernel, owner }: Setting, { id }: Seen) {
  const published = await publishLog(kernel);
  if (!published) throw new Error('nothing was published');
  const { rows: calendars } = await owner.query<{ key: string }>(
    `select key from kernel.register_entry where register = 'published-calendar' limit 1`,
  );
  const { rows: papers } = await owner.query<{ code: string }>(
    `select code from cases.document where matter_id = $1 and kind = 'receipt' and code is not null`,
    [id],
  );
  const [calendar, paper] = [calendars[0]?.key, papers[0]?.code];
  if (calendar === undefined || paper === undefined) throw new Error('there is no calendar, or no paper');
  return { log: { size: published.size, calendar, receiptCode: paper } };
}
