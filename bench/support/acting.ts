import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openMatter } from '../../src/kernel/index.ts';
import { citizenActor } from '../../src/kernel/testing/kernel.ts';
import { type BenchServer, CLIENTS } from './server.ts';

const MATTERS = 2000;
const PROCESSES = 2;

type Acting = {
  readonly perSecond: number;
  readonly p95: number;
  /** Of the copies of the program, without the database. */
  readonly processorSeconds: number;
};

/** Two copies of the program, each with its share of the clients and of the matters. */
export async function acting({ url, dataDir }: BenchServer, ids: readonly number[], seconds: number): Promise<Acting> {
  const first = Math.min(...ids);
  const share = ids.length / PROCESSES;
  const results = await Promise.all(
    Array.from({ length: PROCESSES }, async (_, i) => {
      const argv = [url, dataDir, seconds, CLIENTS / PROCESSES, first + i * share, share].map(String);
      const script = join(import.meta.dirname, 'act-clients.ts');
      const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...argv]);
      return JSON.parse(stdout) as Acting;
    }),
  );
  return {
    perSecond: results.reduce((sum, { perSecond }) => sum + perSecond, 0),
    p95: Math.max(...results.map(({ p95 }) => p95)),
    processorSeconds: results.reduce((sum, { processorSeconds }) => sum + processorSeconds, 0),
  };
}

/** Matters that a clerk can act on for ever. */
export async function openMatters({ kernel }: BenchServer, count = MATTERS): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let i = 0; i < count; i += 100) {
    const opened = await Promise.all(
      Array.from({ length: 100 }, () =>
        openMatter(kernel, {
          kind: 'bench',
          act: 'open',
          title: '测速',
          region: '590922',
          agencyId: 7,
          subjectId: 1,
          actor: citizenActor(1),
          at: new Date('2026-11-20T10:00:00+08:00'),
        }),
      ),
    );
    ids.push(...opened.map(({ id }) => id));
  }
  return ids;
}
