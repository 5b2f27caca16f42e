import { Link } from './router.tsx';
import { isOffered, type NavGroup, type Screen } from './screen.ts';
import { text } from './text.ts';

const GROUPS: readonly NavGroup[] = ['work', 'watch', 'manage', 'mine'];

type Props = {
  readonly screens: readonly Screen[];
  readonly permissions: ReadonlySet<string>;
  readonly path: string;
  readonly folded: boolean;
};

/** The screens this person works with, in groups. */
export function Nav({ screens, permissions, path, folded }: Props) {
  const offered = screens.filter((screen) => isOffered(screen, permissions));
  // Of two screens of which one stands below the other, the nearer one.
  const here = offered
    .filter((screen) => isHere(screen.path, path))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  return (
    <nav className={folded ? 'side folded' : 'side'} aria-label={text.nav.label}>
      {GROUPS.map((group) => {
        const links = offered.filter((screen) => screen.nav?.group === group);
        return (
          links.length > 0 && (
            <div key={group}>
              <h2>{text.nav.groups[group]}</h2>
              <ul>
                {links.map((screen) => (
                  <li key={screen.path}>
                    <Link to={screen.path} aria-current={screen === here ? 'page' : undefined}>
                      {screen.title}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          )
        );
      })}
    </nav>
  );
}

/** Pages below a screen belong to it in the navigation. */
export const isHere = (screen: string, path: string): boolean =>
  path === screen || (screen !== '/' && path.startsWith(`${screen}/`));
