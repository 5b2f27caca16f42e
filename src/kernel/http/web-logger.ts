import type { FastifyBaseLogger } from 'fastify';
import type { Level, Log } from '../log-lines/index.ts';

/** What the web server itself has to say, as lines of ours: the error, never its own text, which can hold an address. */
export function webLogger(lines: Log): FastifyBaseLogger {
  const at =
    (level: Level) =>
    (said: unknown): void =>
      lines(level, 'web-server', { error: errorIn(said) });
  const silent = (): void => undefined;
  const logger: FastifyBaseLogger = {
    level: 'warn',
    fatal: at('fatal'),
    error: at('error'),
    warn: at('warn'),
    info: silent,
    debug: silent,
    trace: silent,
    silent,
    child: () => logger,
  };
  return logger;
}

function errorIn(said: unknown): unknown {
  if (said instanceof Error) return said;
  return typeof said === 'object' && said !== null && 'err' in said ? said.err : undefined;
}
