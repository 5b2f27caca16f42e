import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './call.ts';
import { Crashed } from './crashed.tsx';
import { Failed, Loading } from './kit/notice.tsx';
import { Password } from './password.tsx';
import { isSignedOut } from './problem.ts';
import { readSession, type Session } from './session.ts';
import { Shell } from './shell.tsx';
import { CodeGate, FactorGate, NotStaff, SignIn, SignInAgain } from './sign-in.tsx';
import { text } from './text.ts';
import { EXPIRED } from './use-call.ts';
import { SESSION } from './use-session.ts';

/** Who is signed in, or null: that nobody is, is an answer too. */
const askWho = async (): Promise<Session | null> => {
  try {
    return await call(readSession, {});
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
};

/** The workbench: signing in first, then the shell; when the session ends at work, signing in again over the page. */
export function App() {
  const client = useQueryClient();
  const who = useQuery({ queryKey: SESSION, queryFn: askWho, staleTime: Number.POSITIVE_INFINITY });
  const expired = useQuery({
    queryKey: EXPIRED,
    queryFn: () => false,
    initialData: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (who.error) {
    return (
      <main className="alone">
        <Failed error={who.error} retry={() => void who.refetch()} />
      </main>
    );
  }
  if (who.data === undefined) return <Loading />;
  const session = who.data;
  const askAgain = () => void client.invalidateQueries({ queryKey: SESSION });
  if (session === null) return <SignIn onDone={askAgain} />;
  if (session.person.kind !== 'staff') return <NotStaff />;
  if (session.awaits === 'code') return <CodeGate onDone={askAgain} />;
  const signedInAgain = async (): Promise<void> => {
    const now = await askWho();
    // Somebody else took the seat: nothing on this page is theirs.
    if (now?.person.id !== session.person.id) return location.reload();
    client.setQueryData(EXPIRED, false);
    await client.invalidateQueries({ predicate: (query) => query.queryKey !== EXPIRED });
  };
  return (
    <Crashed>
      <Open session={session} onDone={askAgain} />
      {expired.data && <SignInAgain onDone={() => void signedInAgain()} />}
    </Crashed>
  );
}

/** What is asked of the person before anything else, or the shell. */
const Open = ({ session, onDone }: { readonly session: Session; readonly onDone: () => void }) => {
  if (session.awaits === 'password') return <MustChange onDone={onDone} />;
  return session.awaits === 'factor' ? <FactorGate /> : <Shell session={session} />;
};

/** A password somebody else chose is changed before anything is done with it. */
const MustChange = ({ onDone }: { readonly onDone: () => void }) => (
  <main className="gate">
    <title>{text.title(text.password.title)}</title>
    <div className="panel stack">
      <h1>{text.password.title}</h1>
      <p>{text.password.must}</p>
      <Password onDone={onDone} />
    </div>
  </main>
);
