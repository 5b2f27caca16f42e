import { Readable } from 'node:stream';
import { loadCatalogue } from '../../../src/disclosure/operations/catalogue.ts';
import { saveDraft, submit } from '../../../src/disclosure/operations/draft.ts';
import { decidePrivacy } from '../../../src/disclosure/operations/privacy.ts';
import { schedule } from '../../../src/disclosure/operations/schedule.ts';
import { screenPublication } from '../../../src/disclosure/operations/screen.ts';
import { draftHistory } from '../../../src/disclosure/repo/publications.ts';
import {
  article,
  GATES,
  openPublication,
  type People,
  publicationById,
  publish,
  review,
  setPlan,
} from '../../../src/disclosure/testing.ts';
import { addFile, day, system } from '../../../src/kernel/index.ts';
import { agencyAt, colleague, columnOf, demoActor, type Seen, type Setting, seen } from './setting.ts';

/** A publication as somebody saw it who is about to act on it. */
export type SeenPublication = Seen & {
  readonly revision: number;
  /** Hash of the text that was handed in. */
  readonly text: string;
};

const PERSONAL = '<p>当事人王小明，身份证号11010519491231002X，手机13812345678。</p>';
const formedOn = '2026-04-20';

/** What is told under the entry of the catalogue that the agency owes. */
export const told = (title: string, more: Readonly<Record<string, unknown>> = {}) =>
  article({ title, formedOn, source: '明德区市场监管局', ...more });

/** Those who bring something of the agency to the public. */
export async function editors(setting: Setting): Promise<People> {
  return {
    drafter: await colleague(setting, 'liaison'),
    department: await colleague(setting, 'decider'),
    officer: await demoActor(setting, 'gongkaiban'),
    officer2: await demoActor(setting, 'gongkaiban2'),
    secrecy: await colleague(setting, 'secrecy-reviewer'),
    citizen: columnOf(setting, 'people', 'o').acting,
  };
}

type State = 'drafting' | 'department' | 'office' | 'secrecy' | 'cleared' | 'published';

/** Brings an article as far as a state. */
export function courseOf(setting: Setting, who: People, agencyId: number) {
  const { kernel, at } = setting;
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy };
  return async (
    to: State,
    content: Readonly<Record<string, unknown>>,
    files: readonly string[] = [],
  ): Promise<number> => {
    const { id } = await openPublication(kernel, { agencyId, content, actor: who.drafter, at, files });
    if (to === 'drafting') return id;
    await submit(kernel, { id, actor: who.drafter, at, seenRevision: 1 });
    const seenText = (await publicationById(kernel, id)).row.submittedHash?.toString('hex') ?? '';
    for (const gate of GATES) {
      if (to === gate) return id;
      await review(kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at });
    }
    if (to === 'published') await publish(kernel, { id, actor: who.officer, at });
    return id;
  };
}

/** Articles of the agency in every state in which somebody may do something, before they are public. */
export async function preparePublications(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  await loadCatalogue(kernel, system, at, { from: day('2024-01-01') });
  const course = courseOf(setting, who, agencyId);
  const on = async (to: State, title: string, more = {}): Promise<SeenPublication> =>
    seenPublication(setting, await course(to, told(title, more)));
  const scheduled = await course('cleared', told('定时发布的通告'));
  await schedule(kernel, { id: scheduled, actor: who.officer, at, publishAt: new Date(at.getTime() + 86_400_000) });
  const personal = await course('drafting', told('含有个人信息的通告', { body: PERSONAL }));
  const parts = (await screenPublication(kernel, personal, at)).filter(({ findings }) => findings.length > 0);
  const [part] = parts;
  const decided = await course('drafting', told('待遮盖的通告', { body: `${PERSONAL}<p>又一件。</p>` }));
  for (const { findings } of await screenPublication(kernel, decided, at))
    for (const { id: finding } of findings)
      await decidePrivacy(kernel, { id: decided, finding, decision: 'mask', reason: '', actor: who.drafter, at });
  const drafting = await course('drafting', told('起草中的通告'));
  const wanting = await course('drafting', told('没有解读方案的文件', { genre: 'policy-document' }));
  await submit(kernel, { id: wanting, actor: who.drafter, at, seenRevision: 1 }).catch(() => undefined);
  // Its explanation is drawn up with the plan, and with it the process of what is explained within three working days.
  const plan = { forms: ['text'], interpreter: '综合科', elements: ['background', 'basis', 'aims', 'scope', 'local'] };
  await setPlan(kernel, { id: wanting, plan, actor: who.drafter, at });
  const revision = (await draftHistory(kernel.pool, drafting))[0]?.id ?? 0;
  await setAside(setting, who, drafting);
  return {
    publications: {
      drafting: await seenPublication(setting, drafting),
      personal: await seenPublication(setting, personal),
      decided: await seenPublication(setting, decided),
      document: await on('drafting', '关于食品安全监督抽检的规定', { genre: 'policy-document' }),
      department: await on('department', '本单位审核的通告'),
      office: await on('office', '政务公开办预审的通告'),
      secrecy: await on('secrecy', '保密审查的通告'),
      cleared: await on('cleared', '待发布的通告'),
      scheduled: await seenPublication(setting, scheduled),
      withheld: await on('cleared', '依申请公开的材料', {
        attribute: 'on-request',
        reason: 'concerns-few',
        reasonWords: '涉及特定当事人',
      }),
    },
    /** A revision, a file and what was found in a text, each of one of them. */
    revision,
    draftFile: await fileFor(setting, drafting, who, '抽检名单.txt'),
    otherDraftFile: await fileFor(setting, personal, who, '检验报告.txt'),
    finding: part?.findings[0]?.id ?? 0,
    screened: part?.document ?? 0,
  };
}

/** Two wrote at once: the words of the second are kept beside. */
async function setAside({ kernel, at }: Setting, { drafter: actor }: People, id: number): Promise<void> {
  await saveDraft(kernel, { id, content: told('起草中的通告', { summary: '甲写的' }), seenRevision: 1, actor, at });
  const late = saveDraft(kernel, {
    id,
    content: told('起草中的通告', { summary: '乙写的' }),
    seenRevision: 1,
    actor,
    at,
  });
  await late.catch(() => undefined);
}

/** As it is now. */
export async function seenPublication(setting: Setting, id: number): Promise<SeenPublication> {
  const { row } = await publicationById(setting.kernel, id);
  const text = row.submittedHash?.toString('hex') ?? '';
  return { ...(await seen(setting, id)), revision: row.revision, text };
}

/** A file of a publication, or one that waits to become somebody's. */
export async function fileFor(
  { kernel, at }: Setting,
  matterId: number | null,
  { drafter }: Pick<People, 'drafter'>,
  name: string,
): Promise<string> {
  const file = await addFile(kernel, Readable.from([Buffer.from(`${name}：合格九十九批次`)]), {
    name,
    maxBytes: 1000,
    allowed: new Set(['text/plain']),
    ownerId: drafter.personId,
    ...(matterId === null ? {} : { matterId }),
    at,
  });
  return file.id;
}
