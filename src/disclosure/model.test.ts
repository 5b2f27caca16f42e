import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { actorNamed, type TestCity, testCity } from '../identity/testing.ts';
import {
  type ActGate,
  type Actor,
  act,
  anonymous,
  day,
  dayOf,
  instant,
  matterById,
  Refusal,
  system,
} from '../kernel/index.ts';
import { disclosureModule } from './index.ts';
import { saveDraft, submit } from './operations/draft.ts';
import { openPublication } from './operations/open.ts';
import { publicationById } from './operations/publication.ts';
import { publish, withhold } from './operations/publish.ts';
import { gatesPassed, review, stopForSecrecy, takeBack } from './operations/review.ts';
import { schedule, unschedule } from './operations/schedule.ts';
import { GATES, publicationProcess } from './process.ts';
import { gateRows } from './repo/publications.ts';
import { article, putCatalogue } from './testing.ts';

/**
 * Random walks: anybody does anything with a publication, in any order, and after each step nothing may stand in public
 * whose very text was not passed at every gate by as many people, with the privacy gate shut or open as chance has it.
 */
const AT = instant(day('2026-11-23'), '10:00');
let privacyIsOpen = true;
const privacy: ActGate = {
  kind: 'publication',
  act: 'publish',
  holds: async () => (privacyIsOpen ? null : { code: 'screening/undecided', details: { hits: 1 } }),
};
const LOGINS = [
  'lianluoyuan',
  'shichang-sh',
  'shichang-bm',
  'gongkaiban',
  'gongkaiban2',
  'bianji',
  'lingdao',
  'zfb-baomi',
  'ducha',
  'shimin',
] as const;

