import type { Output } from '../../workbench/call.ts';
import { At } from '../../workbench/kit/day.tsx';
import { troubleTitles } from '../text.ts';
import type { readTerminal } from '../wire-screens.ts';
import { words } from './text.ts';

const { terminal: text } = words;

/** What is wrong with a terminal now, and since when. */
export const Troubles = ({ of }: { readonly of: Output<typeof readTerminal>['troubles'] }) =>
  of.length === 0
    ? text.noTroubles
    : of.map(({ kind, since }) => (
        <div key={kind} className="late">
          {text.since(troubleTitles[kind])} <At at={since} />
        </div>
      ));
