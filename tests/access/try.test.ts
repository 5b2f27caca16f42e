import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { expect, test } from 'vitest';
import { labelOf } from './call.ts';
import { calls } from './calls.ts';
import { accessCity } from './city.ts';
import { rowOf } from './table.ts';

import pg from 'pg';
const counts = new Map<string, number>();
const was = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: never, ...a: never[]) { const x: unknown = a[0]; const t = (typeof x === 'string' ? x : String(Reflect.get(Object(x), 'text'))).replace(/_\d+/g, '_N').replace(/\s+/g, ' ').slice(0, 110); counts.set(t, (counts.get(t) ?? 0) + 1); return (was as never as (...b: never[]) => never).apply(this, a); } as never;
test('x', async () => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  let t = performance.now();
  const city = await accessCity();
  console.log('city', performance.now() - t);
  const times: [string, number, string][] = [];
  for (const call of calls) {
    t = performance.now();
    let row = '';
    try {
      const r = await rowOf(city, call);
      row = `${r.letters} ${r.codes.join(' ')}`;
    } catch (e) {
      row = String(e).slice(0, 300);
    }
    times.push([labelOf(call), performance.now() - t, row]);
  }
  const { profile } = await session.post('Profiler.stop');
  writeFileSync('/tmp/accprof/x.cpuprofile', JSON.stringify(profile));
  writeFileSync('/tmp/accprof/times.json', JSON.stringify(times));
  console.log([...counts.values()].reduce((a, b) => a + b, 0), 'statements');
  for (const [k, v] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, 25)) console.log(v, k);
  await city.close();
  expect(1).toBe(1);
}, 500_000);
