import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { actorNamed, type TestCity, testCity } from '../../identity/testing.ts';
import { type Actor, act, anonymous, day, dayOf, instant, matterById, Refusal, system } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { withhold } from '../operations/publish.ts';
import { gatesPassed, takeBack } from '../operations/review.ts';
import { gateRows } from '../repo/publications.ts';
import { article, cleared, GATES, people, publicationById, publish, putCatalogue, review, submit } from '../testing.ts';
import {
  confirmKeeping,
  followDrafts,
  openReassessments,
  proposeKeeping,
  release,
  returnKeeping,
} from './operations.ts';
import { reassessmentProcess } from './process.ts';

/**
 * Random walks: anybody assesses something withheld and handles what is drawn up from it, in any order. What was withheld
 * is never public, and a draft of it only with this very text passed at every gate.
 */
const WITHHELD = instant(day('2026-11-23'), '10:00');
const AT = instant(day('2027-11-23'), '10:00');
const LOGINS = ['lianluoyuan', 'shichang-sh', 'shichang-bm', 'gongkaiban', 'gongkaiban2', 'bianji', 'shimin'] as const;
const words = '因为情势已经变化';

let city: TestCity;
let actors: readonly Actor[];
let withheldOnce: () => Promise<{ readonly publication: number; readonly id: number }>;
beforeAll(async () => {
  city = await testCity([disclosureModule], WITHHELD);
  const { kernel } = city;
  await putCatalogue(kernel);
  const who = await people(kernel);
  const agencyId = (await directoryOf(kernel)).agencyByKey('590900-SC')?.id ?? 0;
  actors = [...(await Promise.all(LOGINS.map((login) => actorNamed(kernel, login, dayOf(AT))))), system, anonymous];
  const content = article({ attribute: 'withheld', reason: 'privacy', reasonWords: '涉及当事人的个人隐私' });
  withheldOnce = async () => {
    city.setNow(WITHHELD);
    const publication = await cleared(kernel, who, agencyId, content);
    await withhold(kernel, { id: publication, actor: who.officer, at: WITHHELD });
    city.setNow(AT);
    await openReassessments(kernel, AT);
    const { rows } = await kernel.pool.query<{ id: number }>(
      'select matter_id as id from disclosure.reassessment where publication_id = $1',
      [publication],
    );
    return { publication, id: rows[0]?.id ?? 0 };
  };
});
afterAll(() => city.close());

const by = fc.nat(8);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('keep', 'confirm', 'return', 'release', 'follow'), by }) },
  fc.record({ do: fc.constant('keep-and-confirm'), by: fc.constantFrom(3, 4) }),
  // The bare acts of the kernel, past the operations: on the assessment, on what was withheld, on the draft.
  fc.record({ do: fc.constant('bare'), by, act: fc.constantFrom(...Object.keys(reassessmentProcess(20, '').actions)) }),
  fc.record({ do: fc.constant('bare-publish'), by }),
  fc.record({ do: fc.constantFrom('submit', 'publish', 'drop', 'withhold'), by }),
  fc.record({ do: fc.constant('review'), by, gate: fc.constantFrom(...GATES), passed: fc.boolean() }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('onward'), by, steps: fc.integer({ min: 2, max: 6 }) }) },
);
type Step = {
  readonly do: string;
  readonly by: number;
  readonly act?: string;
  readonly gate?: (typeof GATES)[number];
  readonly passed?: boolean;
  readonly steps?: number;
};

async function draftOf(id: number): Promise<number | null> {
  const { rows } = await city.kernel.pool.query<{ draft: number | null }>(
    'select draft_id as draft from disclosure.reassessment where matter_id = $1',
    [id],
  );
  return rows[0]?.draft ?? null;
}

const USUAL: Readonly<Record<string, string>> = {
  drafting: 'lianluoyuan',
  department: 'shichang-sh',
  office: 'gongkaiban',
  secrecy: 'shichang-bm',
  cleared: 'gongkaiban',
};

