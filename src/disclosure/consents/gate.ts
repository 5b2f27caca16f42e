import type { ActGate } from '../../kernel/index.ts';
import { draftRow } from '../repo/publications.ts';
import { consentsOf } from './repo.ts';
import { consentFault } from './rules.ts';

/**
 * Nothing passes as harmless, and nothing goes out, while a third party who was asked has not agreed and the agency has not
 * decided otherwise and told him.
 *
 * @law 政府信息公开条例 第十五条
 */
const gate = (act: 'pass-secrecy' | 'schedule' | 'publish'): ActGate => ({
  kind: 'publication',
  act,
  holds: async (_kernel, { id }, source) => {
    const draft = await draftRow(source, id);
    if (draft?.content.attribute !== 'proactive') return null;
    return consentFault(await consentsOf(source, id), draft.hash);
  },
});

export const consentGates: readonly ActGate[] = [gate('pass-secrecy'), gate('schedule'), gate('publish')];
