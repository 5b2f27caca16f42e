import {
  article,
  GATES,
  openPublication,
  type People,
  publicationById,
  publish,
  review,
  setPlan,
  submit,
} from '../../../src/disclosure/testing.ts';
import { noteCarried, strikeCarried } from '../../../src/press/carried.ts';
import { followUpOf } from '../../../src/press/repo.ts';
import { agencyAt, drain, type Setting, seen } from './setting.ts';

const PLAN = { forms: ['chart'], interpreter: '局长', elements: ['background', 'basis', 'aims', 'scope', 'local'] };
const interpretation = {
  form: 'chart',
  headLed: true,
  rank: 'head',
  interpreter: '局长',
  elements: ['background', 'basis', 'aims', 'scope', 'local'],
};
const formedOn = '2026-04-20';
const own = { formedOn, source: '明德区市场监管局' };

/** A document that went out with what explains it, was carried by a paper, and waits to be looked at again. */
export async function preparePress(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy };
  const begun = async (content: object, more: { readonly interprets?: number } = {}): Promise<number> =>
    (await openPublication(kernel, { agencyId, content, actor: who.drafter, at, ...more })).id;
  const handIn = (id: number) => submit(kernel, { id, actor: who.drafter, at, seenRevision: 1 });
  const say = async (id: number, gate: (typeof GATES)[number], passed = true): Promise<void> => {
    const seenText = (await publicationById(kernel, id)).row.submittedHash?.toString('hex') ?? '';
    const words = passed ? '' : '请把解读材料一并报来';
    await review(kernel, { id, gate, passed, words, seenText, actor: by[gate], at });
  };
  const title = '食品小作坊登记办法';
  const document = await begun(
    article({ title, genre: 'policy-document', documentNumber: '明德市监〔2026〕3号', ...own }),
  );
  await setPlan(kernel, { id: document, plan: PLAN, actor: who.drafter, at });
  await handIn(document);
  await say(document, 'department');
  // The office gives it back once, for want of what explains it.
  await say(document, 'office', false);
  const material = await begun(article({ title: `${title}图解`, genre: 'interpretation', interpretation, ...own }), {
    interprets: document,
  });
  await handIn(material);
  await handIn(document);
  for (const gate of GATES) {
    await say(material, gate);
    await say(document, gate);
  }
  const index = (await publish(kernel, { id: document, actor: who.officer, at }))[0]?.index ?? '';
  await drain(setting);
  const carried = await noteCarried(kernel, {
    ...{ index, kind: 'newspaper' as const, outlet: '明堂日报', title: '小作坊登记有了新规矩', url: '' },
    ...{ onDay: '2026-04-28', actor: who.drafter, at },
  });
  // One more that was written down wrongly, and struck out.
  const wrong = await noteCarried(kernel, {
    ...{
      index,
      kind: 'website' as const,
      outlet: '明堂新闻网',
      title: '小作坊登记办法图解转载',
      url: 'https://news.example/1',
    },
    ...{ onDay: '2026-04-28', actor: who.drafter, at },
  });
  await strikeCarried(kernel, { id: wrong, words: '登记错了单位', actor: who.drafter, at });
  await drain(setting);
  const followUp = await followUpOf(kernel.pool, index);
  if (!followUp) throw new Error('nothing follows the document');
  return { press: { index, title, carried, followUp: await seen(setting, followUp.id) } };
}