/** The usual way on, so that walks get far. */
async function onward(id: number): Promise<void> {
  const draft = await draftOf(id);
  if (draft === null) return taken(id, 0, { do: 'release', by: 0 });
  const { state } = await matterById(city.kernel, draft);
  const usual = LOGINS.indexOf((USUAL[state] ?? 'shimin') as (typeof LOGINS)[number]);
  if (state === 'drafting') await taken(id, 0, { do: 'submit', by: usual });
  else if (state === 'cleared') await taken(id, 0, { do: 'publish', by: usual });
  else {
    const gate = GATES.find((name) => name === state);
    if (gate) await taken(id, 0, { do: 'review', by: usual, gate, passed: true });
  }
}

async function taken(id: number, publication: number, one: Step): Promise<void> {
  const { kernel } = city;
  const who = { actor: actors[one.by] ?? anonymous, at: AT };
  if (one.do === 'onward') for (let i = 0; i < (one.steps ?? 0); i += 1) await onward(id);
  else if (one.do === 'keep') await proposeKeeping(kernel, { id, words, nextOn: '2028-05-01', ...who });
  else if (one.do === 'keep-and-confirm') {
    await taken(id, publication, { do: 'keep', by: 0 });
    await taken(id, publication, { do: 'confirm', by: one.by });
  } else if (one.do === 'confirm') await confirmKeeping(kernel, { id, ...who });
  else if (one.do === 'return') await returnKeeping(kernel, { id, words, ...who });
  else if (one.do === 'release') await release(kernel, { id, words, ...who });
  else if (one.do === 'follow') await followDrafts(kernel, AT);
  else if (one.do === 'bare') await act(kernel, { matter: id, act: one.act ?? '', ...who });
  else if (one.do === 'bare-publish') await act(kernel, { matter: publication, act: 'publish', ...who });
  else await onDraft(id, one, who);
}

async function onDraft(
  assessment: number,
  one: Step,
  who: { readonly actor: Actor; readonly at: Date },
): Promise<void> {
  const { kernel } = city;
  const id = await draftOf(assessment);
  if (id === null) return;
  const { row } = await publicationById(kernel, id);
  if (one.do === 'submit') await submit(kernel, { id, ...who, seenRevision: row.revision });
  else if (one.do === 'publish') await publish(kernel, { id, ...who });
  else if (one.do === 'withhold') await withhold(kernel, { id, ...who });
  else if (one.do === 'drop') await takeBack(kernel, { id, ...who, how: 'drop', words });
  else if (one.gate) {
    const seenText = row.submittedHash?.toString('hex') ?? '';
    await review(kernel, { id, ...who, gate: one.gate, passed: one.passed ?? false, words, seenText });
  }
}

/** A refusal is an answer; anything else is a fault. */
async function tried(id: number, publication: number, one: Step): Promise<void> {
  try {
    await taken(id, publication, one);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Answers whether the draft is public; fails where it is and may not be, or where what was withheld is. */
async function assertNothingPastAGate(id: number, publication: number): Promise<boolean> {
  const { kernel } = city;
  expect((await matterById(kernel, publication)).state).toBe('withheld');
  const draft = await draftOf(id);
  if (draft === null) return false;
  const { row, snapshot } = await publicationById(kernel, draft);
  const { rows } = await kernel.published.pool.query(
    'select 1 from pub.pub_publication_content where index_number = $1',
    [row.index ?? 'none'],
  );
  const isPublic = rows.length > 0;
  expect(isPublic).toBe(['published', 'assessed', 'archived'].includes(snapshot.state));
  if (isPublic) {
    const gates = await gateRows(kernel.pool, draft);
    expect(gatesPassed(gates, row.submittedHash).size).toBe(GATES.length);
  }
  if ((await matterById(kernel, id)).state === 'public') expect(isPublic).toBe(true);
  return isPublic;
}

test('what is withheld never becomes public by being assessed: only its draft does, past every gate', async () => {
  let reached = 0;
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (walk) => {
      const { publication, id } = await withheldOnce();
      let isPublic = false;
      for (const one of walk) {
        await tried(id, publication, one);
        isPublic = await assertNothingPastAGate(id, publication);
      }
      if (isPublic) reached += 1;
      if ((await matterById(city.kernel, id)).state === 'kept') kept += 1;
    }),
    { numRuns: 36, seed: 20261126 },
  );
  // The walks that matter were taken.
  expect(reached).toBeGreaterThan(2);
  expect(kept).toBeGreaterThan(0);
}, 60_000);
