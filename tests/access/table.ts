import type { InjectOptions } from 'fastify';
import { type Actor, GROUPS, STAFF_ROLES } from './actors.ts';
import { addressOf, type Call, labelOf, type Sent } from './call.ts';
import type { AccessCity } from './city.ts';

/** What became of a call, as one letter of the table. */
export const LETTERS = {
  '+': 'done, or shown what was asked for',
  '-': 'answered, but the thing itself was neither shown nor touched',
  s: 'has to sign in first (401, or sent to /sign-in)',
  '.': 'forbidden (403)',
  '0': 'as if it did not exist (404)',
  r: 'admitted, and then refused by a rule that has nothing to do with who asks; its code stands behind the row',
  '=': 'as at its own agency where the permission admits this role nowhere, as the first role where it asks for none: not tried',
} as const;
type Letter = keyof typeof LETTERS;

export type Row = { readonly label: string; readonly letters: string; readonly codes: readonly string[] };

/** So many ask at once: while one waits for the database, another is answered. */
export const AT_ONCE = 3;

type Outcome = { readonly letter: Letter; readonly code: string | null };

/**
 * Calls a route as everybody. A role that the gate refuses is tried at one place only; where no role is asked for, one of
 * them stands for all.
 */
export async function rowOf(city: AccessCity, call: Call): Promise<Row> {
  const may = city.routes.find(({ method, url }) => `${method} ${url}` === call.route)?.may;
  if (may === undefined) throw new Error(`there is no route ${call.route}`);
  const { access } = city.kernel;
  const isBlind = asksForNoRole(city, may);
  const outcomes: Outcome[] = [];
  const actors = [...city.actors.entries()];
  const asOneAfterTheOther = async (): Promise<void> => {
    for (let next = actors.shift(); next; next = actors.shift()) {
      const [place, actor] = next;
      const isStaff = actor.role !== null && actor.group !== 'admins';
      const isElsewhere = isStaff && actor.letter !== 'o';
      const isAsTheFirst = isBlind && isStaff && (isElsewhere || actor.group !== STAFF_ROLES[0]);
      const isSame = isAsTheFirst || (isElsewhere && !access.mayEver(actor.acting, may));
      outcomes[place] = isSame ? { letter: '=', code: null } : await outcomeOf(city, call, actor);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, asOneAfterTheOther));
  const codes = outcomes.flatMap(({ letter, code }) => (letter === 'r' && code !== null ? [code] : []));
  return {
    label: labelOf(call),
    letters: outcomes.map(({ letter }) => letter).join(''),
    codes: [...new Set(codes)].sort(),
  };
}

/** Whether a permission admits everybody, or everybody who is signed in: where somebody works is nothing to it. */
function asksForNoRole({ kernel: { access }, actors }: AccessCity, may: string): boolean {
  const citizen = actors.find(({ group, letter }) => group === 'people' && letter === 'x');
  if (!citizen) throw new Error('no citizen');
  const withoutPost: typeof citizen.acting = { ...citizen.acting, kind: 'staff' };
  return access.mayEver(citizen.acting, may) && access.mayEver(withoutPost, may);
}

const outcomeOf = (city: AccessCity, call: Call, actor: Actor): Promise<Outcome> =>
  city.rehearse(async () => {
    const sent = call.send?.(city.objects, actor) ?? {};
    const answer = await city.web.inject(requestOf(call, sent, actor));
    const { statusCode, body } = answer;
    const isSentToSignIn = String(answer.headers.location ?? '').startsWith('/sign-in?next=');
    if (statusCode >= 500) throw new Error(`${labelOf(call)} as ${actor.group} ${actor.letter}: ${statusCode} ${body}`);
    if (statusCode === 401 || isSentToSignIn) return { letter: 's', code: null };
    if (statusCode === 403) return { letter: '.', code: null };
    if (statusCode === 404) return { letter: '0', code: null };
    if (statusCode >= 400) return { letter: 'r', code: codeIn(body) ?? String(statusCode) };
    return { letter: (await wasMeant(city, call, actor, body)) ? '+' : '-', code: null };
  });

async function wasMeant(city: AccessCity, call: Call, actor: Actor, body: string): Promise<boolean> {
  if (call.shows && !body.includes(call.shows(city.objects))) return false;
  if (!call.done) return true;
  const { sql, values } = call.done(city.objects, actor);
  const { rows } = await city.kernel.pool.query<{ done: boolean }>(`select (${sql}) as done`, [...values]);
  return rows[0]?.done === true;
}

function requestOf(call: Call, sent: Sent, { cookie }: Actor): InjectOptions {
  const form = Object.entries(sent.form ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return {
    method: methodOf(call),
    url: addressOf(call, sent),
    ...(sent.from === undefined ? {} : { remoteAddress: sent.from }),
    headers: {
      accept: 'application/json',
      ...(cookie === null ? {} : { cookie }),
      ...(sent.form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...(sent.json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(sent.form ? { payload: new URLSearchParams(form).toString() } : {}),
    ...(sent.json === undefined ? {} : { payload: JSON.stringify(sent.json) }),
    ...(sent.files ? { payload: sent.files } : {}),
  };
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function methodOf({ route }: Call): (typeof METHODS)[number] {
  const method = METHODS.find((each) => route.startsWith(`${each} `));
  if (!method) throw new Error(`${route} begins with no method`);
  return method;
}

const codeIn = (body: string): string | null => /"code":"([^"]+)"/u.exec(body)?.[1] ?? null;

const WIDTH = 66;

/** The table as it is kept: a legend, a head, a line for each row. */
export function textOf(rows: readonly Row[]): string {
  const legend = Object.entries(LETTERS).map(([letter, meaning]) => `# ${letter} ${meaning}`);
  const head = (line: (group: (typeof GROUPS)[number]) => string): string =>
    `# ${GROUPS.map((group) => line(group).padEnd(group.letters.length)).join(' ')}`.padStart(0);
  const titles = head(({ title, letters }) => title.slice(0, letters.length)).replace(/^# /u, '#'.padEnd(WIDTH));
  const places = head(({ letters }) => letters.join('')).replace(/^# /u, '#'.padEnd(WIDTH));
  const lines = rows.map(({ label, letters, codes }) =>
    `${label.padEnd(WIDTH - 1)} ${grouped(letters)}${codes.length > 0 ? `  ${codes.join(' ')}` : ''}`.trimEnd(),
  );
  return `${[...INTRODUCTION, ...legend, '#', titles, places, ...lines].join('\n')}\n`;
}

const INTRODUCTION = [
  '# Who may do what: every route called as everybody. Read every changed line before you keep it.',
  '# Objects belong to 明德区市场监管局, to the citizen `o` and to the enterprise that `e` acts for. Staff of each role is',
  '# at that agency (o), a sister (s), the government above (a), another county (f), an office below (b), the city (c).',
  '# People: the citizen (o), another (x), who acts for the enterprise (e), the same in his own name (r), another’s (w).',
  '# Administrators: system (y), security (q), audit (j).',
  '#',
];

function grouped(letters: string): string {
  let from = 0;
  const parts = GROUPS.map((group) => {
    const part = letters.slice(from, from + group.letters.length);
    from += group.letters.length;
    return part;
  });
  return parts.join(' ');
}
