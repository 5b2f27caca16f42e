import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKernel } from '../create.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { act } from '../matter/act.ts';
import { openMatter } from '../matter/open.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../testing/kernel.ts';
import { permitKind } from '../testing/permit-process.ts';
import { openCheckpoint } from './checkpoint.ts';
import { inclusionOf, logKey } from './inclusion.ts';
import { isIncluded, treeHash } from './merkle.ts';
import { publishLog } from './publish.ts';
import { verifierOf } from './signer.ts';
import { verifyLog } from './verify.ts';
import { publishedAt, verifyPublished } from './verify-published.ts';

const modules = [{ name: 'test', kinds: [permitKind] }];
let plain: TestKernel;
let kernel: Awaited<ReturnType<typeof createKernel>>;
beforeAll(async () => {
  plain = await testKernel(modules);
  await plain.owner.query(`delete from kernel.setting where key = 'ledger.suite'`);
  const dataDir = join(plain.log.folder, '..');
  kernel = await createKernel({ pool: plain.pool, dataDir, modules, suite: 'sm3-sm2', now: plain.now });
});
afterAll(() => plain.close());

test('a city on national algorithms has entries, log and proofs with SM3, signed with SM2', async () => {
  const at = new Date('2026-11-02T10:00:00+08:00');
  const opened = await openMatter(kernel, {
    kind: 'test-permit',
    act: 'submit',
    title: '测试',
    region: '590922',
    agencyId: 7,
    subjectId: 1,
    actor: citizenActor(1),
    at,
    personal: { name: '张三' },
  });
  await act(kernel, { matter: opened.id, act: 'accept', actor: staffMember(2, 7, 'clerk'), at });
  expect(await publishLog(kernel)).toMatchObject({ size: 2 });
  const { rows } = await kernel.pool.query<{ body: string }>('select body from kernel.entry order by seq');
  expect(rows.map(({ body }) => (JSON.parse(body) as { hash: string }).hash)).toEqual(['sm3', 'sm3']);

  const vkey = (await logKey(kernel)) ?? '';
  const found = await inclusionOf(kernel, opened.id, 1);
  const { root, size } = openCheckpoint(found?.checkpoint ?? '', [verifierOf(vkey)]);
  const hash = treeHash('sm3');
  expect(isIncluded(hash, hash.leaf(opened.hash), found?.index ?? -1, size, found?.proof ?? [], root)).toBe(true);
  const sha256 = treeHash('sha256');
  expect(isIncluded(sha256, sha256.leaf(opened.hash), found?.index ?? -1, size, found?.proof ?? [], root)).toBe(false);

  expect((await verifyLedger(kernel)).faults).toEqual([]);
  expect(await verifyLog(kernel)).toMatchObject({ size: 2, faults: [] });
  expect(await verifyPublished(publishedAt(kernel.log.folder), { vkey })).toMatchObject({ size: 2, faults: [] });
  expect((await readFile(join(kernel.log.keys, 'log-sm2.key'), 'utf8')).trim()).toMatch(/^[0-9a-f]{64}$/u);
});

test('a start with other algorithms is refused', async () => {
  const dataDir = join(plain.log.folder, '..');
  const start = createKernel({ pool: plain.pool, dataDir, modules, suite: 'sha256-ed25519' });
  await expect(start).rejects.toMatchObject({
    code: 'ledger/other-suite',
    details: { suite: 'sm3-sm2', wanted: 'sha256-ed25519' },
  });
});
