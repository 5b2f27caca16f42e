import { formRefusals } from '../kernel/form/index.ts';
import { documentSentences, kernelSentences, sentencesOf } from '../kernel/index.ts';
import { sentences } from './sentences.ts';

/** The sentence of a refusal, where it is shown beside what was asked instead of on a page of its own. */
export const sentenceOf = sentencesOf([
  { name: 'kernel', sentences: kernelSentences },
  { name: 'form', sentences: formRefusals },
  { name: 'documents', sentences: documentSentences },
  { name: 'cases', sentences },
]);
