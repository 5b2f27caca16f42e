import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  calendarDays,
  capacityFor,
  type Day,
  day,
  dayOf,
  type Kernel,
  matterById,
  openMatter,
  refuse,
} from '../../kernel/index.ts';
import { findPersonalData, personalDataNames } from '../../screening/index.ts';
import { LETTER, letterProcess, MOST_DAYS } from './process.ts';
import { closeLetter, insertLetter, letterById, letterCounts, letterRows, type StoredLetter } from './repo.ts';
import { letterText } from './text.ts';
import type { LetterRow, LetterView, letterAct, lettersCsv, listLetters, sendLetterCall } from './wire.ts';

type Doing = { readonly actor: Actor; readonly at: Date };
const PAGE = 50;
const MOST_CSV = 20_000;
const ACTS = ['answer', 'remind', 'give-up'] as const;

/**
 * Enters a letter that was sent: whom it asks, about what, and until when. Its clock counts from the day it was sent.
 *
 * @law 重大行政决策程序暂行条例 第十四条 (opinions are sought)
 * @throws Refusal access/forbidden (403), disclosure/letter-days, disclosure/letter-personal (422)
 */
export async function sendLetter(
  kernel: Kernel,
  { agencyId, actor, at, ...said }: z.output<typeof sendLetterCall.body> & Doing,
): Promise<{ readonly id: number; readonly number: string }> {
  kernel.access.check(actor, 'disclosure.draft', { agencyId });
  if (!maySend(actor, agencyId)) throw refuse('access/forbidden', {}, 403);
  const [sentOn, dueOn] = [dayIn(said.sentOn), dayIn(said.dueOn)];
  const days = sentOn && dueOn ? Math.round((Date.parse(dueOn) - Date.parse(sentOn)) / 86_400_000) : 0;
  if (!sentOn || !dueOn || sentOn > dayOf(at) || days < 1 || days > MOST_DAYS)
    throw refuse('disclosure/letter-days', { most: MOST_DAYS }, 422);
  assertImpersonal(`${said.about}\n${said.asked}`);
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  return openMatter(kernel, {
    kind: LETTER,
    act: 'send',
    title: letterText.matter(said.about),
    region: agency.region,
    agencyId,
    actor,
    at,
    ...(sentOn === dayOf(at) ? {} : { on: sentOn }),
    ...(days === letterProcess.clocks.answer.limit.n ? {} : { terms: { answer: calendarDays(days) } }),
    facts: { askedKind: said.askedKind, way: said.way, dueOn },
    write: (tx, id) => insertLetter(tx, id, { ...said, agencyId, sentOn, dueOn }),
  });
}

/**
 * Enters what came back, that somebody was reminded, or why nobody waits any longer.
 *
 * @throws Refusal disclosure/letter-not-found (404), disclosure/letter-answer-day, disclosure/letter-personal (422),
 *   disclosure/letter-no-words, those of an act
 */
export async function actOnLetter(
  kernel: Kernel,
  { id, actor, at, seenSeq, ...said }: z.output<typeof letterAct.body> & Doing & { readonly id: number },
): Promise<void> {
  const letter = await letterOf(kernel, id, actor);
  const matter = await matterById(kernel, id);
  const words = said.act === 'answer' ? said.answer : said.words;
  assertImpersonal(words);
  const doing = { matter, actor, at, seenSeq, evidence: { words } };
  if (said.act === 'answer') {
    const on = dayIn(said.answeredOn);
    if (!on || on < letter.sentOn || on > dayOf(at)) throw refuse('disclosure/letter-answer-day', {}, 422);
    const { answer, outcome } = said;
    await act(kernel, {
      ...doing,
      act: 'answer',
      ...(on === dayOf(at) ? {} : { on }),
      facts: { outcome, answeredOn: on },
      write: (tx) => closeLetter(tx, id, { answeredOn: on, answer, outcome }),
    });
    return;
  }
  await act(kernel, {
    ...doing,
    act: said.act,
    facts: { words },
    write: async (tx) => {
      if (said.act === 'give-up') await closeLetter(tx, id, { answeredOn: null, answer: words, outcome: null });
    },
  });
}

/** @throws Refusal disclosure/letter-not-found (404), access/forbidden (403) */
export async function letterView(kernel: Kernel, id: number, actor: Actor): Promise<LetterView> {
  const letter = await letterOf(kernel, id, actor);
  const agency = (await directoryOf(kernel)).agencyShortName(letter.agencyId);
  const snapshot = await matterById(kernel, id);
  const acts = ACTS.filter(
    (name) => letter.state === 'waiting' && capacityFor(letterProcess.actions[name].by, actor, snapshot) !== null,
  );
  return { ...rowOf(letter, agency, dayOf(kernel.now())), answer: letter.answer, outcome: letter.outcome, acts };
}

