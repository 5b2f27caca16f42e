import { demoText as text } from './demo-text.ts';
import { type Seeded, seedIdentity } from './identity/index.ts';
import type { Kernel } from './kernel/index.ts';
import { seedServiceItems } from './service-items/index.ts';

const DONE = 'demo-city';

/**
 * Fills an empty database with the demo city, once: regions, agencies, people, items and a few matters under way.
 * Answers the accounts worth showing, or null when the database is in use already by something else.
 */
export async function seedFirstStart(kernel: Kernel, log: (line: string) => void): Promise<Seeded | null> {
  const { rows } = await kernel.pool.query<{ seeded: boolean; used: boolean }>(
    `select exists (select from kernel.setting where key = $1) as seeded, exists (select from identity.region) as used`,
    [DONE],
  );
  const [state] = rows;
  if (state?.used && !state.seeded) return null;
  if (state?.seeded) return seedIdentity(kernel, kernel.now());
  log(text.seeding);
  const at = kernel.now();
  const seeded = await seedIdentity(kernel, at);
  await seedServiceItems(kernel, at);
  await kernel.pool.query(`insert into kernel.setting (key, value) values ($1, $2) on conflict (key) do nothing`, [
    DONE,
    JSON.stringify({ at }),
  ]);
  return seeded;
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
