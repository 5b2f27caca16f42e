import { type Acted, act, type Kernel, refuse, type Transaction, vectorOf, workingDays } from '../../kernel/index.ts';
import { writtenOn } from '../papers/words.ts';
import { databaseIn } from '../repo/database.ts';
import { changeRequest } from '../repo/requests.ts';
import { marksOfRequest } from '../rules/alike.ts';
import { cleaned, isBlank } from '../rules/words-in.ts';
import { settingsOf } from '../settings.ts';
import { text } from '../text.ts';
import { type Doing, legalDayOf, onMatter, read } from './doing.ts';
import { addresseeOf } from './intake.ts';
import { keep, type Written, write } from './letters.ts';

/** One thing to put right, and how. */
export type Correction = { readonly title: string; readonly detail: string };

/**
 * Tells the applicant once what is unclear, and gives a reasonable term.
 *
 * @param days working days he has; the city's usual term when left out
 * @throws Refusal information-requests/asked-before, nothing-to-correct, correction-too-late, matter/no-such-term and those
 *   of an act
 * @law 政府信息公开条例 第三十条
 */
export async function askToCorrect(
  kernel: Kernel,
  { items, days, ...doing }: Doing & { readonly items: readonly Correction[]; readonly days?: number | undefined },
): Promise<Acted> {
  const { snapshot, request } = await read(kernel, doing);
  const { correctionDays } = await settingsOf(kernel, snapshot.agencyId, legalDayOf(doing));
  let letter: Written | null = null;
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'ask-to-correct',
    terms: { correction: workingDays(days ?? correctionDays) },
    evidence: { at: doing.at, items: items.map(({ title }) => title) },
    facts: { items: items.length },
    personal: { text: items.map(({ title, detail }) => `${title}：${detail}`).join('\n') },
    ready: async ({ outcome }) => {
      const until = outcome.changed.find(({ name }) => name === 'correction')?.dueOn;
      letter = await write(
        kernel,
        doing.papers,
        snapshot,
        {
          kind: 'correction-notice',
          words: {
            addressee: await addresseeOf(kernel, snapshot.id),
            body: [text.paper.asked(writtenOn(request.submittedOn), request.subject), text.paper.correction],
            itemsHeading: text.paper.correctionHeading,
            items,
            remedies: until ? [text.paper.correctionUntil(writtenOn(until))] : [],
          },
        },
        doing.at,
      );
    },
    write: (tx) => keep(tx, snapshot.id, letter),
  });
}

/** What the applicant puts in place of what he asked for; the first words stay in the ledger. */
export type Corrected = { readonly wanted: string };

export const enter = async (
  tx: Transaction,
  matterId: number,
  subject: string,
  wanted: string,
  more: Parameters<typeof changeRequest>[2],
) =>
  changeRequest(databaseIn(tx), matterId, {
    wanted,
    tokens: vectorOf(`${subject} ${wanted}`),
    marks: marksOfRequest({ subject, wanted }),
    ...more,
  });

/**
 * The applicant corrects by web; the agency confirms that it has it.
 *
 * @throws Refusal information-requests/nothing-said (422) and those of an act
 */
export async function correct(kernel: Kernel, { wanted, ...doing }: Doing & Corrected): Promise<Acted> {
  const { snapshot, request } = await read(kernel, doing);
  const said = cleaned(wanted).slice(0, 5000);
  // What he asked for before stays until there is something in its place.
  if (isBlank(said)) throw refuse('information-requests/nothing-said', {}, 422);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'correct',
    personal: { form: { wanted: said } },
    write: (tx) => enter(tx, snapshot.id, request.subject, said, {}),
  });
}

/**
 * Enters a correction that came by post or was handed over: the reply period begins anew on the day it came.
 *
 * @throws Refusal matter/no-such-day, information-requests/nothing-said (422) and those of an act
 * @law 政府信息公开条例 第三十条、第三十三条
 */
export async function receiveCorrection(kernel: Kernel, { wanted, ...doing }: Doing & Corrected): Promise<Acted> {
  const { snapshot, request } = await read(kernel, doing);
  if (isBlank(wanted)) throw refuse('information-requests/nothing-said', {}, 422);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'receive-correction',
    personal: { text: wanted.trim() },
    write: (tx) => enter(tx, snapshot.id, request.subject, wanted.trim(), { countedFrom: legalDayOf(doing) }),
  });
}

/**
 * The agency confirms a correction that came by web: on the day it came at the earliest.
 *
 * @throws Refusal matter/no-such-day (422) and those of an act
 */
export async function confirmCorrection(kernel: Kernel, doing: Doing): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  const on = legalDayOf(doing);
  const cameOn = snapshot.clocks['correction-confirmation']?.facts.startedOn;
  if (cameOn !== undefined && on < cameOn) throw refuse('matter/no-such-day', { on }, 422);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'confirm-correction',
    write: (tx) => changeRequest(databaseIn(tx), snapshot.id, { countedFrom: legalDayOf(doing) }),
  });
}