/** @throws Refusal access/forbidden (403) for an agency beyond those in sight */
export async function letterList(
  kernel: Kernel,
  { standing, q, agency, before }: z.output<typeof listLetters.query>,
  actor: Actor,
): Promise<z.output<typeof listLetters.response>> {
  const inSight = await agenciesFor(kernel, actor, 'disclosure.read');
  const query = { agencyIds: narrowed(inSight, agency), q, today: dayOf(kernel.now()) };
  const [found, counts, directory] = await Promise.all([
    letterRows(kernel.pool, standing, query, { before, most: PAGE + 1 }),
    letterCounts(kernel.pool, query),
    directoryOf(kernel),
  ]);
  const rows = found.slice(0, PAGE);
  const agencies = directory.agencies
    .filter(({ id }) => inSight.includes(id))
    .map(({ id, shortName }) => ({ id, name: shortName }));
  return {
    rows: rows.map((row) => rowOf(row, directory.agencyShortName(row.agencyId), query.today)),
    counts,
    agencies,
    // What the process admits, not what the permission alone would: an office above reads, and does not send for others.
    sending: agencies.filter(({ id }) => maySend(actor, id)),
    next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** The register as a table. @throws Refusal access/forbidden (403) for an agency beyond those in sight */
export async function letterTable(
  kernel: Kernel,
  { standing, q, agency }: z.output<typeof lettersCsv.query>,
  actor: Actor,
): Promise<readonly (readonly (string | null)[])[]> {
  const today = dayOf(kernel.now());
  const agencyIds = narrowed(await agenciesFor(kernel, actor, 'disclosure.read'), agency);
  const rows = await letterRows(kernel.pool, standing, { agencyIds, q, today }, { most: MOST_CSV });
  const directory = await directoryOf(kernel);
  const { askedKinds, ways, outcomes, yes, no, csv } = letterText;
  return [
    csv,
    ...rows.map((letter) => {
      const row = rowOf(letter, directory.agencyName(letter.agencyId), today);
      return [
        ...[row.number, row.agency, row.about, askedKinds[row.askedKind], row.asked, ways[row.way]],
        ...[row.sentOn, row.dueOn, row.answeredOn, row.isLate ? yes : no, row.stateTitle],
        ...[letter.outcome === null ? null : outcomes[letter.outcome], letter.answer],
      ];
    }),
  ];
}

const maySend = (actor: Actor, agencyId: number): boolean =>
  capacityFor(letterProcess.actions.send.by, actor, { agencyId, subjectId: null }) !== null;

function rowOf(letter: StoredLetter, agency: string, today: Day): LetterRow {
  const { id, number, seq, state, about, askedKind, asked, way, sentOn, dueOn, answeredOn } = letter;
  return {
    ...{ id, number, seq, state, about, askedKind, asked, way, sentOn, dueOn, answeredOn, agency },
    stateTitle: Object.entries(letterProcess.states).find(([name]) => name === state)?.[1].title ?? state,
    isLate: answeredOn === null ? dueOn < today : answeredOn > dueOn,
  };
}

async function letterOf(kernel: Kernel, id: number, actor: Actor): Promise<StoredLetter> {
  const letter = await letterById(kernel.pool, id);
  if (!letter) throw refuse('disclosure/letter-not-found', {}, 404);
  kernel.access.check(actor, 'disclosure.read', { agencyId: letter.agencyId });
  return letter;
}

async function agenciesFor(kernel: Kernel, actor: Actor, permission: string): Promise<readonly number[]> {
  const { agencies } = await directoryOf(kernel);
  return agencies.map(({ id }) => id).filter((agencyId) => kernel.access.may(actor, permission, { agencyId }));
}

function narrowed(inSight: readonly number[], agency: number | undefined): readonly number[] {
  if (agency === undefined) return inSight;
  if (!inSight.includes(agency)) throw refuse('access/forbidden', {}, 403);
  return [agency];
}

function dayIn(typed: string): Day | null {
  try {
    return day(typed);
  } catch {
    return null;
  }
}

/** @throws Refusal disclosure/letter-personal (422) @law 个人信息保护法 第六条 */
function assertImpersonal(words: string): void {
  const kinds = new Set(findPersonalData(words).map(({ kind }) => personalDataNames[kind]));
  if (kinds.size > 0) throw refuse('disclosure/letter-personal', { what: [...kinds].join('、') }, 422);
}
