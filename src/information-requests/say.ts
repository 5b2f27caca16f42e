import { kernelSentences, sentencesOf } from '../kernel/index.ts';
import { remedySentences } from './remedies/text.ts';
import { sentences } from './text.ts';

/** The sentence of a refusal, for pages that show it beside a field. */
export const sentenceOf = sentencesOf([
  { name: 'kernel', sentences: kernelSentences },
  { name: 'information-requests', sentences: { ...sentences, ...remedySentences } },
]);
