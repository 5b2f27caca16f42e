import { Tabs } from './card.tsx';
import { text } from './text.ts';

const words = text.platform;

/** The four blocks of the platform and the way to ask for what is not in them. */
const BLOCKS = {
  guide: '/guides',
  system: '/catalogue?node=ML.2',
  content: '/catalogue',
  report: '/annual-reports',
  request: '/information-requests',
} as const;
export type PlatformBlock = keyof typeof BLOCKS;

/**
 * 政府信息公开: the same head over each of its blocks, in the order that is laid down for all sites.
 *
 * @law 国办公开办函〔2019〕61号
 */
export const PlatformTabs = ({ current }: { readonly current: PlatformBlock }) => (
  <Tabs
    label={words.name}
    tabs={Object.entries(BLOCKS).map(([block, href]) => ({
      href,
      title: words.blocks[block as PlatformBlock],
      current: block === current,
    }))}
  />
);
