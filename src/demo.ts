import { seedBoards, seedBoardsDemo } from './boards/index.ts';
import { demoText as text } from './demo-text.ts';
import { seedDisclosure } from './disclosure/index.ts';
import { seedEnforcement } from './enforcement/index.ts';
import { type Seeded, seedIdentity } from './identity/index.ts';
import { seedRequests } from './information-requests/index.ts';
import type { Kernel } from './kernel/index.ts';
import { seedServiceItems } from './service-items/index.ts';
import { seedSites } from './sites/index.ts';

const SETTING = 'demo-city';
/** Programs that start together seed one after the other. */
const LOCK = [5909, 3] as const;

/**
 * Fills an empty database with the demo city, once: regions, agencies, people and items. Begins where an interrupted
 * first start left off. `publicUrl` stands in the letters of its
 * requests; without it they are kept in words alone. Answers the accounts worth showing, or null when the database holds something else.
 */
export async function seedFirstStart(
  kernel: Kernel,
  log: (line: string) => void,
  publicUrl: string | null = null,
): Promise<Seeded | null> {
  const client = await kernel.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1, $2)', [...LOCK]);
    const { rows } = await client.query<{ state: string | null; used: boolean }>(
      `select (select value #>> '{}' from kernel.setting where key = $1) as state, exists (select from identity.region) as used`,
      [SETTING],
    );
    const [found] = rows;
    if (found?.used && !found.state) return null;
    const at = kernel.now();
    if (found?.state !== 'done') {
      log(text.seeding);
      await client.query(
        `insert into kernel.setting (key, value) values ($1, '"begun"') on conflict (key) do nothing`,
        [SETTING],
      );
    }
    const seeded = await seedIdentity(kernel, at);
    await seedServiceItems(kernel, at);
    await seedSites(kernel, at);
    await seedDisclosure(kernel, at);
    await seedRequests(kernel, at, publicUrl);
    await seedBoards(kernel, at);
    await seedBoardsDemo(kernel, at);
    await seedEnforcement(kernel, at);
    await client.query(`update kernel.setting set value = '"done"' where key = $1`, [SETTING]);
    return seeded;
  } finally {
    await client.query('select pg_advisory_unlock($1, $2)', [...LOCK]);
    client.release();
  }
}

/** What the program prints when it is ready: where it is, and who can sign in. */
export function demoGreeting(publicUrl: string, seeded: Seeded | null): string {
  const lines = ['', text.ready, ...text.places.map(([name, path]) => `  ${name.padEnd(6, '　')} ${publicUrl}${path}`)];
  const [first] = seeded?.accounts ?? [];
  if (first) {
    lines.push('', text.accounts(first.password));
    for (const account of seeded?.accounts ?? [])
      lines.push(`  ${account.login.padEnd(14)} ${account.roles.join('、')}`);
  }
  return `${lines.join('\n')}\n\n`;
}
