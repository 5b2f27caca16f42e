import type { Actor } from './actors.ts';
import type { Objects } from './objects/index.ts';

/** What is sent. */
export type Sent = {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string | number>>;
  readonly files?: FormData;
  /** The address of the machine that asks, when it is not this one. */
  readonly from?: string;
};

/** One row of the table: how a route is called so that whoever may is answered, whoever he is. */
export type Call = {
  /** As the router knows it: `POST /api/cases/:id/acts`. */
  readonly route: string;
  /** Tells rows of the same route apart. */
  readonly variant?: string;
  readonly send?: (objects: Objects, actor: Actor) => Sent;
  /** Stands in the answer only of those who are shown the object itself: lists answer everybody. */
  readonly shows?: (objects: Objects) => string;
  /** Asks the database whether it was really done: some pages answer alike either way. */
  readonly done?: (objects: Objects, actor: Actor) => { readonly sql: string; readonly values: readonly unknown[] };
  /** Nobody is admitted, on purpose: why. */
  readonly nobody?: string;
};

export const labelOf = ({ route, variant }: Call): string => (variant === undefined ? route : `${route} [${variant}]`);

/** The address of a call, its places filled in. */
export function addressOf({ route }: Call, { params = {}, query = {} }: Sent): string {
  const path = route.slice(route.indexOf(' ') + 1);
  const filled = path.replaceAll(/:(\w+)|\*/gu, (_place, name: string | undefined) =>
    String(params[name ?? '*'] ?? ''),
  );
  const pairs = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return pairs.length > 0 ? `${filled}?${new URLSearchParams(pairs).toString()}` : filled;
}
