type Field = { readonly path: string; readonly message: string };

/** A refusal as the server said it: a stable code, and a sentence for the person. */
export type Problem = Error & {
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;
  /** What is wrong where, for a form that does not fit. */
  readonly fields: readonly Field[];
};

export const problem = (
  status: number,
  code: string,
  sentence: string,
  more: { readonly requestId?: string | null; readonly fields?: readonly Field[] } = {},
): Problem =>
  Object.assign(new Error(sentence), { code, status, requestId: more.requestId ?? null, fields: more.fields ?? [] });

export const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && 'code' in error && 'status' in error;

/** Nobody is signed in any more: the session has ended or was ended elsewhere. */
export const isSignedOut = (error: unknown): boolean => isProblem(error) && error.code === 'access/sign-in-first';

/** The form was made for a state of things that is over. */
export const isStale = (error: unknown): boolean => isProblem(error) && error.code === 'matter/changed';

/** What is wrong where; empty for problems that are about no field. */
export const fieldsOf = (error: unknown): readonly Field[] => (isProblem(error) ? error.fields : []);
