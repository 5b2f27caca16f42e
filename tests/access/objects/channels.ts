import type { People } from '../../../src/disclosure/testing.ts';
import { giveColumns } from '../../../src/sites/column-grants/operations.ts';
import type { Setting } from './setting.ts';

/** What an office says of its site, its terminals and what it hands over. */
export async function prepareChannels({ kernel, at }: Setting, who: People) {
  const office = { actor: who.officer, at };
  const personId = who.drafter.personId ?? -1;
  await giveColumns(kernel, { site: '590902-sc', personId, columns: null }, office);
  return { channels: { drafter: personId } };
}
