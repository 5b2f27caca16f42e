import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';

/** A pool whose work is kept as usual, except during a rehearsal, after which the database is as it was before. */
export type RehearsalPool = {
  /** What the program is given as its pool. */
  readonly pool: pg.Pool;
  /**
   * Does the work in one transaction that is rolled back; what the program commits meanwhile is a savepoint. Several may
   * go on at once: each sees the same city, and nothing of the others.
   */
  readonly rehearse: <T>(work: () => Promise<T>) => Promise<T>;
};

type Query = (text: unknown, values?: unknown) => Promise<pg.QueryResult>;
type Stage = {
  readonly client: pg.PoolClient;
  readonly query: Query;
  readonly turn: <T>(unit: () => Promise<T>) => Promise<T>;
  /** Marks a place to come back to; goes out with the question that follows it. */
  readonly mark: (name: string) => void;
  /** What was done since is kept for the rest of the rehearsal; that too is said with the next question. */
  readonly keep: (name: string) => void;
  readonly comeBack: (name: string) => Promise<pg.QueryResult>;
};

/** Every call thus finds the same city, and a thousand of them cost no more than their statements. */
export function rehearsalPool(real: pg.Pool): RehearsalPool {
  const stages = new AsyncLocalStorage<Stage>();
  let open = 0;
  /** Whoever has lost his stage would write into the city that all others see. */
  const stageNow = (): Stage | undefined => {
    const stage = stages.getStore();
    if (!stage && open > 0) throw new Error('asked outside of every rehearsal while one goes on');
    return stage;
  };
  const pool = new Proxy(real, {
    get: (target, property) => {
      if (property === 'query' || property === 'connect') {
        const stage = stageNow();
        if (stage) return property === 'query' ? bareQuery(stage) : connectTo(stage);
      }
      const member: unknown = Reflect.get(target, property);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return {
    pool,
    rehearse: async (work) => {
      const client = await real.connect();
      const { stage, end } = stageOn(client);
      open += 1;
      try {
        return await stages.run(stage, work);
      } finally {
        open -= 1;
        await end();
        client.release();
      }
    },
  };
}

function stageOn(client: pg.PoolClient): { readonly stage: Stage; readonly end: () => Promise<void> } {
  const ask = queryOf(client);
  let isOpen = false;
  /** Marks that nobody has answered yet: each costs a way to the database and back, so they go together. */
  let unsaid: string[] = [];
  const say = async (): Promise<void> => {
    const words = isOpen ? unsaid : ['begin', ...unsaid];
    unsaid = [];
    isOpen = true;
    if (words.length > 0) await ask(words.join(';'));
  };
  const stage: Stage = {
    client,
    turn: oneAfterTheOther(),
    // Whoever is sent away at the gate asks nothing of the database.
    query: async (...asked) => {
      if (isOpen || unsaid.length > 0 || !onlyReads(asked[0])) await say();
      return ask(...asked);
    },
    mark: (name) => void unsaid.push(`savepoint ${name}`),
    keep: (name) => {
      // Nothing was asked since: there is nothing to keep.
      if (unsaid.at(-1) === `savepoint ${name}`) unsaid.pop();
      else unsaid.push(`release ${name}`);
    },
    comeBack: async (name) => {
      unsaid.push(`rollback to ${name}`);
      await say();
      return ask('select');
    },
  };
  return {
    stage,
    end: async () => {
      if (isOpen) await ask('rollback');
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

const sqlOf = (text: unknown): string => (typeof text === 'string' ? text : String(Reflect.get(Object(text), 'text')));

/** Nothing has to be undone after it: it calls no function of ours, and locks nothing. */
const onlyReads = (text: unknown): boolean => {
  const sql = sqlOf(text);
  return /^\s*select\b/iu.test(sql) && !/\w+\.\w+\(|\bfor (?:update|share|no key)|pg_|nextval/iu.test(sql);
};

/** A question that fails is a fault of the program, after which nothing has to go on; the functions of the kernel are asked so too. */
const isQuestion = (text: unknown): boolean => /^\s*select\b/u.test(sqlOf(text));

/** A statement outside of any transaction of the program: if it fails, it alone is undone. */
const bareQuery = (stage: Stage): Query => {
  const { query } = stage;
  return (text, values) =>
    stage.turn(async () => {
      if (isQuestion(text)) return query(text, values);
      savepoints += 1;
      const name = `bare_${savepoints}`;
      stage.mark(name);
      try {
        const result = await query(text, values);
        stage.keep(name);
        return result;
      } catch (error) {
        await stage.comeBack(name);
        throw error;
      }
    });
};

const NOTHING = { rows: [], rowCount: null, command: '', oid: 0, fields: [] } satisfies pg.QueryResult;

/** A connection of the program's own, whose transaction is a savepoint. */
const connectTo = (stage: Stage) => async (): Promise<pg.PoolClient> => {
  const bare = bareQuery(stage);
  const { query } = stage;
  let name: string | null = null;
  const within: Query = (text, values) => {
    if (text === 'begin') {
      savepoints += 1;
      const own = `own_${savepoints}`;
      name = own;
      return stage.turn(async () => {
        stage.mark(own);
        return NOTHING;
      });
    }
    const own = name;
    if (own === null) return bare(text, values);
    if (text !== 'commit' && text !== 'rollback') return stage.turn(() => query(text, values));
    name = null;
    return stage.turn(async () => {
      if (text === 'rollback') return stage.comeBack(own);
      stage.keep(own);
      return NOTHING;
    });
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
