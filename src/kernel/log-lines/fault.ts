/** What a log may say of an error: what kind, where in the program, on which table; never what was in the row. */
export type Fault = {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly stack?: string;
  readonly cause?: Fault;
};

const DEPTH = 3;
/** SQLSTATE classes whose messages quote the value that did not fit: data exceptions, cardinality, raised by a function. */
const QUOTES_VALUES = /^(22|21|P0)/u;
const SQLSTATE = /^[0-9A-Z]{5}$/u;

/**
 * The part of an error that may be written down.
 *
 * PostgreSQL's `detail`, `where`, `hint` and the statement carry values of rows and parameters, and some of its
 * messages quote the value that did not fit; parsers quote what they could not read, and the web server the address.
 * None of it is kept. The stack is kept without its first lines, which repeat the message.
 *
 * @law GB/T 22239-2019 8.1.4.11 (个人信息保护)
 */
export function faultOf(error: unknown, depth = DEPTH): Fault {
  if (!(error instanceof Error)) return { name: typeof error, message: typeof error === 'string' ? error : 'thrown' };
  const code = textOf(error, 'code');
  const frames = framesOf(error);
  const cause = causeOf(error);
  return {
    name: error.name,
    message: messageOf(error, code),
    ...(code === undefined ? {} : { code }),
    ...(isDatabaseError(error, code) ? placeOf(error) : {}),
    ...(frames === '' ? {} : { stack: frames }),
    ...(cause === undefined || depth <= 1 ? {} : { cause: faultOf(cause, depth - 1) }),
  };
}

function messageOf(error: Error, code: string | undefined): string {
  if (code?.startsWith('FST_')) return code;
  const { message } = error;
  if (error instanceof SyntaxError) return withoutQuoted(message);
  if (isDatabaseError(error, code) && QUOTES_VALUES.test(code ?? '')) return withoutQuoted(message);
  return error.name === 'ZodError' ? 'input does not fit' : message.slice(0, 500);
}

/** From the first quotation mark to the last: a value may hold some of its own. */
const withoutQuoted = (message: string): string => message.replace(/["'].*["']/su, '"…"').slice(0, 500);

const isDatabaseError = (error: Error, code: string | undefined): boolean =>
  code !== undefined && SQLSTATE.test(code) && textOf(error, 'severity') !== undefined;

function placeOf(error: Error): Pick<Fault, 'table' | 'constraint'> {
  const table = textOf(error, 'table');
  const constraint = textOf(error, 'constraint');
  return { ...(table === undefined ? {} : { table }), ...(constraint === undefined ? {} : { constraint }) };
}

const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /u.test(line))
    .map((line) => line.trim())
    .join('\n');

function causeOf(error: Error): unknown {
  if (error instanceof AggregateError) return error.errors[0];
  return error.cause;
}

function textOf(error: Error, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
}
