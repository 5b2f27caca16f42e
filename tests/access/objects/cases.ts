import {
  accept,
  answerQuestion,
  askToCorrect,
  consult,
  deliver,
  grant,
  makeDocument,
  receiveApplication,
  recommend,
  startSpecial,
  wantedFor,
} from '../../../src/cases/index.ts';
import { matterById, openMatter, type Actor as ProgramActor, system } from '../../../src/kernel/index.ts';
import type { ItemInForce } from '../../../src/service-items/index.ts';
import { idOf } from '../actors.ts';
import { agencyAt, columnOf, demoActor, type Seen, type Setting, seen } from './setting.ts';

export type Items = { readonly food: ItemInForce; readonly senior: ItemInForce; readonly minimum: ItemInForce };

type Applicant = { readonly id: number; readonly kind: 'person' | 'enterprise'; readonly actor: ProgramActor };
type Course = 'submitted' | 'correcting' | 'examining' | 'special' | 'deciding' | 'making' | 'made' | 'finished';

const papers = null;
const drawn = { publicUrl: 'http://localhost' };
const reason = '符合条件';

export const findings = (item: ItemInForce, status: 'ok' | 'missing') =>
  Object.fromEntries(wantedFor(item, {}).map(({ key }) => [key, { status }]));

/** Applications in every state in which somebody may do something. */
export async function prepareCases(setting: Setting, { food, minimum }: Items) {
  const { kernel, owner } = setting;
  const citizen = await citizenOf(setting);
  const enterpriseId = await idOf(owner, 'qiye');
  const agent = await demoActor(setting, 'faren', enterpriseId);
  const enterprise: Applicant = { id: enterpriseId, kind: 'enterprise', actor: agent };
  const course = await courseOf(setting, food);
  const applied = async (to: Course, applicant = citizen): Promise<Seen> => seen(setting, await course(to, applicant));
  const parent = await received(setting, minimum, citizen);
  const concluding = await review(setting, parent);
  await owner.query(`update kernel.matter set state = 'concluding' where id = $1`, [concluding]);
  const answered = await asked(setting, citizen);
  await answerQuestion(kernel, {
    matter: answered,
    actor: await demoActor(setting, 'chuangkou'),
    at: setting.at,
    papers,
    answer: '五个工作日。',
  });
  return {
    submitted: await applied('submitted'),
    submittedForEnterprise: await applied('submitted', enterprise),
    correcting: await applied('correcting'),
    examining: await applied('examining'),
    special: await applied('special'),
    deciding: await applied('deciding'),
    making: await applied('making'),
    made: await applied('made'),
    finished: await applied('finished'),
    // The board in the hall tells those of one instant apart by chance.
    finishedForEnterprise: await marked(
      setting,
      await applied('finished', enterprise),
      `closed_at = closed_at + interval '1 second'`,
    ),
    overdue: await marked(setting, await applied('submitted'), `due_on = '2026-04-01'`),
    provisional: await marked(setting, await applied('submitted'), 'provisional = true'),
    /** The application that a sister agency decides after the first reviews below. */
    parent: await seen(setting, parent),
    visiting: await seen(setting, await review(setting, parent)),
    concluding: await seen(setting, concluding),
    asked: await seen(setting, await asked(setting, citizen)),
    /** The only one whose papers were drawn: its receipt has a code. */
    papered: await seen(setting, await received(setting, food, citizen, drawn)),
  };
}

async function citizenOf(setting: Setting): Promise<Applicant> {
  const { acting, personId } = columnOf(setting, 'people', 'o');
  return { id: personId ?? -1, kind: 'person', actor: acting };
}

/** What only time would bring about. */
async function marked({ owner }: Setting, matter: Seen, change: string): Promise<Seen> {
  await owner.query(`update kernel.matter set ${change} where id = $1`, [matter.id]);
  return matter;
}

async function received(
  { kernel, at }: Setting,
  item: ItemInForce,
  { actor, id, kind }: Applicant,
  papers: typeof drawn | null = null,
): Promise<number> {
  const intake = { item, key: null, applicant: { id, kind }, actor, at, channel: 'online', papers } as const;
  return (await receiveApplication(kernel, { ...intake, region: '590902001001' })).id;
}

/** Brings an application as far as a state, by demo staff. */
async function courseOf(setting: Setting, item: ItemInForce) {
  const { kernel, at } = setting;
  const [clerk, examiner, decider, deliverer] = await Promise.all(
    ['chuangkou', 'shencha', 'juedingren', 'songda'].map((login) => demoActor(setting, login)),
  );
  if (!clerk || !examiner || !decider || !deliverer) throw new Error('the demo city lacks staff');
  const steps: readonly (readonly [Course, (matter: number) => Promise<unknown>])[] = [
    ['examining', (matter) => accept(kernel, { matter, actor: clerk, at, papers, findings: findings(item, 'ok') })],
    ['deciding', (matter) => recommend(kernel, { matter, actor: examiner, at, papers, opinion: 'agree', reason })],
    ['making', (matter) => grant(kernel, { matter, actor: decider, at, papers })],
    ['made', (matter) => makeDocument(kernel, { matter, actor: deliverer, at, papers: drawn })],
    ['finished', (matter) => deliver(kernel, { matter, actor: deliverer, at, papers, how: 'online' })],
  ];
  return async (to: Course, applicant: Applicant): Promise<number> => {
    const matter = await received(setting, item, applicant);
    if (to === 'submitted') return matter;
    if (to === 'correcting') {
      await askToCorrect(kernel, { matter, actor: clerk, at, papers, findings: findings(item, 'missing') });
      return matter;
    }
    for (const [state, step] of steps) {
      await step(matter);
      if (state === to) return matter;
      if (state === 'examining' && to === 'special') break;
    }
    await startSpecial(kernel, { matter, actor: examiner, at, papers, expectedWorkdays: 3 });
    return matter;
  };
}

/** A first review as if the agency were a township. */
async function review(setting: Setting, parentId: number): Promise<number> {
  const { title, region, subjectId } = await matterById(setting.kernel, parentId);
  const { id } = await openMatter(setting.kernel, {
    kind: 'first-review',
    act: 'open',
    title,
    region,
    agencyId: await agencyAt(setting, 'o'),
    subjectId,
    parentId,
    actor: system,
    capacity: { role: 'system', agencyId: null },
    at: setting.at,
  });
  return id;
}

async function asked(setting: Setting, { actor, id }: Applicant): Promise<number> {
  const agencyId = await agencyAt(setting, 'o');
  const question = { agencyId, channel: 'online', askedBy: id, question: '要几天？', actor, at: setting.at } as const;
  return (await consult(setting.kernel, question)).id;
}
