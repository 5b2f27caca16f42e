import { useState } from 'react';
import { Link } from './router.tsx';
import { isOffered, NAV_GROUPS, type NavGroup, type Screen } from './screen.ts';
import { text } from './text.ts';

/** So many fit under each other on a usual screen; with more, only what somebody is in stands open. */
const FIT = 16;

type Props = {
  readonly screens: readonly Screen[];
  readonly permissions: ReadonlySet<string>;
  readonly path: string;
  readonly folded: boolean;
};

/** The screens this person works with, by what he works on. */
export function Nav({ screens, permissions, path, folded }: Props) {
  const [chosen, setChosen] = useState<ReadonlyMap<NavGroup, boolean>>(new Map());
  const offered = screens.filter((screen) => isOffered(screen, permissions));
  // Of two screens of which one stands below the other, the nearer one.
  const here = offered
    .filter((screen) => isHere(screen.path, path))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  const isOpen = (group: NavGroup): boolean =>
    chosen.get(group) ?? (group === 'work' || group === here?.nav?.group || offered.length <= FIT);
  return (
    <nav className={folded ? 'side folded' : 'side'} aria-label={text.nav.label}>
      {NAV_GROUPS.map((group) => {
        const links = offered.filter((screen) => screen.nav?.group === group);
        return (
          links.length > 0 && (
            <details
              key={group}
              open={isOpen(group)}
              onToggle={({ currentTarget: { open } }) => {
                // Told of what we opened ourselves, too: only what differs was chosen.
                if (open !== isOpen(group)) setChosen(new Map(chosen).set(group, open));
              }}
            >
              <summary>{text.nav.groups[group]}</summary>
              <ul>
                {links.map((screen) => (
                  <li key={screen.path}>
                    <Link to={screen.path} aria-current={screen === here ? 'page' : undefined}>
                      {screen.title}
                    </Link>
                  </li>
                ))}
              </ul>
            </details>
          )
        );
      })}
    </nav>
  );
}

/** Pages below a screen belong to it in the navigation. */
export const isHere = (screen: string, path: string): boolean =>
  path === screen || (screen !== '/' && path.startsWith(`${screen}/`));
