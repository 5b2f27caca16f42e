import {
  capacityFor,
  dayOf,
  type IssuedNotice,
  type Kernel,
  openMatter,
  refuse,
  remark,
  type Snapshot,
} from '../../kernel/index.ts';
import { publicationById } from '../operations/publication.ts';
import { type Doing, keep, letterOf } from './letters.ts';
import { CONSENT, consentProcess, LEAST_DAYS, MOST_DAYS } from './process.ts';
import { consentsOf, insertConsent } from './repo.ts';
import { place } from './sealed.ts';
import { consentText } from './text.ts';
import type { Interest } from './wire.ts';

type Letter = { readonly interest: Interest; readonly addressee: string; readonly about: string };

/** Until it is public; then there is nothing to ask for. */
export const ASKABLE: ReadonlySet<string> = new Set(['drafting', 'department', 'office', 'secrecy', 'cleared']);

/**
 * Asks third parties in writing whether something of theirs may be told, each by a letter of his own. From then on the
 * publication waits for every one of them.
 *
 * @throws Refusal disclosure/nobody-to-ask, disclosure/consent-days (422), disclosure/consent-too-late, documents/unprintable
 *   (422) and those of an act
 * @law 政府信息公开条例 第十五条
 */
export async function askThirdParties(
  kernel: Kernel,
  request: Doing & { readonly publication: number; readonly days: number; readonly letters: readonly Letter[] },
): Promise<readonly number[]> {
  const { publication: id, days, letters, actor, at } = request;
  if (
    letters.length === 0 ||
    letters.some(({ addressee, about }) => addressee.trim() === '' || about.trim().length < 5)
  )
    throw refuse('disclosure/nobody-to-ask', {}, 422);
  if (days < LEAST_DAYS || days > MOST_DAYS) throw refuse('disclosure/consent-days', {}, 422);
  const { snapshot, draft } = await publicationById(kernel, id);
  const capacity = capacityFor(consentProcess.actions.ask.by, actor, snapshot);
  if (!capacity) throw refuse('matter/not-yours', { act: 'ask' }, 403);
  if (!ASKABLE.has(snapshot.state)) throw refuse('disclosure/consent-too-late');
  const before = (await consentsOf(kernel.pool, id)).length;
  const written: IssuedNotice[] = [];
  for (const [i, letter] of letters.entries())
    written.push(await letterOf(kernel, request, snapshot, `${before + i + 1}`, asking(snapshot, letter, days)));
  const ids: number[] = [];
  await remark(kernel, {
    snapshot,
    act: 'disclosure.ask-consent',
    actor,
    at,
    facts: { letters: written.map(({ number }) => number), interests: letters.map(({ interest }) => interest) },
    write: async (tx) => {
      for (const [i, { interest, addressee, about }] of letters.entries()) {
        const opened = await openMatter(kernel, {
          kind: CONSENT,
          act: 'ask',
          title: consentText.matter(snapshot.title),
          ...{ region: snapshot.region, agencyId: snapshot.agencyId, parentId: id, actor, capacity, at },
          facts: { publication: snapshot.number, interest, text: draft.hash.toString('hex'), days },
          within: tx,
          write: async (_, matterId) => {
            await insertConsent(tx, {
              id: matterId,
              publicationId: id,
              interest,
              addressee: kernel.seal.seal(addressee.trim(), place.addressee(matterId)),
              about: kernel.seal.seal(about.trim(), place.about(matterId)),
              askedHash: draft.hash,
              answerDays: days,
              sentOn: dayOf(at),
            });
            await keep(tx, matterId, 'asking', written[i]);
          },
        });
        ids.push(opened.id);
      }
    },
  });
  kernel.wake();
  return ids;
}

const { paper } = consentText;

const asking = ({ title }: Snapshot, { interest, addressee, about }: Letter, days: number) => ({
  kind: 'asking' as const,
  addressee: addressee.trim(),
  body: [paper.intro(title, consentText.interests[interest]), paper.about(about.trim()), paper.ask(days), paper.silent],
});
