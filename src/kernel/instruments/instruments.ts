import { exposition, type Family, type Sample } from './exposition.ts';

export type Labels = Readonly<Record<string, string>>;
export type Counter = { readonly add: (labels: Labels, by?: number) => void };
export type Histogram = { readonly observe: (labels: Labels, value: number) => void };

/** A figure that is read when somebody asks for it; a part of the program hands in its own. */
export type Gauge = {
  readonly name: string;
  readonly help: string;
  readonly type?: 'gauge' | 'counter';
  /** One sample for each combination of labels. A table that is not there yet answers with none. */
  readonly read: () => readonly Sample[] | Promise<readonly Sample[]>;
  /** Asks the database, so what it answered is told again for a while. */
  readonly costly?: boolean;
};

/** What the program counts about itself, and what it is asked for. */
export type Instruments = {
  /** The counter of this name; asked for twice, it is the same. */
  readonly counter: (name: string, help: string) => Counter;
  readonly histogram: (name: string, help: string, buckets?: readonly number[]) => Histogram;
  /** @throws Error when another figure has the name */
  readonly gauge: (gauge: Gauge) => void;
  /** Everything in the text format of Prometheus. A figure that cannot be had is left out and `onFault` is told. */
  readonly scrape: (onFault?: (name: string, error: unknown) => void) => Promise<string>;
};

/** Seconds, from what a statement takes to what a person no longer waits for. */
const DEFAULT_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const KEEP_MS = 15_000;
/** A figure that took long is asked for seldom: at most one hundredth of the time goes into it. */
const SHARE = 100;

export function createInstruments(nowMs: () => number = () => performance.now()): Instruments {
  const families = new Map<string, () => Family | Promise<Family>>();
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const enter = (name: string, family: () => Family | Promise<Family>): void => {
    if (families.has(name)) throw new Error(`the figure ${name} is declared twice`);
    families.set(name, family);
  };
  return {
    counter: (name, help) => {
      const known = counters.get(name);
      if (known) return known;
      const { counter, samples } = newCounter();
      enter(name, () => ({ name, help, type: 'counter', samples: samples() }));
      counters.set(name, counter);
      return counter;
    },
    histogram: (name, help, buckets = DEFAULT_BUCKETS) => {
      const known = histograms.get(name);
      if (known) return known;
      const { histogram, samples } = newHistogram(buckets);
      enter(name, () => ({ name, help, type: 'histogram', samples: samples() }));
      histograms.set(name, histogram);
      return histogram;
    },
    gauge: ({ name, help, type = 'gauge', read, costly = false }) => {
      const kept = costly ? keeping(read, nowMs) : read;
      enter(name, async () => ({ name, help, type, samples: await kept() }));
    },
    scrape: async (onFault = () => undefined) => {
      const told: Family[] = [];
      for (const [name, family] of families) {
        try {
          told.push(await family());
        } catch (error) {
          onFault(name, error);
        }
      }
      return exposition(told);
    },
  };
}

/** Answers what was read last while that is fresh enough; of those who ask at once only one reads. */
function keeping(read: Gauge['read'], nowMs: () => number): () => Promise<readonly Sample[]> {
  let last: { readonly samples: Promise<readonly Sample[]>; until: number } | null = null;
  return () => {
    if (last && nowMs() < last.until) return last.samples;
    const began = nowMs();
    const asked = { samples: Promise.resolve().then(read), until: Number.POSITIVE_INFINITY };
    last = asked;
    asked.samples.then(
      () => {
        const ended = nowMs();
        asked.until = ended + Math.max(KEEP_MS, (ended - began) * SHARE);
      },
      () => {
        asked.until = nowMs() + KEEP_MS / 3;
      },
    );
    return asked.samples;
  };
}

const keyOf = (labels: Labels): string => JSON.stringify(labels);

function newCounter(): { counter: Counter; samples: () => readonly Sample[] } {
  const values = new Map<string, { labels: Labels; value: number }>();
  return {
    counter: {
      add: (labels, by = 1) => {
        const key = keyOf(labels);
        const known = values.get(key);
        if (known) known.value += by;
        else values.set(key, { labels, value: by });
      },
    },
    samples: () => [...values.values()].map(({ labels, value }) => ({ labels, value })),
  };
}

type Counted = { readonly labels: Labels; readonly counts: number[]; sum: number; count: number };

function newHistogram(buckets: readonly number[]): { histogram: Histogram; samples: () => Family['samples'] } {
  const values = new Map<string, Counted>();
  const samplesOf = ({ labels, counts, sum, count }: Counted): Family['samples'] => [
    ...buckets.map((le, i) => ({
      suffix: '_bucket',
      labels: { ...labels, le: String(le) },
      value: counts[i] ?? 0,
    })),
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ];
  return {
    histogram: {
      observe: (labels, value) => {
        const key = keyOf(labels);
        const known = values.get(key) ?? { labels, counts: buckets.map(() => 0), sum: 0, count: 0 };
        values.set(key, known);
        for (const [i, le] of buckets.entries()) if (value <= le) known.counts[i] = (known.counts[i] ?? 0) + 1;
        known.sum += value;
        known.count += 1;
      },
    },
    samples: () => [...values.values()].flatMap(samplesOf),
  };
}
