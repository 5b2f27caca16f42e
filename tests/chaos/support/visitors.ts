import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD } from '../../journeys/support/program.ts';

/** Clerks who register questions over HTTP without pause; what was answered with 201 must be there for ever. */
export type Visitors = {
  /** Numbers of what was answered with 201. */
  readonly acknowledged: readonly string[];
  /** How often each other status was answered; 0 when there was no answer at all. */
  readonly others: ReadonlyMap<number, number>;
  /** Sentences of refusals, to see that people are told. */
  readonly said: ReadonlySet<string>;
  readonly stop: () => Promise<void>;
};

/** @param origin where the program is now; it may change when it starts again */
export async function startVisitors(
  origin: () => string,
  { clients, account }: { readonly clients: number; readonly account: string },
): Promise<Visitors> {
  const acknowledged: string[] = [];
  const others = new Map<number, number>();
  const said = new Set<string>();
  let { cookie, agencyId } = await signIn(origin(), account);
  let ending = false;
  const ask = async (): Promise<void> => {
    const answer = await fetch(`${origin()}/api/consultations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ agencyId, channel: 'window', question: '周末可以办理吗', answer: '可以，周六上午。' }),
      signal: AbortSignal.timeout(120_000),
    });
    const body = (await answer.json()) as { number?: string; title?: string };
    if (answer.status === 201 && body.number !== undefined) acknowledged.push(body.number);
    else {
      others.set(answer.status, (others.get(answer.status) ?? 0) + 1);
      if (body.title !== undefined) said.add(body.title);
      // A session may have ended while nothing could be asked, or because the clock says so.
      if (answer.status === 401) ({ cookie, agencyId } = await signIn(origin(), account));
      await sleep(50);
    }
  };
  const work = Array.from({ length: clients }, async () => {
    while (!ending) {
      try {
        await ask();
      } catch {
        others.set(0, (others.get(0) ?? 0) + 1);
        await sleep(50);
      }
    }
  });
  return {
    acknowledged,
    others,
    said,
    stop: async () => {
      ending = true;
      await Promise.all(work);
    },
  };
}

async function signIn(origin: string, name: string): Promise<{ readonly cookie: string; readonly agencyId: number }> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: DEMO_PASSWORD }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.status !== 200 || cookie === undefined) throw new Error(`${name} could not sign in: ${answer.status}`);
  const { grants } = (await answer.json()) as { grants: readonly { agencyId: number }[] };
  return { cookie, agencyId: grants[0]?.agencyId ?? 0 };
}
