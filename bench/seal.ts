/**
 * `npm run bench -- seal`: acts that carry a personal part, sealed against the same acts whose personal part is written as
 * it is, in short slices by turns, so that whatever else the machine does falls on both; each suite by itself. Then how
 * fast a change of keys seals anew.
 */
import { act } from '../src/kernel/index.ts';
import { activateKeys, resealFor, rotateKeys } from '../src/kernel/seal/index.ts';
import { newKey } from '../src/kernel/seal/ring.ts';
import { keySetOf, type Seal, sealOver } from '../src/kernel/seal/seal.ts';
import type { CipherSuite } from '../src/kernel/seal/suites.ts';
import { staffMember } from '../src/kernel/testing/kernel.ts';
import { openMatters } from './support/acting.ts';
import { notedKind } from './support/noted.ts';
import { type BenchServer, load, report, withServer } from './support/server.ts';

const LIMIT = 0.1;
const SLICES = 60;
const SLICE_SECONDS = 0.4;
const MATTERS = 500;
const SUITES = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const satisfies readonly CipherSuite[];

/** About what a form of an application holds: 1 KB, too short for the database to compress. */
const personal = {
  form: {
    name: '张三',
    residentId: '110000199001011234',
    phone: '13800000000',
    address: '溪平县城关镇人民路十七号',
    reasons: Array.from({ length: 240 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join(''),
  },
};
const at = new Date('2026-11-20T10:00:00+08:00');

const plain: Seal = {
  seal: (text) => Buffer.from(text, 'utf8'),
  open: (sealed) => sealed.toString('utf8'),
  lookup: () => Buffer.alloc(32),
  lookups: () => [Buffer.alloc(32)],
};

function sealingWith(suite: CipherSuite): Seal {
  const ring = [newKey('seal', 1, suite), newKey('lookup', 1, suite)];
  const keys = keySetOf(ring, new Map(ring.map(({ purpose, id }) => [`${purpose}/${id}`, 'active' as const])));
  return sealOver(
    () => keys,
    () => null,
  );
}

await withServer([{ name: 'bench', kinds: [notedKind] }], async (server) => {
  const ids = await openMatters(server, MATTERS);
  const clerk = staffMember(2, 7, 'clerk');
  const acting = async (seal: Seal, seconds: number): Promise<number> => {
    const kernel = { ...server.kernel, seal };
    const began = performance.now();
    let acts = 0;
    await load(seconds, async (client, round) => {
      const matter = ids[(client + round * 16) % ids.length] ?? 0;
      await act(kernel, { matter, act: 'note', actor: clerk, at, personal });
      acts += 1;
    });
    return (performance.now() - began) / acts;
  };
  await acting(plain, 2);
  for (const suite of SUITES) {
    const seal = sealingWith(suite);
    const took = { sealed: 0, plain: 0 };
    for (let slice = 0; slice < SLICES; slice += 1) {
      // Each of a pair comes first as often as the other.
      for (const which of slice % 2 === 0 ? (['sealed', 'plain'] as const) : (['plain', 'sealed'] as const))
        took[which] += await acting(which === 'sealed' ? seal : plain, SLICE_SECONDS);
    }
    process.stdout.write(
      `${suite}: ${(took.sealed / SLICES).toFixed(3)} ms an act sealed, ${(took.plain / SLICES).toFixed(3)} ms as it is\n`,
    );
    const cost = took.sealed / took.plain - 1;
    // No processor helps with SM4 and SM3 here as it does with AES: the city that has to use them knows what they cost.
    if (suite === 'aes-256-gcm') report('cost of sealing in an act', cost, LIMIT, '', true);
    else process.stdout.write(`cost of sealing in an act, ${suite}: ${cost.toFixed(2)}\n`);
  }
  await resealing(server, ids);
});

/** How many values a second a change of keys seals anew, with nothing else going on. */
async function resealing({ kernel, owner }: BenchServer, ids: readonly number[]): Promise<void> {
  await owner.query('truncate kernel.payload');
  await load(5, async (client, round) => {
    const matter = ids[(client + round * 16) % ids.length] ?? 0;
    await act(kernel, { matter, act: 'note', actor: staffMember(2, 7, 'clerk'), at, personal });
  });
  await rotateKeys(kernel);
  await activateKeys(kernel);
  const began = performance.now();
  const { sealed } = await resealFor(kernel, 600_000);
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`sealed anew: ${sealed} values, ${Math.round(sealed / seconds)}/s\n`);
}
