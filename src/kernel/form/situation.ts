/** A question whose answer decides which materials a person has to bring. */
export type SituationQuestion = {
  readonly key: string;
  readonly title: string;
  readonly help?: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  /** Asked only when these answers were given. */
  readonly when?: When;
};

/** One answer that a rule looks at. */
export type AnswerTest =
  | { readonly question: string; readonly equals: string }
  | { readonly question: string; readonly in: readonly string[] };

export type When = { readonly all: readonly AnswerTest[] } | { readonly any: readonly AnswerTest[] };

/** One thing on the list of materials. */
export type Material = {
  readonly key: string;
  readonly name: string;
  readonly required: boolean;
  /** May follow later against a written promise. */
  readonly deferrable?: true;
  /** Needed only in these situations; always, when left out. */
  readonly when?: When;
  readonly form: 'paper' | 'electronic' | 'either';
  readonly original: 'original' | 'copy' | 'either';
  readonly copies: number;
  /** Who issues it: the person, another agency, or the city already has it and does not ask for it. */
  readonly source: 'self' | 'agency' | 'shared';
  readonly sourceNote?: string;
  readonly note?: string;
  readonly law?: string;
  /** Addresses of the blank form and of a filled-in sample. */
  readonly blankForm?: string;
  readonly sample?: string;
};

export type Situation = {
  readonly questions: readonly SituationQuestion[];
  readonly materials: readonly Material[];
};

/** Answers by question key; a question without an answer is simply absent. */
export type SituationAnswers = Readonly<Record<string, string | undefined>>;

/** `undefined` is "cannot be known yet": a question that will be asked has no answer. */
type Verdict = boolean | undefined;

function testHolds(
  situation: Situation,
  answers: SituationAnswers,
  test: AnswerTest,
  chain: readonly string[],
): Verdict {
  const question = situation.questions.find(({ key }) => key === test.question);
  if (!question || chain.includes(test.question)) return false;
  const asked = whenHolds(situation, answers, question.when, [...chain, test.question]);
  if (asked === false) return false;
  const answer = Object.hasOwn(answers, test.question) ? answers[test.question] : undefined;
  if (answer === undefined || !question.options.some(({ value }) => value === answer)) return undefined;
  const meets = 'equals' in test ? test.equals === answer : test.in.includes(answer);
  return meets ? asked : false;
}

function whenHolds(
  situation: Situation,
  answers: SituationAnswers,
  when: When | undefined,
  chain: readonly string[],
): Verdict {
  if (!when) return true;
  const tests = 'all' in when ? when.all : when.any;
  const verdicts = tests.map((test) => testHolds(situation, answers, test, chain));
  const decisive = 'any' in when;
  if (verdicts.includes(decisive)) return decisive;
  return verdicts.includes(undefined) ? undefined : !decisive;
}

/**
 * The materials that the answers leave on the list, in its order. Without answers that is every material that could
 * be needed; each further answer can only take materials away.
 */
export const materialsFor = (situation: Situation, answers: SituationAnswers): readonly Material[] =>
  situation.materials.filter(({ when }) => whenHolds(situation, answers, when, []) !== false);

/** The questions to put now: those that apply, answered or not, in order; none whose own condition is still open. */
export const questionsFor = (situation: Situation, answers: SituationAnswers): readonly SituationQuestion[] =>
  situation.questions.filter(({ when }) => whenHolds(situation, answers, when, []) === true);

/** The questions that apply and have no valid answer yet. */
export const openQuestions = (situation: Situation, answers: SituationAnswers): readonly SituationQuestion[] =>
  questionsFor(situation, answers).filter(
    ({ key, options }) => !options.some(({ value }) => Object.hasOwn(answers, key) && value === answers[key]),
  );

/** Keeps the answers that belong to questions which apply and name one of their options. */
export function answersTo(situation: Situation, given: Readonly<Record<string, unknown>>): SituationAnswers {
  const kept: Record<string, string> = {};
  // A question may only be reached once an earlier answer is in, so the list is walked until nothing is added.
  for (let before = -1; before < Object.keys(kept).length; ) {
    before = Object.keys(kept).length;
    for (const { key, options } of questionsFor(situation, kept)) {
      const value = Object.hasOwn(given, key) ? given[key] : undefined;
      const option = options.find((candidate) => candidate.value === value);
      if (option) kept[key] = option.value;
    }
  }
  return kept;
}

/** What is wrong with a definition, in words for the person who wrote it; empty when it can be used. */
export function situationFaults(situation: Situation): readonly string[] {
  const faults: string[] = [];
  const keys = [...situation.questions, ...situation.materials].map(({ key }) => key);
  for (const key of keys) {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(key) || key in Object.prototype) faults.push(`${key}: not a usable key`);
  }
  for (const list of [situation.questions, situation.materials]) {
    const seen = new Set<string>();
    for (const { key } of list) {
      if (seen.has(key)) faults.push(`${key}: stands twice`);
      seen.add(key);
    }
  }
  for (const [index, question] of situation.questions.entries()) {
    if (question.options.length < 2) faults.push(`${question.key}: needs at least two options`);
    if (new Set(question.options.map(({ value }) => value)).size < question.options.length) {
      faults.push(`${question.key}: two options with the same value`);
    }
    faults.push(...whenFaults(question.key, question.when, situation.questions.slice(0, index)));
  }
  for (const material of situation.materials) {
    if (!Number.isInteger(material.copies) || material.copies < 0) faults.push(`${material.key}: copies`);
    faults.push(...whenFaults(material.key, material.when, situation.questions));
  }
  return faults;
}

function whenFaults(owner: string, when: When | undefined, earlier: readonly SituationQuestion[]): readonly string[] {
  if (!when) return [];
  const tests = 'all' in when ? when.all : when.any;
  if (tests.length === 0) return [`${owner}: a condition without a test`];
  return tests.flatMap((test) => {
    const question = earlier.find(({ key }) => key === test.question);
    if (!question) return [`${owner}: no question ${test.question} before it`];
    const wanted = 'equals' in test ? [test.equals] : test.in;
    return wanted
      .filter((value) => !question.options.some((option) => option.value === value))
      .map((value) => `${owner}: ${test.question} has no option ${value}`);
  });
}
