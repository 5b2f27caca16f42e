import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { everyTitled } from '../../workbench/kit/choices.ts';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import type { RequestView } from '../contract.ts';
import { actOnRequest } from './endpoints.ts';
import { screenText as said } from './text.ts';

type Letter = { readonly whom: 'third-party' | 'agency'; readonly addressee: string; readonly question: string };
const EMPTY: Letter = { whom: 'third-party', addressee: '', question: '' };

/** Letters that ask for opinions, as many as there are people to ask. */
export function ConsultForm({ view, onDone }: { readonly view: RequestView; readonly onDone: () => void }) {
  const [letters, setLetters] = useState<readonly Letter[]>([EMPTY]);
  const send = useSend(actOnRequest, onDone);
  const set = (i: number, change: Partial<Letter>): void =>
    setLetters(letters.map((letter, n) => (n === i ? { ...letter, ...change } : letter)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending)
      send.mutate({ params: { id: view.id }, body: { act: 'consult', seenSeq: view.seq, letters: [...letters] } });
  };
  return (
    <form className="stack act-form" onSubmit={submit}>
      {letters.map((letter, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: letters have no other identity while they are written
        <div key={i} className="stack tight">
          <SelectField
            label={said.fields.whom}
            value={letter.whom}
            choices={everyTitled(said.whoms)}
            onChange={(whom) => set(i, { whom: whom === 'agency' ? 'agency' : 'third-party' })}
          />
          <TextField
            label={said.fields.addressee}
            value={letter.addressee}
            maxLength={100}
            onChange={(addressee) => set(i, { addressee })}
          />
          <AreaField
            label={said.fields.question}
            value={letter.question}
            onChange={(question) => set(i, { question })}
          />
        </div>
      ))}
      {send.error && <Failed error={send.error} />}
      <div className="row">
        <Button onClick={() => setLetters([...letters, EMPTY])}>{said.addLetter}</Button>
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.send}
        </Button>
      </div>
    </form>
  );
}
