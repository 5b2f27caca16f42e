import { type AddressInfo, createServer, type Socket } from 'node:net';

export type ClamdServer = {
  readonly address: string;
  /** How it takes the next streams; `well` when nothing is said. */
  readonly behave: (...how: readonly Behaviour[]) => void;
  /** What it was sent, whole streams only. */
  readonly received: readonly Buffer[];
  readonly stop: () => Promise<void>;
};

export type Behaviour = 'well' | 'hangs' | 'hangs-up' | 'hangs-up-midway' | 'out-of-memory' | 'babbles';

/** The European test file; put together here, so that no scanner takes this source for it. */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** A server that speaks clamd's protocol as its manual has it, and knows one virus. */
export async function clamdServer(streamMaxLength = 1_048_576): Promise<ClamdServer> {
  const behaviours: Behaviour[] = [];
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();

  async function converse(socket: Socket): Promise<unknown> {
    const { until, take } = reader(socket);
    const command = await until(0);
    if (command === 'zVERSION') return say(socket, 'ClamAV 1.4.6/27000/Mon Nov 23 2026');
    if (command !== 'zINSTREAM') return say(socket, 'UNKNOWN COMMAND');
    const how = behaviours.shift() ?? 'well';
    if (how === 'hangs-up') return hangUp(socket);
    const stream: Buffer[] = [];
    let size = 0;
    for (let length = await pieceLength(take); length > 0; length = await pieceLength(take)) {
      size += length;
      if (size > streamMaxLength) return say(socket, 'INSTREAM size limit exceeded. ERROR');
      stream.push(await take(length));
      if (how === 'hangs-up-midway') return hangUp(socket);
    }
    return conclude(socket, how, Buffer.concat(stream));
  }

  function conclude(socket: Socket, how: Behaviour, bytes: Buffer): unknown {
    if (how === 'hangs') return null;
    if (how === 'babbles') return say(socket, 'x'.repeat(10_000));
    if (how === 'out-of-memory') return say(socket, "stream: Can't allocate memory ERROR");
    received.push(bytes);
    return say(socket, bytes.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket).catch(() => socket.destroy());
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    address: `clamd://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (...how) => void behaviours.push(...how),
    received,
    stop: () =>
      new Promise((settle) => {
        server.close(() => settle());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const pieceLength = async (take: (length: number) => Promise<Buffer>): Promise<number> =>
  (await take(4)).readUInt32BE();
const say = (socket: Socket, text: string): void => void socket.end(`${text}\0`);
const hangUp = (socket: Socket): void => void socket.destroy();

/** What comes, by so many bytes or up to a byte. */
function reader(socket: Socket) {
  const parts = socket[Symbol.asyncIterator]();
  let here = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const { value, done } = await parts.next();
    if (done) throw new Error('the client hung up');
    here = Buffer.concat([here, value]);
  };
  const take = async (length: number): Promise<Buffer> => {
    while (here.length < length) await more();
    const taken = here.subarray(0, length);
    here = here.subarray(length);
    return taken;
  };
  return {
    take,
    until: async (byte: number): Promise<string> => {
      while (!here.includes(byte)) await more();
      return (await take(here.indexOf(byte) + 1)).toString('latin1').slice(0, -1);
    },
  };
}
