import { z } from 'zod';
import data from './data/topics.json' with { type: 'json' };

/** A special column: what was published in some domains of policy, of whichever agency. */
const Topic = z.object({
  key: z.string().regex(/^[a-z][a-z-]{1,29}$/u),
  title: z.string().min(2).max(30),
  /** Keys of domains that an article is tagged with. */
  domains: z.array(z.string()),
  /** Entries of the catalogue. */
  nodes: z.array(z.string()),
  /** Words in a title, where there is neither tag nor entry. */
  words: z.array(z.string().min(2)).default([]),
});
export type Topic = z.output<typeof Topic>;

const file = z.object({ source: z.string(), from: z.iso.date(), topics: z.array(Topic) }).parse(data);

/** The special columns of the city, by what rule and since when. @law 政务公开工作要点 专题专栏 (L-51, R-152) */
export const topics = file.topics;
