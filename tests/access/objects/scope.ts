import { openAffair } from '../../../src/disclosure/operations/affairs.ts';
import { noteQualification } from '../../../src/disclosure/staff/operations.ts';
import type { People } from '../../../src/disclosure/testing.ts';
import { courseOf, fileFor, told } from './disclosure.ts';
import { agencyAt, colleague, drain, type Setting, seen } from './setting.ts';

const inside = (title: string, more: Readonly<Record<string, unknown>> = {}) =>
  told(title, { audience: 'internal', node: 'NB.03', axis: null, ...more });

/** What the agency tells inside its system, and what a sister of another line does; matters told step by step. */
export async function prepareScope(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const course = courseOf(setting, who, agencyId);
  const fileId = await fileFor(setting, null, who, '考评名次.txt');
  const attachments = [{ fileId, name: '考评名次.txt', type: 'text/plain', bytes: 40 }];
  const notice = await course('published', inside('市场监管系统年终考评结果', { attachments }), [fileId]);
  const waiting = await course('cleared', inside('尚未发布的考评结果'));
  const others: People = {
    ...who,
    drafter: await colleague(setting, 'liaison', 's'),
    department: await colleague(setting, 'decider', 's'),
    secrecy: await colleague(setting, 'secrecy-reviewer', 's'),
  };
  const ofSister = courseOf(setting, others, await agencyAt(setting, 's'));
  const elsewhere = await ofSister('published', inside('民政系统年终考评结果', { source: '明德区民政局' }));
  const by = { agencyId, kind: 'superior-decision', basis: '省政府决定', actor: who.drafter, at } as const;
  const affair = await openAffair(kernel, { ...by, title: '落实省政府食品安全攻坚决定' });
  // Nothing of it is public: no visitor learns that it is there.
  await openAffair(kernel, { ...by, title: '尚未公开的专项整治' });
  const conduct = '食品安全执法人员十不准';
  await course('published', told(conduct, { category: 'GK.07', affair: { id: affair, stage: 'basis' } }));
  await drain(setting);
  const drafter = who.drafter.personId ?? 0;
  const exam = { kind: 'exam', title: '上岗考试', score: 88, passedOn: '2026-01-10', note: '' } as const;
  await noteQualification(kernel, { ...exam, validUntil: '2027-01-09', personId: drafter, actor: who.officer, at });
  return {
    scope: {
      drafter,
      notice: { ...(await seen(setting, notice)), title: '市场监管系统年终考评结果', fileId },
      waiting: await seen(setting, waiting),
      elsewhere: { ...(await seen(setting, elsewhere)), title: '民政系统年终考评结果' },
      affair: '落实省政府食品安全攻坚决定',
      conduct,
    },
  };
}
