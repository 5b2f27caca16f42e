import { z } from 'zod';
import { isProblem, type Problem, problem } from './problem.ts';
import { text } from './text.ts';

/** One thing the server answers, as a module's `contract.ts` declares it. */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` stands for a member of `params`. */
  readonly path: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response?: z.ZodType;
};

type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E[K] extends z.ZodType
  ? { readonly [P in K]: z.input<E[K]> }
  : unknown;
type Given = { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown };
export type Input<E extends Endpoint> = Given & Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>;
export type Output<E extends Endpoint> = E['response'] extends z.ZodType ? z.output<E['response']> : undefined;

/** The address of an endpoint with its input filled in. */
export function urlOf(
  endpoint: Pick<Endpoint, 'path'>,
  input: { readonly params?: unknown; readonly query?: unknown },
): string {
  const params = new Map(Object.entries(input.params ?? {}));
  const path = endpoint.path.replaceAll(/:(\w+)/gu, (_, name: string) => encodeURIComponent(String(params.get(name))));
  const given = Object.entries(input.query ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return given.length === 0
    ? path
    : `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

/** Asks the server. @throws Problem with the code and the sentence of a refusal */
export async function call<E extends Endpoint>(endpoint: E, input: Input<E>, signal?: AbortSignal): Promise<Output<E>> {
  const { body, ...address }: Given = input;
  const isForm = body instanceof FormData;
  const answer = await fetch(urlOf(endpoint, address), {
    method: endpoint.method,
    signal: signal ?? null,
    headers: {
      accept: 'application/json',
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : isForm ? body : JSON.stringify(body),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : problem(0, 'workbench/away', text.problems.away);
  });
  if (!answer.ok) throw await problemIn(answer);
  const content: unknown = answer.status === 204 ? undefined : await answer.json();
  const parsed = endpoint.response?.safeParse(content);
  if (parsed && !parsed.success) throw problem(0, 'workbench/other-version', text.problems.otherVersion);
  return parsed?.data as Output<E>;
}

/** What a refusal is written as; whatever else came back is a fault of the server or of what lies between. */
const Said = z.object({
  title: z.string(),
  code: z.string(),
  requestId: z.string().nullish(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).nullish(),
});

async function problemIn(answer: Response): Promise<Problem> {
  const said = Said.safeParse(await answer.json().catch(() => null));
  if (!said.success) return problem(answer.status, 'workbench/unexpected', text.problems.unexpected);
  const { title, code, requestId, fields } = said.data;
  return problem(answer.status, code, title, { requestId: requestId ?? null, fields: fields ?? [] });
}

/** The sentence of whatever was thrown. */
export const sentenceOf = (error: unknown): string => (isProblem(error) ? error.message : text.problems.unexpected);
