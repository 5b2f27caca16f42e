import { expect, test } from 'vitest';
import { createInstruments } from './instruments.ts';

test('what is told can be read by Prometheus', async () => {
  const instruments = createInstruments();
  instruments.counter('t_total', 'Things').add({ kind: 'a "quoted" \\ one\nmore' });
  instruments.counter('t_total', 'Things').add({ kind: 'b' }, 2);
  const took = instruments.histogram('t_seconds', 'How long', [0.1, 1]);
  for (const seconds of [0.05, 0.5, 5]) took.observe({}, seconds);
  instruments.gauge({ name: 't_level', help: 'Level', read: () => [{ value: 1.5 }] });
  expect(await instruments.scrape()).toBe(`# HELP t_total Things
# TYPE t_total counter
t_total{kind="a \\"quoted\\" \\\\ one\\nmore"} 1
t_total{kind="b"} 2
# HELP t_seconds How long
# TYPE t_seconds histogram
t_seconds_bucket{le="0.1"} 1
t_seconds_bucket{le="1"} 2
t_seconds_bucket{le="+Inf"} 3
t_seconds_sum 5.55
t_seconds_count 3
# HELP t_level Level
# TYPE t_level gauge
t_level 1.5
`);
});

test('a figure that asks the database is told again for fifteen seconds, longer when it took long', async () => {
  let now = 0;
  let reads = 0;
  const instruments = createInstruments(() => now);
  instruments.gauge({
    name: 't_costly',
    help: 'x',
    costly: true,
    read: () => {
      reads += 1;
      now += 400;
      return [{ value: reads }];
    },
  });
  await Promise.all([instruments.scrape(), instruments.scrape()]);
  now += 39_000;
  await instruments.scrape();
  expect(reads).toBe(1);
  now += 1_500;
  await instruments.scrape();
  expect(reads).toBe(2);
});

test('a figure that cannot be had is left out, and is said', async () => {
  const instruments = createInstruments();
  const faults: string[] = [];
  instruments.gauge({ name: 't_gone', help: 'x', costly: true, read: () => Promise.reject(new Error('away')) });
  instruments.gauge({ name: 't_here', help: 'x', read: () => [{ value: 1 }] });
  const told = await instruments.scrape((name) => void faults.push(name));
  expect(told).toContain('t_here 1');
  expect(told).not.toContain('t_gone');
  expect(faults).toEqual(['t_gone']);
});

test('two figures of one name stop the start; one that cannot be read back is refused', async () => {
  const instruments = createInstruments();
  instruments.gauge({ name: 't', help: 'x', read: () => [] });
  expect(() => instruments.gauge({ name: 't', help: 'x', read: () => [] })).toThrow('declared twice');
  instruments.gauge({ name: 'not a name', help: 'x', read: () => [] });
  await expect(instruments.scrape()).rejects.toThrow('cannot be the name');
});
