/**
 * A further copy of the program's core in a process of its own: acts on matters of its own from several clients, works
 * off jobs, and says each act that was acknowledged as a line `MATTER SEQ HASH`. Goes on whatever happens to the
 * database; ends when its standard input ends, so that it cannot outlive who started it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { act, createKernel, kernelTasks, openMatter, openPool, startWorker } from '../../../src/kernel/index.ts';
import { citizenActor, staffMember } from '../../../src/kernel/testing/kernel.ts';
import { toldKind } from './chaos-kind.ts';

const [url = '', dataDir = '', clients = '4'] = process.argv.slice(2);
const pool = openPool({ url, max: Number(clients) + 2, name: 'chaos' });
const kernel = await createKernel({ pool, dataDir, modules: [{ name: 'chaos', kinds: [toldKind] }] });
const clerk = staffMember(2, 7, 'clerk');
const worker = startWorker({
  pool,
  tasks: kernelTasks(kernel),
  routines: [],
  now: kernel.now,
  report: () => undefined,
  pollMs: 200,
});
kernel.setWake(worker.wake);
let ending = false;
process.stdin.resume().once('end', () => (ending = true));

/** Does it until it succeeds; each failure is what the harness is about. */
async function persist<T>(work: () => Promise<T>): Promise<T | null> {
  while (!ending) {
    try {
      return await work();
    } catch {
      await sleep(20);
    }
  }
  return null;
}

await Promise.all(
  Array.from({ length: Number(clients) }, async () => {
    const opened = await persist(() =>
      openMatter(kernel, {
        kind: 'chaos',
        act: 'open',
        title: '压测',
        region: '590922',
        agencyId: 7,
        subjectId: 1,
        actor: citizenActor(1),
        at: kernel.now(),
        personal: { name: '无名氏' },
      }),
    );
    const matter = opened?.id;
    while (!ending && matter !== undefined) {
      const acted = await persist(() => act(kernel, { matter, act: 'note', actor: clerk, at: kernel.now() }));
      if (acted) process.stdout.write(`${matter} ${acted.seq} ${acted.hash.toString('hex')}\n`);
    }
  }),
);
await worker.stop();
await pool.end();