let city: TestCity;
let actors: readonly Actor[];
let agencyId: number;
beforeAll(async () => {
  city = await testCity([disclosureModule, { name: 'privacy', gates: [privacy] }], AT);
  await putCatalogue(city.kernel);
  const named = await Promise.all(LOGINS.map((login) => actorNamed(city.kernel, login, dayOf(AT))));
  actors = [...named, system, anonymous];
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

const ACTS = Object.keys(publicationProcess().actions);
const step = fc.oneof(
  fc.record({ do: fc.constant('save' as const), by: fc.nat(11), body: fc.nat(2), attribute: fc.boolean() }),
  fc.record({ do: fc.constant('submit' as const), by: fc.nat(11) }),
  fc.record({
    do: fc.constant('review' as const),
    by: fc.nat(11),
    gate: fc.constantFrom(...GATES),
    passed: fc.boolean(),
  }),
  fc.record({ do: fc.constantFrom('publish' as const, 'withhold' as const, 'schedule' as const), by: fc.nat(11) }),
  fc.record({ do: fc.constantFrom('recall' as const, 'unschedule' as const, 'stop' as const), by: fc.nat(11) }),
  // The bare act of the kernel, past the operations of this module.
  fc.record({ do: fc.constant('bare' as const), by: fc.nat(11), act: fc.constantFrom(...ACTS) }),
  fc.record({ do: fc.constant('privacy' as const), open: fc.boolean() }),
  // The usual way on, so that walks get far.
  fc.record({ do: fc.constant('onward' as const), steps: fc.integer({ min: 1, max: 5 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const USUAL: Readonly<Record<string, string>> = {
  drafting: 'lianluoyuan',
  department: 'shichang-sh',
  office: 'gongkaiban',
  secrecy: 'shichang-bm',
  cleared: 'gongkaiban',
};

async function onward(id: number): Promise<void> {
  const { state } = await matterById(city.kernel, id);
  const by = LOGINS.indexOf((USUAL[state] ?? 'shimin') as (typeof LOGINS)[number]);
  if (state === 'drafting') await take(id, { do: 'submit', by });
  else if (state === 'cleared') await take(id, { do: 'publish', by });
  else {
    const gate = GATES.find((name) => name === state);
    if (gate) await take(id, { do: 'review', by, gate, passed: true });
  }
}

async function take(id: number, one: Step): Promise<void> {
  const { kernel } = city;
  if (one.do === 'privacy') {
    privacyIsOpen = one.open;
    return;
  }
  if (one.do === 'onward') {
    for (let i = 0; i < one.steps; i += 1) await onward(id);
    return;
  }
  const who = { actor: actors[one.by] ?? anonymous, at: AT };
  const { row } = await publicationById(kernel, id);
  const seenRevision = row.revision;
  const words = '因为需要再核对';
  if (one.do === 'save') {
    const attribute = one.attribute
      ? {}
      : { attribute: 'withheld', reason: 'privacy', reasonWords: '涉及当事人的个人隐私' };
    await saveDraft(kernel, {
      id,
      ...who,
      seenRevision,
      content: article({ body: `<p>${one.body}</p>`, ...attribute }),
    });
  } else if (one.do === 'submit') await submit(kernel, { id, ...who, seenRevision });
  else if (one.do === 'review') {
    const seenText = row.submittedHash?.toString('hex') ?? '';
    await review(kernel, { id, ...who, gate: one.gate, passed: one.passed, words, seenText });
  } else if (one.do === 'publish') await publish(kernel, { id, ...who });
  else if (one.do === 'withhold') await withhold(kernel, { id, ...who });
  else if (one.do === 'schedule') await schedule(kernel, { id, ...who, publishAt: new Date(AT.getTime() + 1000) });
  else if (one.do === 'unschedule') await unschedule(kernel, { id, ...who });
  else if (one.do === 'recall') await takeBack(kernel, { id, ...who, how: 'recall', words });
  else if (one.do === 'stop') await stopForSecrecy(kernel, { id, ...who, words });
  else if (one.do === 'bare') await act(kernel, { matter: id, act: one.act, ...who });
}

/** A refusal is an answer; anything else is a fault. Answers its code. */
async function tried(id: number, one: Step): Promise<string | null> {
  try {
    await take(id, one);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** Whether anything of this matter stands in public, and whether it may. */
async function assertNothingPastAGate(id: number, wasPublic: boolean): Promise<boolean> {
  const { kernel } = city;
  const { row, draft, snapshot } = await publicationById(kernel, id);
  const { rows } = await kernel.published.pool.query<{ content: { body: string; attribute: string } }>(
    `select content from pub.pub_publication_content where index_number = $1`,
    [row.index ?? 'none'],
  );
  const isPublic = rows.length > 0;
  const isState = ['published', 'assessed', 'archived'].includes(snapshot.state);
  expect(isPublic).toBe(isState);
  if (!isPublic) return false;
  const gates = await gateRows(kernel.pool, id);
  expect(gatesPassed(gates, row.submittedHash).size).toBe(GATES.length);
  expect(draft.hash.equals(row.submittedHash ?? Buffer.alloc(0))).toBe(true);
  expect(rows[0]?.content).toMatchObject({ body: draft.content.body, attribute: 'proactive' });
  const lately = new Map(gates.map((gate) => [gate.gate, gate.personId]));
  expect(new Set(lately.values()).size).toBe(GATES.length);
  expect(lately.values().toArray()).not.toContain(await submitter(id));
  if (!wasPublic) expect(privacyIsOpen).toBe(true);
  return true;
}

async function submitter(id: number): Promise<number | null> {
  const { rows } = await city.kernel.pool.query<{ actor: number }>(
    `select actor_id as actor from kernel.entry where matter_id = $1 and act = 'submit' order by seq desc limit 1`,
    [id],
  );
  return rows[0]?.actor ?? null;
}

test('no path publishes past an open gate, whoever does whatever in whatever order', async () => {
  let reached = 0;
  let shut = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (walk) => {
      privacyIsOpen = true;
      const drafter = actors[0] ?? anonymous;
      const { id } = await openPublication(city.kernel, { agencyId, content: article(), actor: drafter, at: AT });
      let isPublic = false;
      for (const one of walk) {
        const code = await tried(id, one);
        if (code === 'screening/undecided') shut += 1;
        isPublic = await assertNothingPastAGate(id, isPublic);
      }
      if (isPublic) reached += 1;
    }),
    { numRuns: 80, seed: 20261123 },
  );
  // The walks that matter were taken: some came out, some stood before the shut gate.
  expect(reached).toBeGreaterThan(8);
  expect(shut).toBeGreaterThan(0);
}, 60_000);

test('the bare act of the kernel publishes nothing, in any state, by anybody', async () => {
  const { kernel } = city;
  privacyIsOpen = true;
  const { id } = await openPublication(kernel, { agencyId, content: article(), actor: actors[0] ?? anonymous, at: AT });
  for (let i = 0; i < 4; i += 1) {
    for (const actor of actors) {
      for (const name of ['publish', 'schedule']) {
        await expect(act(kernel, { matter: id, act: name, actor, at: AT })).rejects.toBeInstanceOf(Refusal);
      }
    }
    await onward(id);
  }
  expect((await matterById(kernel, id)).state).toBe('cleared');
});
