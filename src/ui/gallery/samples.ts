import { answers, done, figures, form, taken } from './filling.tsx';
import { home, list, progress } from './reading.tsx';
import type { Sample } from './scene.tsx';

/** Every component in the situations it is made for, one page each. */
export const samples: readonly Sample[] = [
  home,
  progress,
  list,
  form('applicant', '/form', false),
  form('applicant', '/form-wrong', true),
  form('household', '/rows-wrong', true),
  form('rest', '/rest', false),
  answers,
  done,
  taken,
  figures,
];
