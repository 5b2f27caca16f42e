import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { consentText } from '../consents/text.ts';
import { askConsents, type ConsentView, INTERESTS, type Interest, listConsents } from '../consents/wire.ts';

const { panel, interests, answers } = consentText;

/** Third parties who were asked about a publication, and the letters to those who still are to be. */
export function ConsentsPanel({ id, isPublic }: { readonly id: number; readonly isPublic: boolean }) {
  const found = useCall(listConsents, { params: { id } });
  const [asking, setAsking] = useState(false);
  const rows = found.data?.rows ?? [];
  const mayAsk = isPublic && found.data?.mayAsk === true;
  if (rows.length === 0 && !mayAsk) return null;
  return (
    <Panel title={panel.title}>
      <div className="stack tight">
        <p className="soft">{panel.intro}</p>
        {rows.length === 0 && <p>{panel.none}</p>}
        {rows.some(({ textChanged, state }) => textChanged && state === 'agreed') && (
          <Notice tone="warn">{panel.changed}</Notice>
        )}
        <ul className="stack tight">
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
        {mayAsk && !asking && <Button onClick={() => setAsking(true)}>{panel.ask}</Button>}
        {mayAsk && asking && <AskForm id={id} onDone={() => setAsking(false)} />}
      </div>
    </Panel>
  );
}

const Row = ({ row }: { readonly row: ConsentView }) => (
  <li>
    <a href={`/workbench/disclosure/consents/${row.id}`}>{row.addressee ?? panel.erased}</a>{' '}
    <span className="soft">
      {interests[row.interest]} · {row.number}
      {row.earlier && ` · ${panel.earlier}`}
    </span>
    <div>
      <span className={row.state === 'agreed' || row.state === 'overridden' ? 'tag' : 'tag wrong'}>
        {row.stateTitle}
      </span>{' '}
      {row.answer && answers[row.answer]}
    </div>
  </li>
);

type Letter = { readonly key: number; readonly interest: Interest; readonly addressee: string; readonly about: string };
const empty = (key: number): Letter => ({ key, interest: 'trade-secret', addressee: '', about: '' });

function AskForm({ id, onDone }: { readonly id: number; readonly onDone: () => void }) {
  const [letters, setLetters] = useState<readonly Letter[]>([empty(0)]);
  const [days, setDays] = useState('15');
  const send = useSend(askConsents, onDone);
  const set = (key: number, change: Partial<Letter>): void =>
    setLetters(letters.map((letter) => (letter.key === key ? { ...letter, ...change } : letter)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const written = letters.map(({ interest, addressee, about }) => ({ interest, addressee, about }));
    send.mutate({ params: { id }, body: { days: Number(days), letters: written } });
  };
  const isReady = letters.every(({ addressee, about }) => addressee.trim() !== '' && about.trim().length >= 5);
  return (
    <form className="stack act-form" onSubmit={submit}>
      {letters.map((letter) => (
        <fieldset key={letter.key} className="stack tight">
          <SelectField
            label={panel.interest}
            value={letter.interest}
            choices={titled(INTERESTS, interests)}
            onChange={(value) => set(letter.key, { interest: value === 'privacy' ? 'privacy' : 'trade-secret' })}
          />
          <TextField
            label={panel.addressee}
            value={letter.addressee}
            maxLength={100}
            onChange={(addressee) => set(letter.key, { addressee })}
          />
          <AreaField
            label={panel.about}
            hint={panel.aboutHint}
            value={letter.about}
            maxLength={1000}
            onChange={(about) => set(letter.key, { about })}
          />
          {letters.length > 1 && (
            <Button kind="quiet" onClick={() => setLetters(letters.filter(({ key }) => key !== letter.key))}>
              {panel.remove}
            </Button>
          )}
        </fieldset>
      ))}
      <TextField label={panel.days} type="number" value={days} onChange={setDays} />
      {send.error && <Failed error={send.error} />}
      <div className="row">
        <Button onClick={() => setLetters([...letters, empty((letters.at(-1)?.key ?? 0) + 1)])}>{panel.addOne}</Button>
        <Button kind="main" type="submit" busy={send.isPending} disabled={!isReady}>
          {panel.send}
        </Button>
      </div>
    </form>
  );
}
