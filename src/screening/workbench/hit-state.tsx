import type { HIT_STATES } from '../wire.ts';
import { words } from './text.ts';

/** What has become of a find; what stands in public undecided is seen at once. */
export const HitState = ({ state }: { readonly state: (typeof HIT_STATES)[number] }) => (
  <span className={state === 'open' ? 'tag wrong' : 'tag'}>{words.hitStates[state]}</span>
);
