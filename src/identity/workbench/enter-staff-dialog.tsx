import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { enterStaff } from './endpoints.ts';
import { words } from './text.ts';

/** Enters somebody who has begun to work for the city. */
export function EnterStaffDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const send = useSend(enterStaff);
  return (
    <Dialog title={words.posts.enter} onClose={onClose}>
      {send.isSuccess ? (
        <Notice tone="good">{words.posts.entered}</Notice>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (!send.isPending) send.mutate({ body: { name, login } });
          }}
        >
          {send.error && <Failed error={send.error} />}
          <TextField label={words.posts.name} value={name} onChange={setName} maxLength={100} />
          <TextField
            label={words.posts.login}
            hint={words.posts.loginHint}
            value={login}
            onChange={setLogin}
            maxLength={32}
          />
          <div className="row">
            <Button kind="main" type="submit" busy={send.isPending}>
              {words.posts.enter}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
