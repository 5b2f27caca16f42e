import { broken, isDrained } from './support/audit.ts';
import { type ChaosCity, startCity, until } from './support/city.ts';
import { startCopies } from './support/copies.ts';
import { startVisitors } from './support/visitors.ts';

/** What the storm did, and what it broke. */
export type StormResult = {
  readonly acknowledged: number;
  readonly overHttp: number;
  readonly kills: number;
  /** From a kill to the next act that was acknowledged over HTTP, in milliseconds. */
  readonly recovery: readonly number[];
  readonly broken: readonly string[];
};

type Blow = (city: ChaosCity, killCopy: () => Promise<void>) => Promise<void>;

/** Each way to die, without warning. */
const blows: Readonly<Record<string, Blow>> = {
  program: async (city) => {
    await city.killProgram();
    await city.start();
  },
  database: (city) => city.killDatabase(),
  both: async (city) => {
    await city.killProgram();
    await city.killDatabase();
    await city.start();
  },
  'one of the copies': (_city, killCopy) => killCopy(),
};

/**
 * kill -9 of the program, of PostgreSQL, of both and of a copy, round after round, under load of several processes and
 * of people over HTTP, until so many acts were acknowledged. Whatever was acknowledged must be there afterwards, with
 * its consequences, once.
 */
export async function storm(
  acts: number,
  { copies = 2, clients = 4, pauseMs = 1000, say = (_line: string): void => undefined } = {},
): Promise<StormResult> {
  const city = await startCity();
  try {
    const crowd = startCopies(copies, await city.databaseUrl(), city.dataDir, clients);
    const visitors = await startVisitors(city.origin, { clients, account: 'chuangkou' });
    const recovery: number[] = [];
    const done = (): number => crowd.acknowledged.length + 2 * visitors.acknowledged.length;
    for (let round = 0; round === 0 || done() < acts; round += 1) {
      for (const [name, blow] of Object.entries(blows)) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        await blow(city, crowd.killOne);
        const [before, beforeCrowd] = [visitors.acknowledged.length, crowd.acknowledged.length];
        const took =
          (await until(`people served after the death of ${name}`, () => visitors.acknowledged.length > before)) +
          (await until(`copies at work after the death of ${name}`, () => crowd.acknowledged.length > beforeCrowd));
        recovery.push(took);
        say(`${name}: work went on after ${Math.round(took)} ms; ${done()} acts acknowledged`);
      }
    }
    await until(`${acts} acts`, () => done() >= acts, 3_600_000);
    await Promise.all([visitors.stop(), crowd.stop()]);
    const url = await city.databaseUrl();
    // What a dead worker had in hand is taken up when its lease ends.
    await until('every job is done', () => isDrained(url), 180_000);
    return {
      acknowledged: done(),
      overHttp: 2 * visitors.acknowledged.length,
      kills: recovery.length,
      recovery,
      broken: await broken(url, city.dataDir, { acts: crowd.acknowledged, numbers: visitors.acknowledged }),
    };
  } catch (error) {
    say(city.output());
    throw error;
  } finally {
    await city.end();
  }
}
