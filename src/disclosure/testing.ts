import { actorNamed } from '../identity/testing.ts';
import { type Actor, dayOf, inTransaction, type Kernel } from '../kernel/index.ts';
import { catalogueRegister } from './catalogue.ts';
import { submit } from './operations/draft.ts';
import { openPublication } from './operations/open.ts';
import { publicationById } from './operations/publication.ts';
import { review } from './operations/review.ts';
import { GATES } from './process.ts';
import type { CatalogueNode } from './rules/catalogue.ts';

/** An article of market supervision with everything that is asked for. */
export const article = (over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  title: '关于食品安全监督抽检情况的通告',
  body: '<p>本期抽检食品样品一百批次，合格九十九批次。</p>',
  summary: '公布本期食品安全监督抽检的批次和结果。',
  node: 'ML.3.13.04',
  genre: 'business-data',
  formedOn: '2026-11-20',
  source: '市市场监管局',
  attribute: 'proactive',
  ...over,
});

const node = (over: Partial<CatalogueNode> & Pick<CatalogueNode, 'key' | 'name'>): CatalogueNode => ({
  parent: null,
  levels: ['city', 'county', 'township', 'department'],
  basis: { law: '政府信息公开条例', article: '第二十条' },
  timeClass: 'by-stage',
  freshness: { kind: 'each', days: 20, unit: 'workday', law: '政府信息公开条例 第二十六条' },
  axis: 'management',
  domains: [],
  owners: [],
  everyDepartment: true,
  fixed: false,
  statutoryItem: null,
  source: 'usual',
  forms: [],
  fields: [],
  keeper: null,
  ...over,
});

/** A catalogue of a few entries. */
export const catalogue: readonly CatalogueNode[] = [
  node({ key: 'ML.3', name: '法定主动公开内容' }),
  node({ key: 'ML.3.01', parent: 'ML.3', name: '行政法规、规章和规范性文件', fixed: true, statutoryItem: '20-1' }),
  node({ key: 'ML.3.01.03', parent: 'ML.3.01', name: '部门规范性文件' }),
  node({ key: 'ML.3.01.06', parent: 'ML.3.01', name: '政策解读' }),
  node({ key: 'ML.3.13', parent: 'ML.3', name: '监督检查', fixed: true, statutoryItem: '20-13' }),
  node({ key: 'ML.3.13.04', parent: 'ML.3.13', name: '食品药品监督检查', owners: ['SC'], everyDepartment: false }),
  node({
    key: 'ML.3.06.04',
    parent: 'ML.3',
    name: '行政处罚决定',
    freshness: { kind: 'each', days: 7, unit: 'workday', law: '国办发〔2018〕118号' },
  }),
];

export async function putCatalogue(kernel: Kernel, nodes: readonly CatalogueNode[] = catalogue): Promise<void> {
  await inTransaction(kernel.pool, async (tx) => {
    for (const value of nodes) {
      await catalogueRegister.put(tx, {
        key: value.key,
        validFrom: '2024-01-01' as ReturnType<typeof dayOf>,
        value,
        source: '试验',
        changedBy: null,
        at: kernel.now(),
      });
    }
  });
}

/** Who does what at city market supervision. */
export type People = Readonly<Record<'drafter' | 'department' | 'officer' | 'officer2' | 'secrecy' | 'citizen', Actor>>;

export async function people(kernel: Kernel): Promise<People> {
  const on = dayOf(kernel.now());
  const [drafter, department, officer, officer2, secrecy, citizen] = await Promise.all(
    ['lianluoyuan', 'shichang-sh', 'gongkaiban', 'gongkaiban2', 'shichang-bm', 'shimin'].map((login) =>
      actorNamed(kernel, login, on),
    ),
  );
  if (!drafter || !department || !officer || !officer2 || !secrecy || !citizen) throw new Error('somebody is missing');
  return { drafter, department, officer, officer2, secrecy, citizen };
}

/** Draws up an article and hands it in. */
export async function handedIn(
  kernel: Kernel,
  { drafter }: People,
  agencyId: number,
  content = article(),
  more: { readonly interprets?: number; readonly corrects?: { readonly index: string; readonly note: string } } = {},
): Promise<number> {
  const at = kernel.now();
  const { id } = await openPublication(kernel, { agencyId, content, actor: drafter, at, ...more });
  const { row } = await publicationById(kernel, id);
  await submit(kernel, { id, actor: drafter, at, seenRevision: row.revision });
  return id;
}

/** Takes it through all gates; it waits to be published. */
export async function cleared(
  kernel: Kernel,
  who: People,
  agencyId: number,
  content = article(),
  more: Parameters<typeof handedIn>[4] = {},
): Promise<number> {
  const id = await handedIn(kernel, who, agencyId, content, more);
  const { row } = await publicationById(kernel, id);
  const seenText = row.submittedHash?.toString('hex') ?? '';
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy };
  for (const gate of GATES) {
    await review(kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at: kernel.now() });
  }
  return id;
}

// The operations themselves, for tests of modules that build on them.
export { faultsOf, saveDraft } from './operations/draft.ts';
export { correct } from './operations/open.ts';
export { setPlan } from './operations/plan.ts';
export { publish } from './operations/publish.ts';
export { publicationView } from './operations/view.ts';
export { GATES, openPublication, publicationById, review, submit };
