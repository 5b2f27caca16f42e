import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { act } from '../matter/act.ts';
import { openMatter } from '../matter/open.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../testing/kernel.ts';
import { permitKind } from '../testing/permit-process.ts';
import { openCheckpoint } from './checkpoint.ts';
import { currentCheckpoint, inclusionOf, logKey } from './inclusion.ts';
import { isIncluded, treeHash } from './merkle.ts';
import { publishLog } from './publish.ts';
import { verifierOf } from './signer.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([{ name: 'test', kinds: [permitKind] }]);
});
afterAll(() => kernel.close());

const at = new Date('2026-11-02T10:00:00+08:00');

async function matter(): Promise<{ readonly id: number; readonly hashes: readonly Buffer[] }> {
  const opened = await openMatter(kernel, {
    kind: 'test-permit',
    act: 'submit',
    title: '测试',
    region: '590922',
    agencyId: 7,
    subjectId: 1,
    actor: citizenActor(1),
    at,
  });
  const accepted = await act(kernel, { matter: opened.id, act: 'accept', actor: staffMember(2, 7, 'clerk'), at });
  return { id: opened.id, hashes: [opened.hash, accepted.hash] };
}

test('every entry is in the next checkpoint, and proved to be', async () => {
  await publishLog(kernel);
  const before = (await currentCheckpoint(kernel))?.size ?? 0;
  const { id, hashes } = await matter();
  expect(await inclusionOf(kernel, id, 1)).toBeNull();
  expect(await publishLog(kernel)).toMatchObject({ size: before + 2, added: 2 });
  const hash = treeHash('sha256');
  const proofs = await inclusionOf(kernel, id, [1, 2, 3]);
  expect(proofs[2]).toBeNull();
  const verifier = verifierOf((await logKey(kernel)) ?? '');
  for (const [place, data] of hashes.entries()) {
    const found = proofs[place];
    if (!found) throw new Error('not in the log');
    const { root, size } = openCheckpoint(found.checkpoint, [verifier]);
    expect(isIncluded(hash, hash.leaf(data), found.index, size, found.proof, root)).toBe(true);
  }
});

test('the latest checkpoint is a file', async () => {
  await matter();
  await publishLog(kernel);
  const file = await readFile(join(kernel.log.folder, 'checkpoint'), 'utf8');
  expect(file).toBe((await currentCheckpoint(kernel))?.note);
});
