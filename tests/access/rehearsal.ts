import type pg from 'pg';

/** A pool whose work is kept as usual, except during a rehearsal, after which the database is as it was before. */
export type RehearsalPool = {
  /** What the program is given as its pool. */
  readonly pool: pg.Pool;
  /** Does the work in one transaction that is rolled back; what the program commits meanwhile is a savepoint. */
  readonly rehearse: <T>(work: () => Promise<T>) => Promise<T>;
};

type Query = (text: unknown, values?: unknown) => Promise<pg.QueryResult>;
type Stage = {
  readonly client: pg.PoolClient;
  readonly query: Query;
  readonly turn: <T>(unit: () => Promise<T>) => Promise<T>;
};

/** Every call thus finds the same city, and a thousand of them cost no more than their statements. */
export function rehearsalPool(real: pg.Pool): RehearsalPool {
  let stage: Stage | null = null;
  const pool = new Proxy(real, {
    get: (target, property) => {
      if (stage && property === 'query') return bareQuery(stage);
      if (stage && property === 'connect') return connectTo(stage);
      const member: unknown = Reflect.get(target, property);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return {
    pool,
    rehearse: async (work) => {
      const client = await real.connect();
      const turn = oneAfterTheOther();
      let isOpen = false;
      stage = {
        turn,
        // Whoever is sent away at the gate asks nothing of the database.
        query: async (...asked) => {
          if (!isOpen) await client.query('begin');
          isOpen = true;
          return queryOf(client)(...asked);
        },
        client,
      };
      try {
        return await work();
      } finally {
        stage = null;
        if (isOpen) await client.query('rollback');
        client.release();
      }
    },
  };
}

function oneAfterTheOther(): Stage['turn'] {
  let before: Promise<unknown> = Promise.resolve();
  return (unit) => {
    const done = before.then(unit);
    before = done.catch(() => undefined);
    return done;
  };
}

const queryOf = (client: pg.PoolClient): Query => client.query.bind(client) as Query;
let savepoints = 0;

/** A question that fails is a fault of the program, after which nothing has to go on; the functions of the kernel are asked so too. */
const isQuestion = (text: unknown): boolean => {
  const sql = typeof text === 'string' ? text : String(Reflect.get(Object(text), 'text'));
  return /^\s*select\b/u.test(sql);
};

/** A statement outside of any transaction of the program: if it fails, it alone is undone. */
const bareQuery = (stage: Stage): Query => {
  const { query } = stage;
  return (text, values) =>
    stage.turn(async () => {
      if (isQuestion(text)) return query(text, values);
      savepoints += 1;
      const name = `bare_${savepoints}`;
      await query(`savepoint ${name}`);
      try {
        const result = await query(text, values);
        await query(`release ${name}`);
        return result;
      } catch (error) {
        await query(`rollback to ${name}`);
        throw error;
      }
    });
};

/** A connection of the program's own, whose transaction is a savepoint. */
const connectTo = (stage: Stage) => async (): Promise<pg.PoolClient> => {
  const bare = bareQuery(stage);
  const { query } = stage;
  let name: string | null = null;
  const within: Query = (text, values) => {
    if (text === 'begin') {
      savepoints += 1;
      name = `own_${savepoints}`;
      return stage.turn(() => query(`savepoint ${name}`));
    }
    const own = name;
    if (own === null) return bare(text, values);
    if (text !== 'commit' && text !== 'rollback') return stage.turn(() => query(text, values));
    name = null;
    return stage.turn(() => query(text === 'commit' ? `release ${own}` : `rollback to ${own}`));
  };
  return new Proxy(stage.client, {
    get: (target, property) => {
      if (property === 'query') return within;
      if (property === 'release') return () => undefined;
      const member: unknown = Reflect.get(target, property);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
};
