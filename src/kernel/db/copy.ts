import { once } from 'node:events';
import { Readable } from 'node:stream';
import type pg from 'pg';

/** What a `COPY … TO STDOUT` or a `BASE_BACKUP` sends: one message after the other, with the rows that came before it. */
export type CopiedMessage = Buffer;

/** The parts of pg's connection that its types leave out; pg-copy-streams lives off the same ones. */
type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

const QUEUED_MESSAGES = 64;

/** Nothing to do: pg calls each of these on whatever is being answered. */
const nothing = {
  handleParseComplete: (): void => undefined,
  handlePortalSuspended: (): void => undefined,
  handleEmptyQuery: (): void => undefined,
};

/**
 * Runs a statement that answers with a stream of bytes; its messages as they were sent. The socket is read no faster
 * than they are taken. Rows beside the stream (a `BASE_BACKUP` sends some) go to `onRow`.
 */
export function copyOut(
  client: pg.Client,
  sql: string,
  onRow: (fields: readonly (string | null)[]) => void = () => undefined,
): AsyncIterable<CopiedMessage> {
  let connection: pg.Connection | undefined;
  const messages = new Readable({
    objectMode: true,
    highWaterMark: QUEUED_MESSAGES,
    read: () => void connection?.stream.resume(),
    // Who stops listening half way has no more use for the connection: the rest would have to be read first.
    destroy: (error, done) => {
      if (connection !== undefined && !ended) connection.stream.destroy();
      done(error);
    },
  });
  let ended = false;
  const finish = (): void => {
    ended = true;
    // Nobody asks this stream for more, and the next statement waits for its answer.
    connection?.stream.resume();
  };
  client.query({
    ...nothing,
    submit: (to: pg.Connection) => {
      connection = to;
      to.query(sql);
    },
    handleRowDescription: () => undefined,
    handleDataRow: ({ fields }: { fields: readonly (string | null)[] }) => onRow(fields),
    handleCopyInResponse: () => undefined,
    handleCopyData: ({ chunk }: { chunk: Buffer }) => {
      // The parser uses its buffer again.
      if (!messages.push(Buffer.from(chunk))) connection?.stream.pause();
    },
    handleCommandComplete: () => undefined,
    handleError: (error: Error) => {
      finish();
      messages.destroy(error);
    },
    handleReadyForQuery: () => {
      finish();
      messages.push(null);
    },
  });
  return messages;
}

/** Runs a `COPY … FROM STDIN` with these bytes; a source that fails makes the statement fail. */
export function copyIn(client: pg.Client, sql: string, source: AsyncIterable<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: unknown;
    client.query({
      ...nothing,
      submit: (connection: pg.Connection) => connection.query(sql),
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handleCopyData: () => undefined,
      handleCopyInResponse: (connection: CopyConnection) => {
        send(connection, source).catch((error: unknown) => {
          failure = error;
          connection.sendCopyFail('the source failed');
        });
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => reject(failure ?? error),
      handleReadyForQuery: () => resolve(),
    });
  });
}

async function send(connection: CopyConnection, source: AsyncIterable<Buffer>): Promise<void> {
  for await (const chunk of source) {
    connection.sendCopyFromChunk(chunk);
    if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
  }
  connection.endCopyFrom();
}

/** The same bytes in pieces of about this size: what follows costs by the piece. */
export async function* inPieces(source: AsyncIterable<Buffer>, bytes = 262_144): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    held.push(chunk);
    size += chunk.length;
    if (size >= bytes) {
      yield held.length === 1 ? chunk : Buffer.concat(held, size);
      held = [];
      size = 0;
    }
  }
  if (size > 0) yield Buffer.concat(held, size);
}
