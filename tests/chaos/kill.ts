import { broken, drained } from './support/audit.ts';
import { type ChaosCity, startCity, until } from './support/city.ts';
import { startCopies } from './support/copies.ts';
import { startVisitors } from './support/visitors.ts';

/** What the storm did, and what it broke. */
export type StormResult = {
  readonly acknowledged: number;
  readonly overHttp: number;
  readonly kills: number;
  /** By what died: from each kill until people and copies were served again, in milliseconds. */
  readonly recovery: Readonly<Record<string, readonly number[]>>;
  /** How often people were answered otherwise, by status; 0 when there was no answer. */
  readonly others: Readonly<Record<string, number>>;
  readonly seconds: number;
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
  const startedAt = performance.now();
  try {
    const crowd = startCopies(copies, await city.databaseUrl(), city.dataDir, clients);
    const visitors = await startVisitors(city.origin, { clients, account: 'chuangkou' });
    const recovery: Record<string, number[]> = {};
    await until('the copies are at work', () => crowd.acknowledged.length > 0);
    const done = (): number => crowd.acknowledged.length + 2 * visitors.acknowledged.length;
    for (let round = 0; round === 0 || done() < acts; round += 1) {
      for (const [name, blow] of Object.entries(blows)) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        const struckAt = performance.now();
        await blow(city, crowd.killOne);
        const [before, beforeCrowd] = [visitors.acknowledged.length, crowd.acknowledged.length];
        await until(`people served after the death of ${name}`, () => visitors.acknowledged.length > before);
        await until(`copies at work after the death of ${name}`, () => crowd.acknowledged.length > beforeCrowd);
        const took = performance.now() - struckAt;
        recovery[name] = [...(recovery[name] ?? []), Math.round(took)];
        say(`${name}: work went on after ${Math.round(took)} ms; ${done()} acts acknowledged`);
      }
    }
    await until(`${acts} acts`, () => done() >= acts, 3_600_000);
    await Promise.all([visitors.stop(), crowd.stop()]);
    const url = await city.databaseUrl();
    // What a dead worker had in hand is taken up when its lease ends.
    await drained(url, say);
    return {
      acknowledged: done(),
      overHttp: 2 * visitors.acknowledged.length,
      kills: Object.values(recovery).flat().length,
      recovery,
      others: Object.fromEntries(visitors.others),
      seconds: Math.round((performance.now() - startedAt) / 1000),
      broken: [
        ...(crowd.fallen() > 0 ? [`${crowd.fallen()} copies ended by themselves`] : []),
        ...(await broken(url, city.dataDir, { acts: crowd.acknowledged, numbers: visitors.acknowledged })),
      ],
    };
  } catch (error) {
    say(city.output());
    throw error;
  } finally {
    await city.end();
  }
}
