import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Crashed } from './crashed.tsx';
import { Find } from './find.tsx';
import { Help } from './help.tsx';
import { useKeys } from './keys.ts';
import { Button } from './kit/button.tsx';
import { Empty, Loading } from './kit/notice.tsx';
import { Nav } from './nav.tsx';
import { go, Link, match, useAddress } from './router.tsx';
import type { Screen } from './screen.ts';
import { screens } from './screens.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';
import { UserMenu } from './user-menu.tsx';

/** Each screen's code, fetched once when it is first opened. */
const pages = new Map(screens.map((screen) => [screen, lazy(async () => ({ default: (await screen.load()).Page }))]));

function found(path: string): { readonly screen: Screen; readonly params: Readonly<Record<string, string>> } | null {
  for (const screen of screens) {
    const params = match(screen.path, path);
    if (params) return { screen, params };
  }
  return null;
}

/** What stands around every screen: search, navigation, the person; and the screen the address names. */
export function Shell({ session }: { readonly session: Session }) {
  const { path, query } = useAddress();
  const [help, setHelp] = useState(false);
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const permissions = new Set(session.permissions);
  useKeys({
    '/': () => search.current?.focus(),
    'g i': () => go('/'),
    'g a': () => go('/alarms/overdue'),
    'g n': () => go('/notices'),
    '?': () => setHelp(true),
  });
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    setOpen(false);
    // Like a page that was loaded: from the top, and read from its beginning.
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  const at = found(path);
  const Page = at ? pages.get(at.screen) : undefined;
  return (
    <>
      <a className="skip" href="#main">
        {text.skip}
      </a>
      <header className="top">
        <Link to="/" className="mark">
          <b>{text.name}</b>
          <span>{text.workbench}</span>
        </Link>
        <span className="toggle">
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {text.nav.toggle}
          </Button>
        </span>
        <span className="spacer" />
        <Find inputRef={search} />
        <UserMenu session={session} />
      </header>
      <div className="frame">
        <Nav screens={screens} permissions={permissions} path={path} folded={!open} />
        <main className="page" id="main" ref={main} tabIndex={-1}>
          <title>{text.title(at?.screen.title ?? text.notFound)}</title>
          <Crashed key={path}>
            <Suspense fallback={<Loading />}>
              {Page && at ? <Page key={path} params={at.params} query={query} /> : <NotFound />}
            </Suspense>
          </Crashed>
        </main>
      </div>
      {help && <Help onClose={() => setHelp(false)} />}
    </>
  );
}

const NotFound = () => (
  <Empty>
    <h1>{text.notFound}</h1>
    <p>{text.notFoundHint}</p>
    <p>
      <Link to="/">{text.backToInbox}</Link>
    </p>
  </Empty>
);
