import type { Kernel } from '../kernel/index.ts';
import { topicInForce, topicsInForce } from './repo/topics.ts';
import { topics } from './topics.ts';

type SpecialColumn = { readonly key: string; readonly title: string; readonly count: number };

/** The special columns with how much of each is in force. */
export async function specialColumns({ published }: Pick<Kernel, 'published'>): Promise<readonly SpecialColumn[]> {
  const counts = await topicsInForce(published.pool, topics);
  return topics.map(({ key, title }) => ({ key, title, count: counts.get(key) ?? 0 }));
}

/** Index numbers of what is in force in a special column, some at a time; nothing where there is no such column. */
export async function inSpecialColumn(
  { published }: Pick<Kernel, 'published'>,
  key: string,
  some: { readonly from: number; readonly most: number },
): Promise<readonly string[]> {
  const topic = topics.find((one) => one.key === key);
  return topic ? topicInForce(published.pool, topic, some) : [];
}
