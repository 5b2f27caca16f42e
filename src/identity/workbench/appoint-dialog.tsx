import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { appoint } from './endpoints.ts';
import { type Person, PersonField } from './person-field.tsx';
import { words } from './text.ts';

type Props = { readonly post: { readonly id: number; readonly title: string }; readonly onClose: () => void };

/** Puts somebody into a post. */
export function AppointDialog({ post, onClose }: Props) {
  const [person, setPerson] = useState<Person | null>(null);
  const [fromOn, setFromOn] = useState('');
  const [untilOn, setUntilOn] = useState('');
  const [tried, setTried] = useState(false);
  const send = useSend(appoint, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!person || fromOn === '' || send.isPending) return;
    send.mutate({ body: { personId: person.id, postId: post.id, fromOn, untilOn: untilOn || null } });
  };
  return (
    <Dialog title={words.posts.appointTitle(post.title)} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {send.error && <Failed error={send.error} />}
        <PersonField
          label={words.person.label}
          value={person}
          onChange={setPerson}
          wrong={tried && !person ? words.fill(words.person.label) : undefined}
        />
        <TextField
          label={words.posts.fromOn}
          type="date"
          value={fromOn}
          onChange={setFromOn}
          wrong={tried && fromOn === '' ? words.fill(words.posts.fromOn) : undefined}
        />
        <TextField
          label={words.posts.untilOn}
          hint={words.posts.untilHint}
          type="date"
          value={untilOn}
          onChange={setUntilOn}
          optional
        />
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending}>
            {words.posts.appoint}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
