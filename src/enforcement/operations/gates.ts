import { publicationById } from '../../disclosure/index.ts';
import type { ActGate } from '../../kernel/index.ts';
import { resultById } from '../repo/results.ts';
import { certificateFault } from './certificates.ts';
import { toldHash } from './enter.ts';

/** What comes of enforcement is told from its entry, where certificates are looked at: no text of its own gets past. */
const ENTERED_HERE: ReadonlySet<string> = new Set(['penalty-result', 'enforcement-result']);

/**
 * No certificate, no publication; and what goes out is what was entered.
 *
 * @law 行政处罚法 第四十二条; 国办发〔2018〕118号
 */
const gate = (act: 'submit' | 'publish' | 'schedule'): ActGate => ({
  kind: 'publication',
  act,
  holds: async (kernel, { id, agencyId }, source) => {
    const result = await resultById(source, id);
    const { draft } = await publicationById(kernel, id, source);
    const { genre, attribute } = draft.content;
    if (!result) {
      // What is not told to everybody is no publication of a result.
      return attribute === 'proactive' && ENTERED_HERE.has(genre) ? { code: 'enforcement/not-from-here' } : null;
    }
    if (!toldHash(draft.content).equals(result.hash)) return { code: 'enforcement/text-differs' };
    return certificateFault(kernel, source, agencyId, result.value);
  },
});

export const enforcementGates: readonly ActGate[] = [gate('submit'), gate('publish'), gate('schedule')];
