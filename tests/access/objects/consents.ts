import { Readable } from 'node:stream';
import { askThirdParties } from '../../../src/disclosure/consents/ask.ts';
import { addPaper } from '../../../src/disclosure/consents/papers.ts';
import { article, handedIn, type People } from '../../../src/disclosure/testing.ts';
import { PNG } from '../draft.ts';
import { agencyAt, type Setting, seen } from './setting.ts';

/** A publication that a third party was asked about, whose letter is on its way. */
export async function prepareConsents(setting: Setting, who: People) {
  const { kernel, owner, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const publication = await handedIn(kernel, who, agencyId, article({ title: '酱油专项抽检', formedOn: '2026-04-10' }));
  const letters = [{ interest: 'trade-secret', addressee: '城东酱园', about: '酱油的配方和配比' } as const];
  const papers = { publicUrl: 'https://www.mingtang.example' };
  const by = { actor: who.drafter, at };
  const [id = 0] = await askThirdParties(kernel, { publication, days: 15, letters, papers, ...by });
  const stream = Readable.from([Buffer.from(PNG)]);
  const paper = await addPaper(kernel, { id, stream, name: '送达回证.png', ...by });
  const { rows } = await owner.query<{ code: string }>(
    'select code from disclosure.consent_letter where matter_id = $1',
    [id],
  );
  return { consent: { ...(await seen(setting, id)), publication, paper, code: rows[0]?.code ?? '' } };
}
