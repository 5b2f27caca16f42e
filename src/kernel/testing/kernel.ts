import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { createKernel, type KernelOptions } from '../create.ts';
import { openPool, openPublicPool } from '../db/database.ts';
import type { Module } from '../module.ts';
import { testDatabase } from './database.ts';

/** A kernel on a database of its own, with what a test needs to look behind it. */
export type TestKernel = Awaited<ReturnType<typeof createKernel>> & {
  /** As the owner: past the grants, for planting faults. */
  readonly owner: pg.Pool;
  /** Sets the city's clock. */
  readonly setNow: (at: Date) => void;
  readonly close: () => Promise<void>;
};

/**
 * A kernel with these modules on a fresh copy of the migrated template, with ledger partitions for 2024 to 2027.
 *
 * @param at what the city's clock shows until `setNow`
 * @param suite hash and signature of the ledger; the usual ones when absent
 */
export async function testKernel(
  modules: readonly Module[],
  at = new Date('2026-11-23T10:00:00+08:00'),
  suite: KernelOptions['suite'] = null,
): Promise<TestKernel> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'mt-kernel-'));
  const pool = openPool({ url: database.url, max: 8 });
  const publicPool = openPublicPool({ url: database.publicUrl });
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  // The database is dropped while connections may still be closing.
  owner.on('error', () => undefined);
  await owner.query(
    `select kernel.ensure_entry_partition(m::date) from generate_series('2024-01-01'::date, '2027-12-01', interval '1 month') m`,
  );
  let now = at;
  const kernel = await createKernel({ pool, publicPool, dataDir, modules, suite, now: () => now });
  return {
    ...kernel,
    owner,
    setNow: (next) => {
      now = next;
    },
    close: async () => {
      await Promise.all([pool.end(), publicPool.end()]);
      await owner.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Somebody on the staff who holds roles at an agency. */
export const staffMember = (personId: number, agencyId: number, ...roles: readonly string[]): Actor => ({
  kind: 'staff',
  personId,
  name: `staff ${personId}`,
  grants: roles.map((role) => ({ role, agencyId })),
  actsFor: [],
  agenciesBelow: new Set([agencyId]),
});

export const citizenActor = (personId: number): Actor => ({
  kind: 'citizen',
  personId,
  name: `citizen ${personId}`,
  grants: [],
  actsFor: [],
  agenciesBelow: new Set(),
});
