import { useMutation } from '@tanstack/react-query';
import { call } from './call.ts';
import { Button } from './kit/button.tsx';
import { usePopup } from './kit/popup.ts';
import { BASE, Link } from './router.tsx';
import { placesOf, type Session, signOut } from './session.ts';
import { text } from './text.ts';

/** Who is signed in, in which posts, and the way out. */
export function UserMenu({ session }: { readonly session: Session }) {
  const { ref, open, setOpen } = usePopup<HTMLDivElement>();
  const leave = useMutation({ mutationFn: () => call(signOut, {}), onSettled: () => location.assign(`${BASE}/`) });
  return (
    <div className="user" ref={ref}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {session.person.name} ▾
      </button>
      {open && (
        <div className="menu stack tight">
          <h2 className="soft">{text.user.posts}</h2>
          <ul>
            {placesOf(session).map(({ agency, roles }) => (
              <li key={agency}>
                {agency}
                <span className="soft"> {roles.join('、')}</span>
              </li>
            ))}
          </ul>
          <Link to="/password" onClick={() => setOpen(false)}>
            {text.user.changePassword}
          </Link>
          <a href="/me">{text.user.account}</a>
          <Button wide busy={leave.isPending} onClick={() => leave.mutate()}>
            {text.user.signOut}
          </Button>
        </div>
      )}
    </div>
  );
}
