import { faultOf } from './fault.ts';
import { requestIdHere } from './request-id.ts';

export type Level = 'info' | 'warn' | 'error' | 'fatal';

/** What a line says besides time, level and event. `error` is written as {@link faultOf} tells it. */
export type LineFacts = { readonly error?: unknown } & Readonly<Record<string, unknown>>;

/** Writes one event. Never an address, a name, a body or a parameter: a line outlives the right to know it. */
export type Log = (level: Level, event: string, facts?: LineFacts) => void;

export type LogOptions = {
  readonly write: (line: string) => void;
  /** Said in every line: the role of the process, its number … */
  readonly of?: Readonly<Record<string, string | number>>;
  /** For a person at a terminal instead of a machine. */
  readonly plain?: boolean;
};

/** Lines as JSON, one for each event: `{"time":…,"level":…,"event":…,"requestId":…,…}`. */
export function openLog({ write, of = {}, plain = false }: LogOptions): Log {
  return (level, event, { error, ...facts } = {}) => {
    const requestId = requestIdHere();
    const line = {
      ...(requestId === undefined ? {} : { requestId }),
      ...facts,
      ...(error === undefined ? {} : { error: faultOf(error) }),
    };
    const time = new Date().toISOString();
    write(plain ? plainLine(time, level, event, line) : JSON.stringify({ time, level, event, ...of, ...line }));
  };
}

/** Nothing is written; for tests and commands that answer by themselves. */
export const noLog: Log = () => undefined;

function plainLine(time: string, level: Level, event: string, facts: Readonly<Record<string, unknown>>): string {
  const { message, ...rest } = facts;
  const said = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [time.slice(11, 19), level === 'info' ? '' : level, event, typeof message === 'string' ? message : '', ...said]
    .filter((part) => part !== '')
    .join(' ');
}
