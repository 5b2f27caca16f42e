import { act, type Day, dayOf, type Facts, type Json, type Kernel, openMatter, system } from '../kernel/index.ts';
import { untilUndisturbed } from './account.ts';
import { directoryOf } from './directory.ts';
import { databaseIn, databaseOf } from './repo/database.ts';
import { matterTitles } from './text.ts';

/** Something that was refused to somebody who has no account, or did not sign in. */
export type GateNote = {
  readonly act: 'sign-in-refused' | 'right-refused';
  readonly at: Date;
  readonly facts: Facts;
  readonly personal: Json;
};

/** Notes of one program queue up for the one matter of the day instead of disturbing each other. */
const queues = new WeakMap<object, Promise<unknown>>();

/** Notes a refusal in the matter of the day. */
export function noteAtGate(kernel: Kernel, entry: GateNote): Promise<void> {
  const before = queues.get(kernel.pool) ?? Promise.resolve();
  const done = before.then(() => write(kernel, entry));
  queues.set(
    kernel.pool,
    done.catch(() => undefined),
  );
  return done;
}

async function write(kernel: Kernel, entry: GateNote): Promise<void> {
  await untilUndisturbed(async () => {
    const matter = await gateOf(kernel, dayOf(entry.at), entry.at);
    await act(kernel, { ...entry, matter, actor: system });
  });
}

async function gateOf(kernel: Kernel, on: Day, at: Date): Promise<number> {
  const find = async (): Promise<number | undefined> =>
    (
      await databaseOf(kernel)
        .selectFrom('identity.gate')
        .select('matter_id')
        .where('on_day', '=', on)
        .executeTakeFirst()
    )?.matter_id;
  const known = await find();
  if (known !== undefined) return known;
  const government = (await directoryOf(kernel)).cityGovernment();
  try {
    const { id } = await openMatter(kernel, {
      kind: 'gate',
      act: 'open',
      title: matterTitles.gate(on),
      region: government.region,
      agencyId: government.id,
      actor: system,
      at,
      write: async (tx, matterId) => {
        await databaseIn(tx).insertInto('identity.gate').values({ on_day: on, matter_id: matterId }).execute();
      },
    });
    return id;
  } catch (error) {
    // Another program opened it first.
    const theirs = await find();
    if (theirs === undefined) throw error;
    return theirs;
  }
}
