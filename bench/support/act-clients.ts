/** Half of the clients of `bench/act.ts`, in a process of their own, as one copy of the program: prints its figures. */
import { act, createKernel, openPool } from '../../src/kernel/index.ts';
import { staffMember } from '../../src/kernel/testing/kernel.ts';
import { notedKind } from './noted.ts';
import { load } from './server.ts';

const [url = '', dataDir = '', seconds = '1', clients = '1', first = '0', count = '1'] = process.argv.slice(2);
const pool = openPool({ url, max: Number(clients) });
const kernel = await createKernel({ pool, dataDir, modules: [{ name: 'bench', kinds: [notedKind] }] });
const clerk = staffMember(2, 7, 'clerk');
const at = new Date('2026-11-23T10:00:00+08:00');
const before = process.cpuUsage();
const result = await load(
  Number(seconds),
  async (client, round) => {
    const matter = Number(first) + ((client + round * Number(clients)) % Number(count));
    await act(kernel, { matter, act: 'note', actor: clerk, at, facts: { opinion: '材料齐全，符合条件' } });
  },
  Number(clients),
);
const { user, system } = process.cpuUsage(before);
await pool.end();
process.stdout.write(JSON.stringify({ ...result, processorSeconds: (user + system) / 1_000_000 }));
