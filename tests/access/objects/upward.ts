import type { People } from '../../../src/disclosure/testing.ts';
import { directoryOf } from '../../../src/identity/index.ts';
import { compile, submitBulletin } from '../../../src/upward/operations/bulletin.ts';
import { openReport, sendReport } from '../../../src/upward/operations/report.ts';
import { nameSite } from '../../../src/upward/operations/sites.ts';
import { agencyAt, type Setting, seen } from './setting.ts';

/** What the agency reports: written and not sent, published and sent; what arrived of it, and a bulletin in review. */
export async function prepareUpward(setting: Setting, who: People, published: string) {
  const { kernel, owner, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const by = { actor: who.drafter, at };
  const office = { actor: who.officer, at };
  const superiorId = (await directoryOf(kernel)).agencyByKey('590900-ZWGK')?.id ?? 0;
  const to = { agencyId, superiorId };
  const text = { title: '专报：市场情况', body: '本期市场总体平稳，没有发现问题。' };
  const { id: draft } = await openReport(kernel, { ...to, chosen: { source: 'written', ...text }, ...by });
  const { id: sent } = await openReport(kernel, { ...to, chosen: { source: 'published', index: published }, ...by });
  await sendReport(kernel, sent, by);
  const { rows } = await owner.query<{ id: string }>(
    'select matter_id as id from upward.received where report_id = $1',
    [sent],
  );
  await nameSite(kernel, 'shifan', { name: '示范窗口', agencyId, level: 'city' }, office);
  const { id: bulletin } = await compile(kernel, { agencyId: superiorId, month: '2026-03', ...office });
  await submitBulletin(kernel, bulletin, office);
  return {
    upward: {
      superiorId,
      draft: await seen(setting, draft),
      sent: await seen(setting, sent),
      received: await seen(setting, Number(rows[0]?.id)),
      bulletin: await seen(setting, bulletin),
    },
  };
}
