import type { FastifyRequest } from 'fastify';
import type { PageProps } from './page.tsx';
import { preferencesCookie, preferencesFromCookie } from './preferences.ts';
import type { Site } from './site.tsx';
import { text } from './text.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What every public page of this program has in common. */
    site: Site;
  }
}

/** The parts of a page that follow from the request: which site, how it is shown, who is signed in. */
export function pageContext(request: FastifyRequest): Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'> {
  return {
    site: request.server.site,
    preferences: preferencesFromCookie(request.cookies[preferencesCookie]),
    path: request.url,
    account: <Account request={request} />,
  };
}

const Account = ({ request }: { readonly request: FastifyRequest }) => {
  if (request.actor.personId === null) {
    return (
      <>
        <a href={`/sign-in?next=${encodeURIComponent(request.method === 'GET' ? request.url : '/')}`}>
          {text.account.signIn}
        </a>
        <a href="/register">{text.account.register}</a>
      </>
    );
  }
  return (
    <>
      <a href={request.actor.kind === 'staff' ? '/workbench/' : '/my'}>{request.actor.name}</a>
      <form method="post" action="/sign-out">
        <button type="submit">{text.account.signOut}</button>
      </form>
    </>
  );
};
