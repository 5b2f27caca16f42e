import { Agent, request } from 'node:http';

/** What came back, for whoever counts. */
export type Answered = { readonly what: string; readonly status: number; readonly ms: number; readonly error?: string };

export type Load = {
  /** Lets every client finish what it is doing; answers everything that came back. */
  readonly stop: () => Promise<readonly Answered[]>;
  readonly count: () => number;
};

export type Ask = { readonly what: string; readonly method: string; readonly path: string; readonly body?: object };

/** Clients that each ask one thing after the other, on connections they keep, until they are told to stop. */
export function startLoad(port: number, cookie: string, clients: readonly (() => Ask)[], pauseMs: number): Load {
  const agent = new Agent({ keepAlive: true });
  const answered: Answered[] = [];
  let stopped = false;
  const run = async (next: () => Ask): Promise<void> => {
    while (!stopped) {
      answered.push(await ask(agent, port, cookie, next()));
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  const running = clients.map(run);
  return {
    count: () => answered.length,
    stop: async () => {
      stopped = true;
      await Promise.all(running);
      agent.destroy();
      return answered;
    },
  };
}

function ask(agent: Agent, port: number, cookie: string, { what, method, path, body }: Ask): Promise<Answered> {
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, error?: string): void =>
      resolve({ what, status, ms: performance.now() - began, ...(error === undefined ? {} : { error }) });
    const outgoing = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
        timeout: 60_000,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', (error) => end(0, error.message));
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          if (status < 400) end(status);
          else end(status, Buffer.concat(parts).toString().slice(0, 300));
        });
      },
    );
    outgoing.on('error', (error) => end(0, error.message));
    outgoing.end(body ? JSON.stringify(body) : undefined);
  });
}
