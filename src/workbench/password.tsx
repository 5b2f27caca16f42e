import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from './call.ts';
import { Button } from './kit/button.tsx';
import { TextField } from './kit/field.tsx';
import { Failed, Notice } from './kit/notice.tsx';
import { changePassword } from './session.ts';
import { text } from './text.ts';

const MOST = 200;

/** Choosing a new password; the server says what a good one is. */
export function Password({ onDone }: { readonly onDone?: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const send = useMutation({
    mutationFn: () => call(changePassword, { body: { current, next } }),
    onSuccess: () => onDone?.(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setDiffers(next !== again);
    if (next === again && !send.isPending) send.mutate();
  };
  if (send.isSuccess) return <Notice tone="good">{text.password.done}</Notice>;
  return (
    <form className="stack" onSubmit={submit}>
      {send.error && <Failed error={send.error} />}
      <TextField
        label={text.password.current}
        type="password"
        autoComplete="current-password"
        maxLength={MOST}
        value={current}
        onChange={setCurrent}
      />
      <TextField
        label={text.password.next}
        hint={text.password.hint}
        type="password"
        autoComplete="new-password"
        maxLength={MOST}
        value={next}
        onChange={setNext}
      />
      <TextField
        label={text.password.again}
        type="password"
        autoComplete="new-password"
        maxLength={MOST}
        value={again}
        onChange={setAgain}
        wrong={differs ? text.password.differs : undefined}
      />
      <Button kind="main" type="submit" busy={send.isPending}>
        {text.password.submit}
      </Button>
    </form>
  );
}
