import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from './call.ts';
import { Button } from './kit/button.tsx';
import { Dialog } from './kit/dialog.tsx';
import { CheckField, TextField } from './kit/field.tsx';
import { Failed } from './kit/notice.tsx';
import { BASE } from './router.tsx';
import { enterCode, signIn, signOut } from './session.ts';
import { text } from './text.ts';

type Props = { readonly onDone: () => void };

/** The password first, then the code of who has a second factor. */
function SignInForm({ onDone }: Props) {
  const [waits, setWaits] = useState(false);
  if (waits) return <CodeForm onDone={onDone} onBack={() => setWaits(false)} />;
  return <PasswordForm onDone={onDone} onCode={() => setWaits(true)} />;
}

function PasswordForm({ onDone, onCode }: Props & { readonly onCode: () => void }) {
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const send = useMutation({
    mutationFn: () => call(signIn, { body: { name: account.trim(), password } }),
    onSuccess: ({ awaits }) => (awaits === 'code' ? onCode() : onDone()),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      {send.error && <Failed error={send.error} />}
      <TextField
        label={text.signIn.account}
        value={account}
        onChange={setAccount}
        autoComplete="username"
        maxLength={60}
      />
      <TextField
        label={text.signIn.password}
        value={password}
        onChange={setPassword}
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        maxLength={200}
      />
      <CheckField label={text.signIn.show} value={shown} onChange={setShown} />
      <Button kind="main" type="submit" wide busy={send.isPending}>
        {text.signIn.submit}
      </Button>
    </form>
  );
}

/** The code of the second factor, or a recovery code. */
function CodeForm({ onDone, onBack }: Props & { readonly onBack: () => void }) {
  const [code, setCode] = useState('');
  const send = useMutation({ mutationFn: () => call(enterCode, { body: { code } }), onSuccess: onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      {send.error && <Failed error={send.error} />}
      <TextField
        label={text.signIn.code}
        hint={text.signIn.codeHint}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        maxLength={40}
      />
      <Button kind="main" type="submit" wide busy={send.isPending}>
        {text.signIn.submit}
      </Button>
      <Button wide onClick={onBack}>
        {text.signIn.back}
      </Button>
    </form>
  );
}

/** Between the password and everything else, after the page was loaded anew. */
export const CodeGate = ({ onDone }: Props) => {
  const leave = useMutation({ mutationFn: () => call(signOut, {}), onSettled: () => location.assign(`${BASE}/`) });
  return (
    <Gate>
      <CodeForm onDone={onDone} onBack={() => leave.mutate()} />
    </Gate>
  );
};

/** Setting up the second factor has pages of its own, which work without script. */
export const FactorGate = () => (
  <Gate>
    <p>{text.signIn.factor}</p>
    <a href="/me/second-factor">{text.signIn.factorGo}</a>
  </Gate>
);

const Gate = ({ children }: { readonly children: ReactNode }) => (
  <main className="gate">
    <title>{text.title(text.signIn.title)}</title>
    <div className="panel stack">
      <div>
        <p className="mark">
          <b>{text.name}</b>
          <span>{text.workbench}</span>
        </p>
        <h1>{text.signIn.title}</h1>
      </div>
      {children}
    </div>
  </main>
);

/** The first page: who are you. */
export const SignIn = ({ onDone }: Props) => (
  <Gate>
    <SignInForm onDone={onDone} />
  </Gate>
);

/** Over the page on which the session ended: what was typed below stays. */
export const SignInAgain = ({ onDone }: Props) => (
  <Dialog title={text.signIn.again} firm onClose={() => undefined}>
    <p>{text.signIn.againHint}</p>
    <SignInForm onDone={onDone} />
  </Dialog>
);

/** Somebody who asks something of the city has come to the entrance of those who work for it. */
export function NotStaff() {
  const leave = useMutation({ mutationFn: () => call(signOut, {}), onSettled: () => location.assign(`${BASE}/`) });
  return (
    <main className="gate">
      <title>{text.title(text.signIn.title)}</title>
      <div className="panel stack">
        <h1>{text.signIn.title}</h1>
        <p>{text.signIn.notStaff}</p>
        <a href="/">{text.signIn.portal}</a>
        <Button busy={leave.isPending} onClick={() => leave.mutate()}>
          {text.user.signOut}
        </Button>
      </div>
    </main>
  );
}
